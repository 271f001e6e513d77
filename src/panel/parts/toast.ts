import { createKumoToastManager } from '../ui.ts'
import { problemOf, sayProblem } from '../api/problem.ts'

export const toasts = createKumoToastManager()

/** The warning that is shown last. */
let warning: string | undefined

/**
 * Shows a short message about something that was done; it disappears by itself. `toast('Key revoked')`. Show failures of a form in the
 * form. A warning that is still shown disappears, because what it warned of may be mended now.
 */
export function toast(title: string, description?: string): void {
  if (warning !== undefined) toasts.close(warning)
  toasts.add({ title, ...(description === undefined ? {} : { description }), variant: 'success' })
}

/** Shows that something was done, but needs attention. It stays until the user closes it or has done something else. */
export function toastWarning(title: string, description: string): void {
  warning = toasts.add({ title, description, variant: 'error', timeout: 0 })
}

/** Shows an error that belongs to no form. It stays until the user closes it. */
export function toastProblem(title: string, error: unknown): void {
  const problem = problemOf(error)
  const reference = problem === null ? '' : ` Request ${problem.request_id}.`
  toasts.add({ title, description: `${sayProblem(error)}${reference}`, variant: 'error', timeout: 0 })
}
