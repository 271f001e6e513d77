import { createKumoToastManager } from '../ui.ts'
import { problemOf, sayProblem } from '../api/problem.ts'

export const toasts = createKumoToastManager()

/** A short message that goes by itself: what was done. `toast('Key revoked')`. Failures of a form belong into the form. */
export function toast(title: string, description?: string): void {
  toasts.add({ title, ...(description === undefined ? {} : { description }), variant: 'success' })
}

/** Shows an error that has no better place. Stays until it is closed. */
export function toastProblem(title: string, error: unknown): void {
  const problem = problemOf(error)
  const reference = problem === null ? '' : ` Request ${problem.request_id}.`
  toasts.add({ title, description: `${sayProblem(error)}${reference}`, variant: 'error', timeout: 0 })
}
