import { AppError } from '../../shared/errors.ts'
import { checkUrl } from '../../shared/guarded-fetch/address.ts'
import { platformHosts } from '../../shared/guarded-fetch/hosts.ts'
import type { Services } from '../services.ts'

/**
 * Throws if the guarded fetch would always refuse to call the URL, so that a bad URL is found when it is saved. `pointer` names the field
 * of the URL in the request. A URL with one of `ownHosts`, which are hosts of the instance, is refused, too.
 */
export function requireOutboundUrl({ environment }: Services, url: string, pointer: string, ownHosts: readonly string[] = []): void {
  try {
    const policy = {
      allowPrivateAddresses: environment.ALLOW_PRIVATE_ADDRESSES,
      ownHosts: platformHosts(environment.PUBLIC_URL),
    }
    checkUrl(url, policy, ownHosts)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, { detail: error.message, errors: [{ pointer, message: error.message }] })
  }
}
