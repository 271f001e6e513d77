/** A text that must not be printed. Template strings, JSON and the console show `[redacted]`; only `reveal()` returns the text. */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    return '[redacted]'
  }

  toJSON(): string {
    return '[redacted]'
  }

  get [Symbol.toStringTag](): string {
    return '[redacted]'
  }
}
