import type { Handler } from '../http/handler.ts'
import { answerImages } from './answer.ts'
import { isOpenAiModel } from './model.ts'
import { checkBeforeStoring } from './before-inputs.ts'
import { type Given, hashOfRequest, storeInputs, withInputs } from './inputs.ts'
import { answerOptions, toGenerateRequest } from './request.ts'
import { startImageJob } from './start.ts'

/** OpenAI's variations have no prompt. Here they run as the operation `remix`, which needs a prompt. */
const PROMPT = 'A variation of this picture: the same subject and style, composed anew.'

export const createImageVariation: Handler<'createImageVariation'> = async (c, reply) => {
  const { services, principal } = c.var
  const { image, ...fields } = c.req.valid('form')
  const tenant = { instanceId: principal.instanceId, projectId: principal.projectId }
  const given: Given[] = [{ picture: { kind: 'file', file: image }, pointer: c.var.sentPictures?.images[0] ?? '/body/image' }]
  const started = await withInputs({ services, tenant }, (store) =>
    startImageJob(c, {
      operationId: 'createImageVariation',
      prepare: async () => {
        const { request, warnings } = toGenerateRequest(fields, 'remix', await isOpenAiModel(c, fields.model ?? null), PROMPT)
        await checkBeforeStoring(c, request, ['image'], given)
        const inputs = await storeInputs(store, given)
        request.inputs = inputs.map((input) => ({ asset_id: input.id }))
        return { request, warnings, bodyHash: await hashOfRequest(fields, given, null, inputs) }
      },
      hashBody: () => hashOfRequest(fields, given, null, null),
      waits: false,
    }),
  )
  return answerImages(c, reply, started, answerOptions(fields), null)
}
