// Reads a secret: from a pipe, or from a terminal without showing it.
import { UsageError } from './errors.ts'

const MOST_CHARACTERS = 4096

/** Returns the first line of standard input. */
export async function readSecret(question: string): Promise<string> {
  return (process.stdin.isTTY ? await ask(question) : await readAll()).split(/\r?\n/)[0]!.trim()
}

/** Returns everything on standard input. Throws if it has more than `most` characters. */
export async function readAll(most = MOST_CHARACTERS): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > most) throw new UsageError(`Standard input has more than ${most} characters.`)
  }
  return text
}

function ask(question: string): Promise<string> {
  const { stdin, stderr } = process
  return new Promise((resolve, reject) => {
    let text = ''
    const end = (finish: () => void) => {
      stdin.setRawMode(false)
      stdin.pause()
      stdin.removeListener('data', take)
      stderr.write('\n')
      finish()
    }
    const take = (chunk: string) => {
      for (const character of chunk) {
        if (character === '\r' || character === '\n') return end(() => resolve(text))
        if (character === '\u0003' || character === '\u0004') return end(() => reject(new UsageError('No key was given.')))
        if (character === '\u007f' || character === '\b') text = text.slice(0, -1)
        else if (character >= ' ' && text.length < MOST_CHARACTERS) text += character
      }
    }
    stderr.write(question)
    stdin.setRawMode(true)
    stdin.setEncoding('utf8').on('data', take)
    stdin.resume()
  })
}
