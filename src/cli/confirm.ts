import { createInterface } from 'node:readline/promises'
import { UsageError } from './errors.ts'

/**
 * Asks a person to confirm an action that cannot be undone. Throws if the person does not confirm it. Also throws if no person is at the
 * terminal; the message of that error begins with `consequence`. A script confirms with --yes (`isSure`).
 */
export async function confirm(question: string, isSure: boolean, consequence = ''): Promise<void> {
  if (isSure) return
  if (!process.stdin.isTTY) throw new UsageError(`${consequence} This cannot be undone. Add --yes if you are sure.`.trim())
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // If the input ends (Ctrl-D), the promise of `question()` stays pending for ever.
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
  const answer = await Promise.race([lines.question(`${question} Type yes: `), ended])
  lines.close()
  if (answer.trim().toLowerCase() !== 'yes') throw new UsageError('Nothing was done.')
}
