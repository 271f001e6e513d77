import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { CONNECTABLE_SCOPES } from './authorization-request.ts'
import { issuerOf } from './issuer.ts'

export class GetAuthorizationServer extends Route(routes.getAuthorizationServer) {
  async handle(c: Context<AppEnv>) {
    const issuer = issuerOf(c.var.services.environment, c.req.url)
    return this.reply(200, {
      issuer,
      authorization_endpoint: `${issuer}/admin/connect`,
      token_endpoint: `${issuer}/config/v1/oauth/token`,
      registration_endpoint: `${issuer}/config/v1/oauth/clients`,
      revocation_endpoint: `${issuer}/config/v1/oauth/revoke`,
      scopes_supported: [...CONNECTABLE_SCOPES],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['none'],
      revocation_endpoint_auth_methods_supported: ['none'],
      code_challenge_methods_supported: ['S256'],
      client_id_metadata_document_supported: true,
      authorization_response_iss_parameter_supported: true,
      service_documentation: `${issuer}/docs`,
    })
  }
}
