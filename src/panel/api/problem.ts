import type { components } from '../../../generated/config/types.ts'

export type Problem = components['schemas']['Problem']

/** Returns the API's problem of a failed query or mutation; null if there was no response. */
export function problemOf(error: unknown): Problem | null {
  return typeof error === 'object' && error !== null && 'code' in error && 'request_id' in error ? (error as Problem) : null
}

/** Describes an error in one sentence for the user. */
export function sayProblem(error: unknown): string {
  const problem = problemOf(error)
  if (problem !== null) return problem.detail ?? problem.title
  if (error instanceof TypeError) return 'The platform cannot be reached. Check your connection; what you entered is kept.'
  return error instanceof Error ? error.message : String(error)
}
