import type { components } from '../../../../generated/config/types.ts'
import { words } from '../../parts/format.tsx'
import { Status, type Tone } from '../../parts/status.tsx'

type Schemas = components['schemas']
type Provider = Schemas['Provider']
type Credential = Schemas['Credential']

export const needsNothing = ({ credential_fields: fields }: Provider): boolean => fields.length === 0

/** Returns the label of a field, for example `API key` for `api_key`. */
export const labelOf = (name: string): string => words(name).replace(/^Api /, 'API ')

/** Whether the provider can be called without a secret, for example because it is a server of the instance's owner that needs none. */
export const mayBeKeyless = ({ credential_fields: fields }: Provider): boolean => fields.every(({ required }) => !required)

/** Returns the parts of secrets that may be shown, for example `API key …3f9c · Account id …12`. */
export const sayFields = ({ fields }: Credential): string => {
  const said = Object.entries(fields).map(([name, hint]) => `${labelOf(name)} ${hint}`)
  return said.length === 0 ? 'None: the server is called without a key' : said.join(' · ')
}

export const VERIFIED: Record<Schemas['CredentialVerification']['status'], [Tone, string]> = {
  accepted: ['good', 'accepted'],
  rejected: ['bad', 'rejected'],
  // The network failed, or the provider reported a rate limit or a fault of its own. None of this says anything about the credential.
  unreachable: ['warn', 'no clear answer'],
  unsupported: ['quiet', 'cannot be verified'],
}

const RESTING: Record<NonNullable<Schemas['ConnectionHealth']['reason']>, [Tone, string]> = {
  rate_limited: ['warn', 'rests: too many requests'],
  bad_credential: ['bad', 'rests: credential refused'],
  no_credit: ['bad', 'rests: no credit'],
}

/**
 * Returns why and until when a connection rests, and the provider's message; null if it does not rest. A connection rests while requests
 * prefer other connections, because the provider has refused calls.
 */
export function restOf({ health }: Credential) {
  if (health?.state !== 'resting' || health.reason === null || health.until === null) return null
  return { reason: health.reason, until: health.until, detail: health.detail ?? '' }
}

/** Shows the state of a connection in a few words. */
export function ConnectionStatus({ provider, credential }: { provider: Provider; credential: Credential | null }) {
  const rest = credential === null ? null : restOf(credential)
  if (rest !== null) {
    const [tone, said] = RESTING[rest.reason]
    return (
      <Status value="resting" tone={tone}>
        {said}
      </Status>
    )
  }
  if (credential !== null) {
    const [tone, said] = credential.verification === null ? (['quiet', 'not verified'] as const) : VERIFIED[credential.verification.status]
    return (
      <Status value="credential" tone={tone}>
        {said}
      </Status>
    )
  }
  if (needsNothing(provider))
    return (
      <Status value="ready" tone={provider.by_binding ? 'quiet' : 'good'}>
        {provider.by_binding ? 'needs the AI binding' : 'ready'}
      </Status>
    )
  return (
    <Status value="none" tone="quiet">
      not connected
    </Status>
  )
}
