import type { Routes } from '../../../generated/generation/routes.ts'
import type { Handlers } from '../../contract/zod-openapi.ts'
import type { AppEnv } from './app-env.ts'

/** One operation of the contract as a function: takes the validated request and returns one of its declared responses. */
export type Handler<Id extends keyof Routes> = Handlers<Routes, AppEnv>[Id]
