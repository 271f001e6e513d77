import { answerTo } from './answer-to.ts'
import { UsageError } from './errors.ts'

/**
 * Asks a person to confirm an action that cannot be undone. Throws if the person does not confirm it. Also throws if no person is at the
 * terminal; the message of that error begins with `consequence`. A script confirms with --yes (`isSure`).
 */
export async function confirm(question: string, isSure: boolean, consequence = ''): Promise<void> {
  if (isSure) return
  if (!process.stdin.isTTY) throw new UsageError(`${consequence} This cannot be undone. Add --yes if you are sure.`.trim())
  const answer = await answerTo(`${question} Type yes: `, process.stderr)
  if (answer.toLowerCase() !== 'yes') throw new UsageError('Nothing was done.')
}
