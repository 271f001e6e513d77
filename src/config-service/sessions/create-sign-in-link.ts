import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { Route } from '../http/route.ts'
import { timestamp } from '../http/timestamp.ts'
import type { AppEnv } from '../http/app-env.ts'
import { signInCode } from './sign-in-link.ts'

export class CreateSignInLink extends Route(routes.createSignInLink) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { clock, environment } = services
    const expiresAt = clock() + this.input.body.expires_in_seconds * 1000
    const code = await signInCode(services, actor.keyId, expiresAt)
    const panel = new URL('/admin/', environment.PUBLIC_URL ?? c.req.url)
    return this.reply(201, { url: `${panel.href}#sign-in=${code}`, code, expires_at: timestamp(expiresAt) })
  }
}
