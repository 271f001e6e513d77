import { ProviderFailure, type FailureKind, type ProviderAdapter } from '../../providers/provider.ts'
import type { Clock } from '../../shared/clock.ts'
import { AppError } from '../../shared/errors.ts'
import type { GuardedFetch } from '../../shared/guarded-fetch/fetch.ts'
import { FetchLimit } from '../../shared/guarded-fetch/limits.ts'
import { redact } from '../../shared/redact.ts'
import { Secret } from '../../shared/secret.ts'
import type { StoredVerification } from '../db/schema.ts'

interface Dependencies {
  fetch: GuardedFetch
  clock: Clock
}

const TIMEOUT_MS = 20_000
const LONGEST_DETAIL = 500

/** Asks the provider once whether the secrets are valid. Never throws for an error of the provider. */
export async function verifyWithProvider(
  adapter: ProviderAdapter,
  fields: Record<string, string>,
  baseUrl: string | null,
  { fetch, clock }: Dependencies,
): Promise<StoredVerification> {
  const startedAt = clock()
  // The status of the provider's last answer. It is kept here, because an adapter reports the status only if the verification fails.
  let lastStatus: number | null = null
  const noting: GuardedFetch = async (...request) => {
    const answer = await fetch(...request)
    lastStatus = answer.status
    return answer
  }
  const secrets = Object.values(fields)
  const found = (status: StoredVerification['status'], detail: string, providerStatus: number | null = null): StoredVerification => {
    const checkedAt = clock()
    return {
      status,
      detail: redact(detail, secrets).slice(0, LONGEST_DETAIL),
      providerStatus,
      checkedAt,
      durationMs: checkedAt - startedAt,
    }
  }
  if (adapter.verifyCredential === undefined)
    return found('unsupported', `${adapter.name} has no call that shows whether a credential is good.`)
  try {
    const { detail } = await adapter.verifyCredential({
      fetch: noting,
      clock,
      credential: { fields: Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, new Secret(text)])), baseUrl },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ai: null,
      sink: () => Promise.reject(new Error('a verification makes no picture')),
      progress() {},
      partial() {},
    })
    return found('accepted', detail, lastStatus)
  } catch (error) {
    if (error instanceof ProviderFailure) return found(statusOf(error.kind), detailOf(adapter, error), error.status)
    if (error instanceof FetchLimit) return found('unreachable', 'The provider answered too slowly or too much.')
    if (error instanceof AppError) return found('unreachable', error.message)
    return found('unreachable', 'The provider could not be reached.')
  }
}

function detailOf({ name }: ProviderAdapter, { kind, message }: ProviderFailure): string {
  return kind === 'rate_limited'
    ? `${name} limits the rate of calls, which does not show whether it accepts the secrets. Verify them again later. It said: ${message}`
    : message
}

function statusOf(kind: FailureKind): StoredVerification['status'] {
  switch (kind) {
    case 'bad_credential':
      return 'rejected'
    // If a provider reports missing credit, it has accepted the secrets.
    case 'no_credit':
      return 'accepted'
    // These failures do not show whether the secrets are valid. Even `rate_limited` does not: some providers limit the rate, for example of
    // an address, before they check the secrets.
    case 'rate_limited':
    case 'refused':
    case 'bad_request':
    case 'unavailable':
    case 'timeout':
    case 'malformed':
    case 'canceled':
    case 'lost':
      return 'unreachable'
  }
}
