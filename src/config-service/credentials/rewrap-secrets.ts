import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { applyChange } from '../change/change.ts'
import { rewrapBatch } from './rewrap.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class RewrapSecrets extends Route(routes.rewrapSecrets) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const current = services.environment.KEY_ENCRYPTION_KEYS.current
    const { rewrapped, remaining, failed } = await rewrapBatch(services, this.input.body.batch_size)
    if (rewrapped > 0 || failed.length > 0) {
      // No configuration changes by it, so there is no epoch; that it was done is on record.
      await applyChange(services, {
        organizationId: actor.organizationId,
        actor: auditActor(c),
        guards: [],
        statements: [],
        audit: [
          {
            action: 'secrets.rewrap',
            targetKind: 'key_encryption_key',
            targetId: String(current),
            instanceId: null,
            before: null,
            after: { rewrapped, remaining, failed },
          },
        ],
        instanceIds: [],
        idempotency: null,
        resultPath: null,
      })
    }
    return this.reply(200, { current_version: current, rewrapped, remaining, failed })
  }
}
