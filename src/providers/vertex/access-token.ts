// Exchanges a service account's key for an access token, by sending a signed claim to Google's token endpoint (RFC 7523). A token is valid
// for an hour and is cached in the isolate until shortly before its expiry.
import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { decodeBase64, encodeBase64Url } from '../../shared/base64.ts'
import { sha256Hex, utf8 } from '../../shared/crypto.ts'
import { REDACTED } from '../../shared/redact.ts'
import { Secret } from '../../shared/secret.ts'
import { providerHttp } from '../http.ts'
import { ProviderFailure, type ProviderContext } from '../provider.ts'

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
const DEFAULT_TOKEN_URI = 'https://oauth2.googleapis.com/token'
const CLAIM_SECONDS = 3600
/** A token is not used in the last five minutes before its expiry, because a call with the token may take that long. */
const SPARE_MS = 5 * 60_000
const MAX_KEPT = 100

const accountSchema = lazily(() =>
  z.object({
    client_email: z.string().min(3),
    private_key: z.string().min(1),
    private_key_id: z.string().optional(),
    project_id: z.string().optional(),
    token_uri: z.string().optional(),
  }),
)
export type ServiceAccount = z.infer<ReturnType<typeof accountSchema>>
const tokenAnswer = lazily(() => z.object({ access_token: z.string().min(1), expires_in: z.number().positive() }))

const tokens = new Map<string, { token: Secret; untilMs: number }>()

/** The service account of a dry run, which has no real credential. */
const UNKNOWN: ServiceAccount = { client_email: REDACTED, private_key: REDACTED, project_id: 'project' }

/** Reads the service account of a credential. Throws ProviderFailure `bad_credential` if it is invalid. */
export function readServiceAccount(text: string): ServiceAccount {
  if (text === REDACTED) return UNKNOWN
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw badAccount('is not JSON')
  }
  const read = accountSchema().safeParse(json)
  if (!read.success) throw badAccount(`lacks ${read.error.issues.map(({ path }) => path.join('.')).join(', ') || 'its members'}`)
  return read.data
}

/** Returns the cached token if it is valid for at least five more minutes, otherwise a new one. Throws ProviderFailure. */
export async function accessTokenOf(account: ServiceAccount, context: ProviderContext): Promise<Secret> {
  // A dry run has no service account and does not call Google, so it gets a placeholder for the token.
  if (account === UNKNOWN) return new Secret(REDACTED)
  const now = context.clock()
  const name = await sha256Hex(`${account.client_email}\n${account.private_key}\n${account.token_uri ?? ''}`)
  const known = tokens.get(name)
  if (known !== undefined && known.untilMs > now) return known.token
  const tokenUri = account.token_uri ?? DEFAULT_TOKEN_URI
  const http = providerHttp({
    provider: 'Google',
    context: { ...context, credential: { fields: { private_key: new Secret(account.private_key) }, baseUrl: null } },
    defaultBaseUrl: tokenUri,
    authorize: () => ({}),
    // If Google refuses the signed claim with status 400, the service account is invalid.
    readError: (_, status) => (status === 400 ? { kind: 'bad_credential' } : null),
  })
  const assertion = await signedClaim(account, tokenUri, now)
  const json = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }
  const { body } = await http.json({ method: 'POST', target: tokenUri, json, mayBill: false }, tokenAnswer())
  const token = new Secret(body.access_token)
  if (tokens.size >= MAX_KEPT) tokens.clear()
  tokens.set(name, { token, untilMs: now + body.expires_in * 1000 - SPARE_MS })
  return token
}

/** Forgets all cached tokens. Called after Google has refused a token. */
export function forgetAccessTokens(): void {
  tokens.clear()
}

async function signedClaim(account: ServiceAccount, audience: string, nowMs: number): Promise<string> {
  const issuedAt = Math.floor(nowMs / 1000)
  const header = { alg: 'RS256', typ: 'JWT', ...(account.private_key_id === undefined ? {} : { kid: account.private_key_id }) }
  const claim = { iss: account.client_email, scope: SCOPE, aud: audience, iat: issuedAt, exp: issuedAt + CLAIM_SECONDS }
  const signed = [header, claim].map((part) => encodeBase64Url(utf8(JSON.stringify(part)))).join('.')
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', await keyOf(account.private_key), utf8(signed))
  return `${signed}.${encodeBase64Url(new Uint8Array(signature))}`
}

async function keyOf(pem: string): Promise<CryptoKey> {
  const der = decodeBase64(pem.replaceAll(/-----(BEGIN|END) PRIVATE KEY-----/g, '').replaceAll(/\s/g, ''))
  if (der === null) throw badAccount('has a private_key that is not PEM')
  try {
    return await crypto.subtle.importKey('pkcs8', der, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign'])
  } catch (error) {
    throw badAccount('has a private_key that is no RSA key in PKCS #8', error)
  }
}

function badAccount(why: string, cause?: unknown): ProviderFailure {
  return new ProviderFailure(
    'bad_credential',
    `Google Vertex: the service account ${why}. Store the JSON file that Google Cloud gave you, whole.`,
    {
      billed: 'no',
      cause,
    },
  )
}
