import { sha256Hex } from '../../shared/crypto.ts'
import type { Handler } from '../http/handler.ts'
import { answerImages, withStreamSlot } from './answer.ts'
import { isOpenAiModel } from './model.ts'
import { answerOptions, toGenerateRequest } from './request.ts'
import { startImageJob } from './start.ts'

export const createImage: Handler<'createImage'> = async (c, reply) => {
  const fields = c.req.valid('json')
  const options = answerOptions(fields)
  const hashBody = () => sha256Hex(JSON.stringify(fields))
  const prepare = async () => ({
    ...toGenerateRequest(fields, 'generate', await isOpenAiModel(c, fields.model ?? null)),
    bodyHash: await hashBody(),
  })
  return withStreamSlot(c, options, async (stream) =>
    answerImages(
      c,
      reply,
      await startImageJob(c, { operationId: 'createImage', prepare, hashBody, waits: !options.stream }),
      options,
      stream,
    ),
  )
}
