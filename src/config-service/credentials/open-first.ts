import type { BeginResult as LimiterBeginResult } from '../../rate-limiter/host.ts'
import type { BeginRequest, BeginResult, OpenCredentialResult } from '../../shared/config-rpc.ts'
import type { Services } from '../services.ts'
import { openCredential } from './open-credential.ts'

type Chosen = Pick<BeginResult & { kind: 'begun' }, 'credential' | 'connection'>

/**
 * Chooses one of the connections and decrypts its credential. After a provider has refused calls by a connection, the connection rests: for
 * some time, jobs prefer other connections. So the first connection is chosen that has a credential and does not rest. If all connections
 * with a credential rest, the connection whose rest ends first is chosen, because a job may still use a resting connection. If no
 * connection has a credential, returns the error of `openCredential` for the first connection.
 */
export async function openFirst(
  services: Services,
  { instanceId, calls, requestId }: BeginRequest,
  connections: string[],
  { epoch, rests }: LimiterBeginResult & { kind: 'begun' },
): Promise<Chosen> {
  const resting: { connection: string; credential: OpenCredentialResult; until: number }[] = []
  let missing: Chosen = { credential: null, connection: null }
  for (const connection of connections) {
    const subject = { kind: 'provider' as const, provider: connection, ...(calls === undefined ? {} : { calls }) }
    const credential = await openCredential(services, { instanceId, subject, epoch, requestId: requestId ?? null })
    if (!credential.ok) {
      if (missing.connection === null) missing = { credential, connection }
      continue
    }
    const rest = rests.find((each) => each.connection === connection && each.version === credential.version)
    if (rest === undefined) return { credential, connection }
    resting.push({ connection, credential, until: rest.until })
  }
  const first = resting.toSorted((one, other) => one.until - other.until)[0]
  return first === undefined ? missing : { credential: first.credential, connection: first.connection }
}
