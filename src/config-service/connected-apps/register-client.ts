import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { log } from '../../shared/log.ts'
import { deleteExpiredClients, deleteOldestUnusedClients, putClient } from '../db/connected-apps.ts'
import { countAttempt, countAttemptsOf } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import type { Services } from '../services.ts'
import { DAY_MS, shownName } from './clients.ts'
import { OAuthRefusal, OAuthRoute } from './oauth-error.ts'
import { redirectUriFault } from './redirect-uri.ts'

const HOUR_MS = 3_600_000
/** The contract states these numbers. */
const MOST_OF_ADDRESS = 60
const MOST_OF_ALL = 3000
/** Registrations that nobody has used. At MOST_OF_ALL an hour, the oldest of them are at least 100 minutes old. */
const MOST_UNUSED_CLIENTS = 5000
const UNUSED_CLIENT_MS = DAY_MS

export class RegisterClient extends OAuthRoute(routes.registerClient) {
  async handle(c: Context<AppEnv>) {
    const { services, requestId } = c.var
    const { body } = this.input
    await requireRate(services, c.req.header('cf-connecting-ip') ?? 'unknown')
    for (const [index, uri] of body.redirect_uris.entries()) {
      const fault = redirectUriFault(uri)
      if (fault !== null) throw new OAuthRefusal('invalid_redirect_uri', `redirect_uris[${index}] ${fault}.`)
    }
    if (body.grant_types?.includes('authorization_code') === false)
      throw new OAuthRefusal('invalid_client_metadata', 'grant_types must include authorization_code.')
    if (body.response_types?.includes('code') === false)
      throw new OAuthRefusal('invalid_client_metadata', 'response_types must include code.')
    const now = services.clock()
    const redirectUris = [...new Set(body.redirect_uris)]
    const client = {
      id: newId('app', services.clock),
      source: 'registered' as const,
      name: shownName(body.client_name, redirectUris),
      redirectUris,
      createdAt: now,
      expiresAt: now + UNUSED_CLIENT_MS,
    }
    await deleteExpiredClients(services.db, now)
    await deleteOldestUnusedClients(services.db, UNUSED_CLIENT_MS, MOST_UNUSED_CLIENTS - 1)
    await putClient(services.db, client)
    // There is no audit entry: anybody can register, and a registration belongs to no organization. The entry of the consent has the
    // registration's facts.
    log('info', 'client_registered', { service: 'config', request_id: requestId })
    return this.reply(201, {
      client_id: client.id,
      client_id_issued_at: Math.floor(now / 1000),
      client_name: client.name,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      ...(body.application_type === undefined ? {} : { application_type: body.application_type }),
    })
  }
}

async function requireRate({ db, clock }: Services, address: string): Promise<void> {
  const now = clock()
  const bounds = [
    [`oauth-client|${address}`, MOST_OF_ADDRESS],
    ['oauth-client', MOST_OF_ALL],
  ] as const
  // A refused attempt is not counted, so a flood writes nothing.
  for (const [subject, most] of bounds) if ((await countAttemptsOf(db, subject, HOUR_MS, now)) >= most) throw tooMany(now)
  for (const [subject] of bounds) await countAttempt(db, subject, HOUR_MS, now)
}

function tooMany(now: number): AppError {
  return new AppError('rate_limited', {
    detail: 'Too many apps have registered. An app with a metadata document needs no registration.',
    retryAfterMs: HOUR_MS - (now % HOUR_MS),
  })
}
