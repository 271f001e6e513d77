// Errors in the form of RFC 6749, which clients of OAuth expect from the endpoints that they call.
import type { RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { components } from '../../../generated/config/types.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { detailOf } from '../../contract/problem.ts'
import { AppError } from '../../shared/errors.ts'

export type OAuthErrorCode = components['schemas']['OAuthErrorCode']

export class OAuthRefusal extends Error {
  readonly code: OAuthErrorCode

  constructor(code: OAuthErrorCode, description: string) {
    super(description)
    this.code = code
  }
}

/**
 * Returns the base class for an OAuth route. If a request fails with status 400, the route responds in the form that OAuth requires. With
 * any other error status, it responds in the form that all other routes use.
 */
export function OAuthRoute<R extends RouteConfig>(contract: R) {
  abstract class Refusing extends Route(contract) {
    override async execute(c: Context<AppEnv>): Promise<Response> {
      try {
        return await super.execute(c)
      } catch (error) {
        if (error instanceof OAuthRefusal) return refusal(error.code, error.message)
        if (!(error instanceof AppError) || error.status !== 400) throw error
        const faults = (error.details.errors ?? []).map(({ pointer, message }) => `${pointer} ${message}`).join('; ')
        const detail = error.details.detail ?? (faults === '' ? detailOf(error) : '')
        return refusal('invalid_request', [detail, faults].filter(Boolean).join(' '))
      }
    }
  }
  return Refusing
}

function refusal(error: OAuthErrorCode, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 })
}
