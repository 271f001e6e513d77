// Keeps the contents of the form for each project, so that they are still there after a visit to another page. They are in memory only,
// because prompts are private. They end with the tab, and with the session, because signing out loads the page again.
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
