import type { RouteConfig } from '@hono/zod-openapi'
import { route } from '../../contract/chanfana.ts'
import type { AppEnv } from './app-env.ts'

/** Makes the base class of an operation, for example `class GetUser extends Route(routes.getUser) { async handle(c) { … } }`. */
export const Route = <R extends RouteConfig>(contract: R) => route<AppEnv>()(contract)
