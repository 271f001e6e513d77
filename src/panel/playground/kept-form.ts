// Keeps the contents of the form for each project, so that they are still there after a visit to another page. They are kept in memory
// only, because prompts are private. So they are lost when the tab is closed, and when the user signs out, which loads the page again.
import type { Draft } from './capabilities.ts'

/** The part of the form that the address holds. */
export interface FormAddress {
  operation: string
  models: string
}
const kept = new Map<string, { draft: Draft; address: FormAddress }>()

export const keptForm = (projectId: string) => kept.get(projectId)

export function keepForm(projectId: string, form: { draft: Draft; address: FormAddress }): void {
  kept.set(projectId, form)
}
