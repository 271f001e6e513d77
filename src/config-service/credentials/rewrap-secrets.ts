import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { rewrapBatch } from './rewrap.ts'

export class RewrapSecrets extends Route(routes.rewrapSecrets) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const current = services.environment.KEY_ENCRYPTION_KEYS.current
    const { rewrapped, remaining, failed } = await rewrapBatch(services, this.input.body.batch_size)
    if (rewrapped > 0 || failed.length > 0) {
      // Wrapping the data keys of secrets anew does not change the configuration, so no epoch is raised. But the audit log gets an entry.
      await change(c, {
        target: { kind: 'key_encryption_key', id: String(current), organizationId: actor.organizationId },
        statements: [],
        audit: {
          action: 'secrets.rewrap',
          after: { rewrapped, remaining, failed },
        },
        idempotency: null,
      })
    }
    return this.reply(200, { current_version: current, rewrapped, remaining, failed })
  }
}
