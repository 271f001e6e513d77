import { createInterface } from 'node:readline/promises'

/** Writes a question to `output`, and returns the next line of standard input, trimmed; an empty text if standard input ends. */
export async function answerTo(question: string, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input: process.stdin, output })
  // If the input ends (Ctrl-D, or </dev/null), `question()` never resolves. Without `ended`, Node would then exit with code 13.
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
  try {
    return (await Promise.race([lines.question(question), ended])).trim()
  } finally {
    lines.close()
  }
}
