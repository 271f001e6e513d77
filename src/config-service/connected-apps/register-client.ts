import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { log } from '../../shared/log.ts'
import { deleteExpiredClients, deleteOldestUnusedClients, putClient } from '../db/connected-apps.ts'
import { countAttempt, countAttemptsOf } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { networksOf, senderOf } from '../http/sender.ts'
import type { Services } from '../services.ts'
import { DAY_MS, shownName } from './clients.ts'
import { OAuthRefusal, OAuthRoute } from './oauth-error.ts'
import { redirectUriFault } from './redirect-uri.ts'

const HOUR_MS = 3_600_000
/**
 * The maximum numbers of registrations in an hour, for four kinds of senders: one address, the network of one customer (IPv4 /24, IPv6
 * /48), the network of one internet provider (IPv4 /16, IPv6 /32), and everyone. The contract states these numbers.
 */
const MOST_OF_ADDRESS = 60
const MOST_OF_CUSTOMER = 300
const MOST_OF_PROVIDER = 1000
const MOST_OF_ALL = 3000
/**
 * The maximum number of registrations that nobody has used yet. If there are more, the oldest are deleted. Each registration must be kept
 * for at least an hour, so that a person has time to decide about the app. Any 60 minutes lie in at most two clock hours, and each clock
 * hour has up to `MOST_OF_ALL` registrations. So the maximum is twice that number.
 */
const MOST_UNUSED_CLIENTS = 2 * MOST_OF_ALL
const UNUSED_CLIENT_MS = DAY_MS

export class RegisterClient extends OAuthRoute(routes.registerClient) {
  async handle(c: Context<AppEnv>) {
    const { services, requestId } = c.var
    const { body } = this.input
    await requireRate(services, c)
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
    // A registration gets no audit entry: anybody can register an app, and a registration belongs to no organization. If a person later
    // lets the app in, the audit entry about this contains the facts of the registration.
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

/**
 * Throws `rate_limited` if too many apps were registered in this hour. There is a maximum for each address, for each network, and for all
 * callers together. Without the maximum for a network, one person with many addresses in a network could register as many apps as all
 * callers together may.
 */
async function requireRate({ db, clock }: Services, c: Context): Promise<void> {
  const now = clock()
  const networks = networksOf(c)
  const bounds: [subject: string, most: number][] = [[`oauth-client|${senderOf(c)}`, MOST_OF_ADDRESS]]
  if (networks !== null) {
    bounds.push([`oauth-client|${networks.customer}`, MOST_OF_CUSTOMER], [`oauth-client|${networks.provider}`, MOST_OF_PROVIDER])
  }
  bounds.push(['oauth-client', MOST_OF_ALL])
  // The first loop only reads the counts, so a request above a maximum writes nothing. Several simultaneous requests may all pass the first
  // loop. So the second loop counts this request and checks the new counts.
  for (const [subject, most] of bounds) if ((await countAttemptsOf(db, subject, HOUR_MS, now)) >= most) throw tooMany(now)
  for (const [subject, most] of bounds) if ((await countAttempt(db, subject, HOUR_MS, now)) > most) throw tooMany(now)
}

function tooMany(now: number): AppError {
  return new AppError('rate_limited', {
    detail: 'Too many apps have registered. An app with a metadata document needs no registration.',
    retryAfterMs: HOUR_MS - (now % HOUR_MS),
  })
}
