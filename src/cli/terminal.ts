// Writes the output of a command: its data to stdout, and messages and progress to stderr.
import { oneLine, safeJson, safeText } from './plain-text.ts'

export class Terminal {
  readonly json: boolean
  readonly quiet: boolean
  readonly #progress = new Map<string, string>()
  #painted = false

  constructor({ json, quiet }: { json: boolean; quiet: boolean }) {
    this.json = json
    this.quiet = quiet
  }

  /** Prints lines of data for people and simple scripts. */
  data(text: string): void {
    this.clear()
    process.stdout.write(`${safeText(text)}\n`)
  }

  /** Prints one JSON document. With `compact` it is one line, for commands that print many documents. */
  value(value: unknown, { compact = false } = {}): void {
    this.clear()
    process.stdout.write(`${safeJson(value, compact ? undefined : 2)}\n`)
  }

  /** Prints `value` as JSON if --json is set, otherwise prints the text. */
  result(value: unknown, text: () => string): void {
    if (this.json) this.value(value)
    else this.data(text())
  }

  /** Prints a message for people, unless --quiet is set. */
  say(text: string): void {
    if (this.quiet) return
    this.clear()
    process.stderr.write(`${safeText(text)}\n`)
  }

  /** Prints a message that --quiet does not suppress. */
  complain(text: string): void {
    this.clear()
    process.stderr.write(`${safeText(text)}\n`)
  }

  /**
   * Shows the progress of the work `label`. On a terminal, all work that runs is shown in one line, which is written again at each change.
   * If stderr is not a terminal, each change is a line of its own.
   */
  progress(label: string, text: string): void {
    if (this.quiet || this.#progress.get(label) === text) return
    this.#progress.set(label, text)
    if (!process.stderr.isTTY) {
      process.stderr.write(`${oneLine(label)}: ${oneLine(text)}\n`)
      return
    }
    const all = [...this.#progress].map(([name, state]) => `${name}: ${state}`).join('  ')
    process.stderr.write(`\r\u001b[2K${oneLine(all, Math.max(20, (process.stderr.columns ?? 80) - 1))}`)
    this.#painted = true
  }

  endProgress(label: string): void {
    this.#progress.delete(label)
    if (this.#progress.size === 0) this.clear()
  }

  /** Removes the line of progress. */
  clear(): void {
    if (this.#painted) process.stderr.write('\r\u001b[2K')
    this.#painted = false
  }
}
