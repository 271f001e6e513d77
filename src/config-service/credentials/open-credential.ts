import type { OpenCredentialRequest, OpenCredentialResult } from '../../shared/config-rpc.ts'
import { errorFields, log } from '../../shared/log.ts'
import { findCredential } from '../db/credentials.ts'
import { getWebhook } from '../db/webhooks.ts'
import type { Services } from '../services.ts'
import { SealBroken } from './envelope.ts'
import { openCredentialRow, openWebhookRow } from './secrets.ts'

/** For the data plane: the one credential that a job needs, or the secrets that sign a delivery. What does not open is as good as missing. */
export async function openCredential(services: Services, { instanceId, subject }: OpenCredentialRequest): Promise<OpenCredentialResult> {
  try {
    return subject.kind === 'provider'
      ? await openProvider(services, instanceId, subject.provider)
      : await openWebhook(services, instanceId, subject.webhookId)
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    log('error', 'secret_does_not_open', { instance_id: instanceId, ...errorFields(error) })
    return { ok: false, code: 'credential_missing' }
  }
}

async function openProvider(services: Services, instanceId: string, provider: string): Promise<OpenCredentialResult> {
  const row = await findCredential(services.db, instanceId, provider)
  if (row === null) return { ok: false, code: 'credential_missing' }
  return { ok: true, credentialId: row.id, version: row.version, fields: await openCredentialRow(services, row), baseUrl: row.baseUrl }
}

async function openWebhook(services: Services, instanceId: string, webhookId: string): Promise<OpenCredentialResult> {
  const row = await getWebhook(services.db, webhookId)
  // A webhook of another instance is none of this one's; a disabled one gets nothing.
  if (row === null || row.instanceId !== instanceId || row.status === 'disabled') return { ok: false, code: 'credential_missing' }
  return { ok: true, credentialId: row.id, version: row.secretVersion, fields: { ...(await openWebhookRow(services, row)) }, baseUrl: null }
}
