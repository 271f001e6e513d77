import type { Handler } from '../handler.ts'
import { answerImages } from '../openai/answer.ts'
import { hashOfRequest, storeInputs, withInputs } from '../openai/inputs.ts'
import { answerOptions, toGenerateRequest } from '../openai/request.ts'
import { startImageJob } from '../openai/start.ts'

/** OpenAI's variations have no prompt; every model that remixes needs one. */
const PROMPT = 'A variation of this picture: the same subject and style, composed anew.'

export const createImageVariation: Handler<'createImageVariation'> = async (c, reply) => {
  const { services, principal } = c.var
  const { image, ...fields } = c.req.valid('form')
  const owner = { instanceId: principal.instanceId, projectId: principal.projectId }
  const started = await withInputs({ services, owner }, async (store) => {
    const inputs = await storeInputs(store, [{ picture: { kind: 'file', file: image }, pointer: '/body/image' }])
    const request = {
      ...toGenerateRequest({ ...fields, prompt: PROMPT }, 'remix', false),
      inputs: inputs.map((input) => ({ asset_id: input.id })),
    }
    const bodyHash = await hashOfRequest(fields, inputs, null)
    return startImageJob(c, { operationId: 'createImageVariation', request, bodyHash, waits: false })
  })
  return answerImages(c, reply, started, answerOptions(fields))
}
