import type { components } from '../../../generated/config/types.ts'
import type { ConnectionRest } from '../../shared/config-rpc.ts'
import { errorFields, log } from '../../shared/log.ts'
import type { CredentialRow } from '../db/credentials.ts'
import { timestamp } from '../http/timestamp.ts'
import { limiterClient } from '../limiter-client.ts'
import type { Services } from '../services.ts'
import { renderCredential } from './render-credential.ts'

type Schemas = components['schemas']

const READY: Schemas['ConnectionHealth'] = { state: 'ready', reason: null, detail: null, since: null, until: null }

/** Renders connections of one instance with their health, which the limiter knows. If the limiter does not respond, `health` is null. */
export async function renderWithHealth(services: Services, instanceId: string, rows: CredentialRow[]): Promise<Schemas['Credential'][]> {
  let rests: ConnectionRest[] | null = null
  try {
    rests = await limiterClient(services.environment).rests(instanceId)
  } catch (error) {
    log('warn', 'connection_health_unknown', { instance_id: instanceId, ...errorFields(error) })
  }
  return rows.map((row) => ({ ...renderCredential(row), health: rests === null ? null : healthOf(row, rests, services.clock()) }))
}

function healthOf(row: CredentialRow, rests: ConnectionRest[], now: number): Schemas['ConnectionHealth'] {
  // A connection rests after its provider has refused calls: for some time, jobs prefer other connections. A rest belongs to one version
  // of the credential. So if somebody replaces the credential, the connection no longer rests.
  const rest = rests.find(({ connection, version, until }) => connection === row.connection && version === row.version && until > now)
  if (rest === undefined) return READY
  const { reason, detail, since, until } = rest
  return { state: 'resting', reason, detail, since: timestamp(since), until: timestamp(until) }
}
