import type { Handler } from '../handler.ts'
import { answerImages } from '../openai/answer.ts'
import { hashOfRequest, storeInputs } from '../openai/inputs.ts'
import { answerOptions, toGenerateRequest } from '../openai/request.ts'
import { startImageJob } from '../openai/start.ts'

/** OpenAI's variations have no prompt; every model that remixes needs one. */
const PROMPT = 'A variation of this picture: the same subject and style, composed anew.'

export const createImageVariation: Handler<'createImageVariation'> = async (c, reply) => {
  const { services, principal } = c.var
  const { image, ...fields } = c.req.valid('form')
  const owner = { instanceId: principal.instanceId, projectId: principal.projectId }
  const inputs = await storeInputs(services, owner, [{ picture: { kind: 'file', file: image }, pointer: '/body/image' }])
  const request = {
    ...toGenerateRequest({ ...fields, prompt: PROMPT }, 'remix', false),
    inputs: inputs.map((input) => ({ asset_id: input.id })),
  }
  const started = await startImageJob(c, {
    operationId: 'createImageVariation',
    request,
    bodyHash: await hashOfRequest(fields, inputs, null),
  })
  return answerImages(c, reply, started, answerOptions(fields))
}
