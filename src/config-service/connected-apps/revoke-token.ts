import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { findGrant } from '../db/connected-apps.ts'
import type { AppEnv } from '../http/app-env.ts'
import { disconnect } from './disconnect.ts'
import { OAuthRoute } from './oauth-error.ts'
import { openAccessToken, openRefreshToken } from './tokens.ts'

export class RevokeToken extends OAuthRoute(routes.revokeToken) {
  async handle(c: Context<AppEnv>) {
    const { services } = c.var
    const { token } = this.input.body
    // The holder of the token may end the access. A thief of the token already has this access, so the right to end it gives the thief no
    // more power over the app.
    const claims = (await openRefreshToken(services, token)) ?? (await openAccessToken(services, token))
    const grant = claims === null ? null : await findGrant(services.db, claims.grantId)
    if (grant !== null) await disconnect(c, grant, 'revoked_by_app')
    return this.reply(200)
  }
}
