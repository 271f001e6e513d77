import type { GuardedFetch } from '../shared/guarded-fetch/fetch.ts'
import { hostsOf } from '../shared/guarded-fetch/hosts.ts'
import type { Services } from './services.ts'
import { findSnapshot } from './snapshots.ts'

/**
 * Returns the guarded fetch for URLs from callers. It also refuses the instance's delivery host, the host of its dedicated Worker, and the
 * host of the request.
 */
export async function fetchFor(
  services: Pick<Services, 'environment' | 'rpc' | 'fetch' | 'requestUrl'>,
  instanceId: string,
): Promise<GuardedFetch> {
  const snapshot = await findSnapshot(services, instanceId, null)
  const ownHosts = hostsOf(snapshot?.instance ?? null, services.requestUrl)
  return (url, init, options) => services.fetch(url, init, { ...options, ownHosts })
}
