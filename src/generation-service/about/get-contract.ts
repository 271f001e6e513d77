import { contractDocument } from '../../contract/contract-document.ts'
import type { Handler } from '../http/handler.ts'

export const getContract: Handler<'getContract'> = async (c, reply) =>
  reply(200, await contractDocument(c.var.services.environment.ASSETS, 'generation', c.req.valid('query').profile))
