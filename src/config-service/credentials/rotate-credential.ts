import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { ProviderAdapter } from '../../providers/provider.ts'
import { AppError } from '../../shared/errors.ts'
import { change } from '../change/change.ts'
import { raceGuard } from '../change/guards.ts'
import { type CredentialRow, providerOf, replaceCredential } from '../db/credentials.ts'
import { findInstance } from '../db/instances.ts'
import { credentials } from '../db/schema.ts'
import type { StoredVerification } from '../db/schema.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { Services } from '../services.ts'
import { seal } from './envelope.ts'
import { cleanFields, hintsOf, requireFields } from './fields.ts'
import { requireProvider } from './provider.ts'
import { renderCredential } from './render-credential.ts'
import { requireCredential } from './require-credential.ts'
import { ownerOfCredential } from './secrets.ts'
import { verifyWithProvider } from './verify.ts'

export class RotateCredential extends Route(routes.rotateCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const before = await requireCredential(services, actor, params.credential_id, 'admin')
    const { adapter } = requireProvider((await findInstance(services.db, before.instanceId))!, providerOf(before))
    const fields = cleanFields(body.fields)
    requireFields(adapter, fields)
    const verification = body.verify_first ? await requireAccepted(services, adapter, fields, before) : null

    const version = before.version + 1
    const sealed = await seal(ownerOfCredential({ ...before, version }), fields, services.environment.KEY_ENCRYPTION_KEYS)
    const row = { ...before, ...sealed, version, hints: hintsOf(fields), verification, updatedAt: services.clock() }
    await change(c, {
      target: { ...row, kind: 'credential' },
      guards: [raceGuard(credentials.version, row.id, before.version)],
      statements: [replaceCredential(services.db, row, before.version)],
      audit: {
        action: 'credential.rotate',
        before: renderCredential(before),
        after: renderCredential(row),
      },
    })
    return this.reply(200, renderCredential(row), { ETag: etag(version) })
  }
}

async function requireAccepted(
  services: Services,
  adapter: ProviderAdapter,
  fields: Record<string, string>,
  row: CredentialRow,
): Promise<StoredVerification> {
  const verification = await verifyWithProvider(adapter, fields, row.baseUrl, services)
  switch (verification.status) {
    case 'accepted':
      return verification
    case 'rejected':
      throw new AppError('provider_credential_rejected', {
        detail: `${adapter.name} rejected the new secrets: ${verification.detail} Nothing was stored.`,
      })
    case 'unreachable':
      throw new AppError('provider_error', {
        detail: `${adapter.name} gave no clear answer about the new secrets: ${verification.detail} Nothing was stored.`,
      })
    case 'unsupported':
      throw new AppError('invalid_request', {
        detail: verification.detail,
        errors: [{ pointer: '/body/verify_first', message: 'cannot be done with this provider' }],
      })
  }
}
