import { createInterface } from 'node:readline/promises'

/** Shows a question at `output`, and returns the line that a person answers, without spaces around it; an empty text if the input ends. */
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
