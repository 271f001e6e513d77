import { createKumoToastManager } from '../ui.ts'
import { problemOf, sayProblem } from '../api/problem.ts'

export const toasts = createKumoToastManager()

/** The id of the latest warning. */
let warning: string | undefined

/**
 * Shows a short message that something was done: `toast('Key revoked')`. The message disappears by itself. The function also closes the
 * latest warning, because what was done may have removed its cause. Show the failures of a form in the form, not here.
 */
export function toast(title: string, description?: string): void {
  if (warning !== undefined) toasts.close(warning)
  toasts.add({ title, ...(description === undefined ? {} : { description }), variant: 'success' })
}

/** Shows a warning: something was done, but needs attention. It stays until the user closes it or the next `toast` is shown. */
export function toastWarning(title: string, description: string): void {
  warning = toasts.add({ title, description, variant: 'error', timeout: 0 })
}

/** Shows an error that belongs to no form. It stays until the user closes it. */
export function toastProblem(title: string, error: unknown): void {
  const problem = problemOf(error)
  const reference = problem === null ? '' : ` Request ${problem.request_id}.`
  toasts.add({ title, description: `${sayProblem(error)}${reference}`, variant: 'error', timeout: 0 })
}
