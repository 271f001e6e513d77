import { createInterface } from 'node:readline/promises'
import { UsageError } from './errors.ts'

/** Throws if nobody can confirm: --yes (`isSure`) is not given, and no person is at the terminal. */
export function requireConfirmable(isSure: boolean): void {
  if (!isSure && !process.stdin.isTTY) throw new UsageError('This cannot be undone. Add --yes if you are sure.')
}

/**
 * Asks a person to confirm an action that cannot be undone. Throws if the person does not confirm it. A script confirms with --yes
 * (`isSure`).
 */
export async function confirm(question: string, isSure: boolean): Promise<void> {
  requireConfirmable(isSure)
  if (isSure) return
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await lines.question(`${question} Type yes: `)
  lines.close()
  if (answer.trim().toLowerCase() !== 'yes') throw new UsageError('Nothing was done.')
}
