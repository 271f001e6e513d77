import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { providerOf, storeVerification } from '../db/credentials.ts'
import { findInstance } from '../db/instances.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { requireProvider } from './provider.ts'
import { renderVerification } from './render-credential.ts'
import { requireCredential } from './require-credential.ts'
import { openCredentialRow, orConflict } from './secrets.ts'
import { verifyWithProvider } from './verify.ts'

export class VerifyCredential extends Route(routes.verifyCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const row = await requireCredential(services, actor, this.input.params.credential_id, 'developer')
    const { adapter } = requireProvider((await findInstance(services.db, row.instanceId))!, providerOf(row))
    const verification = await verifyWithProvider(adapter, await orConflict(openCredentialRow(services, row)), row.baseUrl, services)
    // The result of the verification is not part of the configuration, so the epoch is not raised. The audit log nevertheless records who
    // requested the verification.
    await change(c, {
      target: { ...row, kind: 'credential' },
      statements: [storeVerification(services.db, row, verification)],
      audit: { action: 'credential.verify', after: { connection: row.connection, provider: providerOf(row), status: verification.status } },
      affects: { ids: [] },
      idempotency: null,
    })
    return this.reply(200, renderVerification(verification))
  }
}
