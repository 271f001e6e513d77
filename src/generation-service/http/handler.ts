import type { Routes } from '../../../generated/generation/routes.ts'
import type { Handlers } from '../../contract/zod-openapi.ts'
import type { AppEnv } from './app-env.ts'

/** One operation of the contract as a function: the validated request in, one of its declared answers out. */
export type Handler<Id extends keyof Routes> = Handlers<Routes, AppEnv>[Id]
