import { createInterface } from 'node:readline/promises'
import { UsageError } from './errors.ts'

/** Asks a person before something that cannot be undone. A script says --yes. */
export async function confirm(question: string, isSure: boolean): Promise<void> {
  if (isSure) return
  if (!process.stdin.isTTY) throw new UsageError('This cannot be undone. Add --yes if you are sure.')
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await lines.question(`${question} Type yes: `)
  lines.close()
  if (answer.trim().toLowerCase() !== 'yes') throw new UsageError('Nothing was done.')
}
