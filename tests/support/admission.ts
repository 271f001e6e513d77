import type { AdmitRequest } from '../../src/shared/config-rpc.ts'
import { newId } from '../../src/shared/ids.ts'

type Who = 'organizationId' | 'instanceId' | 'projectId' | 'keyId' | 'epoch'

/** The admission request of one free picture of sketch. */
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
