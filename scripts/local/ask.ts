import { answerTo } from '../../src/cli/answer-to.ts'

/** Asks a person a question. Returns true only for `y` or `yes`. If the input ends without an answer, returns false. */
export async function agrees(question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await answerTo(`${question} [y/N] `, process.stdout))
}
