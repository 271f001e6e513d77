import { sha256Hex } from '../../shared/crypto.ts'
import type { Handler } from '../handler.ts'
import { answerImages } from '../openai/answer.ts'
import { isOpenAiModel } from '../openai/model.ts'
import { answerOptions, toGenerateRequest } from '../openai/request.ts'
import { startImageJob } from '../openai/start.ts'

export const createImage: Handler<'createImage'> = async (c, reply) => {
  const fields = c.req.valid('json')
  const request = toGenerateRequest(fields, 'generate', await isOpenAiModel(c, fields.model ?? null))
  const options = answerOptions(fields)
  const bodyHash = await sha256Hex(JSON.stringify(fields))
  const started = await startImageJob(c, { operationId: 'createImage', request, bodyHash, waits: !options.stream })
  return answerImages(c, reply, started, options)
}
