import contract from '../../../generated/generation/openapi.json'
import type { Handler } from '../http/handler.ts'

export const getContract: Handler<'getContract'> = (_c, reply) => reply(200, contract)
