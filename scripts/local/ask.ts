import { createInterface } from 'node:readline/promises'

/** Asks a person a question. Returns true only for `y` or `yes`. If the input ends without an answer, returns false. */
export async function agrees(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // If the input ends (Ctrl-D, or </dev/null), the promise of `question()` stays pending for ever, and Node would end with code 13.
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  try {
    return /^y(es)?$/i.test((await Promise.race([terminal.question(`${question} [y/N] `), ended])).trim())
  } finally {
    terminal.close()
  }
}
