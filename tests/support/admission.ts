import type { AdmitRequest } from '../../src/shared/config-rpc.ts'
import { newId } from '../../src/shared/ids.ts'

type Who = 'organizationId' | 'instanceId' | 'projectId' | 'keyId' | 'epoch'

/**
 * Returns a request that asks the limiter to admit a generation of one picture. The built-in provider `sketch` makes the picture, which
 * costs nothing.
 */
export function admitRequest(changes: Pick<AdmitRequest, Who> & Partial<AdmitRequest>): AdmitRequest {
  return {
    generationId: newId('gen', Date.now),
    operation: 'generate',
    idempotency: null,
    requests: 1,
    images: 1,
    tokens: 0,
    reserveMicros: 0,
    targets: [{ provider: 'sketch', model: 'sketch' }],
    deadlineAt: Date.now() + 600_000,
    ...changes,
  }
}
