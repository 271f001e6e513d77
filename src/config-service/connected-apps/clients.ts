// The apps that may ask for access: registered ones, and those whose id is the address of a metadata document.
import type { Actor } from '../../auth/actor.ts'
import { AppError } from '../../shared/errors.ts'
import { readUpTo } from '../../shared/bytes.ts'
import { isId } from '../../shared/ids.ts'
import { countAttempt } from '../db/sessions.ts'
import { deleteExpiredClients, findClientRow, type ClientRow, putClient } from '../db/connected-apps.ts'
import type { Services } from '../services.ts'
import { targetOfRedirect, redirectUriFault } from './redirect-uri.ts'

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** How long a registration is kept after the last time that a person let the app in. */
export const USED_CLIENT_MS = 90 * DAY_MS
/** How long a copy of a metadata document is used. */
const DOCUMENT_MS = HOUR_MS
const MOST_DOCUMENT_BYTES = 8192
const DOCUMENT_TIMEOUT_MS = 5000
/** The maximum number of metadata documents that are fetched for one user in an hour. */
const MOST_FETCHES = 60
export const MOST_REDIRECT_URIS = 10
const MOST_NAME_LENGTH = 80

/**
 * Returns the client; throws AppError if there is none. This function may fetch the client's metadata document from another host. These
 * fetches are counted for each user, so `actor` must be a user.
 */
export async function requireClient(services: Services, actor: Actor, clientId: string): Promise<ClientRow> {
  const now = services.clock()
  const known = await findClientRow(services.db, clientId, now)
  if (known !== null) return known
  if (isId('app', clientId)) throw unknownClient('The app is not registered, or its registration has expired. Connect again in the app.')
  if (!isDocumentAddress(clientId)) throw unknownClient('The app is unknown.')
  if ((await countAttempt(services.db, `oauth-document|${actor.userId}`, HOUR_MS, now)) > MOST_FETCHES)
    throw new AppError('rate_limited', { detail: 'Too many apps were looked up.', retryAfterMs: HOUR_MS - (now % HOUR_MS) })
  const client = { ...(await fetchDocument(services, clientId)), createdAt: now, expiresAt: now + DOCUMENT_MS }
  await deleteExpiredClients(services.db, now)
  await putClient(services.db, client)
  return client
}

/**
 * Returns whether the text is an https address that has a path, but no fragment, user name or password. The text must also be written
 * exactly as the URL parser would write it.
 */
function isDocumentAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, hash, username, password, href } = new URL(text)
  return protocol === 'https:' && pathname !== '/' && hash === '' && username === '' && password === '' && href === text
}

async function fetchDocument(services: Services, clientId: string): Promise<Pick<ClientRow, 'id' | 'source' | 'name' | 'redirectUris'>> {
  const document = await readDocument(services, clientId)
  if (document['client_id'] !== clientId) throw unknownClient('The metadata document of the app has another client_id than its address.')
  const uris = document['redirect_uris']
  const isSound =
    Array.isArray(uris) &&
    uris.length > 0 &&
    uris.length <= MOST_REDIRECT_URIS &&
    uris.every((uri) => typeof uri === 'string' && uri.length <= 500 && redirectUriFault(uri) === null)
  if (!isSound) throw unknownClient('The metadata document of the app has no redirect_uris that can be used.')
  return { id: clientId, source: 'document', name: shownName(document['client_name'], uris as string[]), redirectUris: uris as string[] }
}

async function readDocument(services: Services, clientId: string): Promise<Record<string, unknown>> {
  const options = {
    maxRedirects: 0,
    maxBytes: MOST_DOCUMENT_BYTES,
    headersTimeoutMs: DOCUMENT_TIMEOUT_MS,
    idleTimeoutMs: DOCUMENT_TIMEOUT_MS,
  }
  try {
    const response = await services.fetch(clientId, { headers: { accept: 'application/json' } }, options)
    const isJson = /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')
    if (response.status !== 200 || !isJson || response.body === null) {
      await response.body?.cancel()
      throw unknownClient(`The metadata document of the app cannot be read: status ${response.status}.`)
    }
    const bytes = await readUpTo(response.body, MOST_DOCUMENT_BYTES)
    const parsed: unknown = bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes))
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw new Error('not an object')
    return parsed as Record<string, unknown>
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unknownClient('The metadata document of the app cannot be read.')
  }
}

function unknownClient(detail: string): AppError {
  return new AppError('invalid_request', { detail, errors: [{ pointer: '/body/client_id', message: 'is not a known app' }] })
}

/**
 * Returns the app's name as people see it. Anybody can choose any name. So control characters and characters that change the direction of
 * the surrounding text are replaced by spaces, and a long name is cut.
 */
export function shownName(name: unknown, redirectUris: readonly string[]): string {
  const text =
    typeof name === 'string'
      ? name
          .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim()
      : ''
  const characters = Array.from(text === '' ? targetOfRedirect(redirectUris[0]!).host : text)
  return characters.length > MOST_NAME_LENGTH ? `${characters.slice(0, MOST_NAME_LENGTH - 1).join('')}…` : characters.join('')
}
