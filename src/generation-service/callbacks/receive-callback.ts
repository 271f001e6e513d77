import { AppError } from '../../shared/errors.ts'
import { rawBodyOf } from './raw-body.ts'
import { openCallbackToken } from './token.ts'
import type { Handler } from '../http/handler.ts'
import { callBack } from '../job/client.ts'

export const receiveCallback: Handler<'receiveCallback'> = async (c, reply) => {
  const { services } = c.var
  const { provider, token } = c.req.valid('param')
  const generationId = await openCallbackToken(services.environment.CALLBACK_SIGNING_KEY, provider, token)
  if (generationId === null) throw new AppError('not_found')

  const message = { headers: [...c.req.raw.headers], body: await rawBodyOf(c.req.raw) }
  const result = await callBack(services, generationId, message)
  if (result === 'refused') throw new AppError('callback_invalid', { detail: 'The provider’s signature is not valid.' })
  // If the job no longer exists, the response is 204, too. After an error, the provider would repeat the callback for nothing.
  return reply(204)
}
