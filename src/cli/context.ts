// The parts of the process that a command uses: the output, the platform to call, and the signal of Ctrl-C.
import type { Platform } from '../../generated/clients/typescript/index.ts'
import { connect } from './connect.ts'
import { type Login, loginOf } from './logins.ts'
import { Terminal } from './terminal.ts'

export class Context {
  readonly out: Terminal
  /** Ctrl-C aborts this signal. */
  readonly signal: AbortSignal
  readonly #options: { profile: string | undefined; project: string | undefined }
  #login: Login | null = null
  #platform: Platform | null = null

  constructor(out: Terminal, signal: AbortSignal, options: { profile: string | undefined; project: string | undefined }) {
    this.out = out
    this.signal = signal
    this.#options = options
  }

  get login(): Login {
    this.#login ??= loginOf(this.#options, (message) => this.out.complain(message))
    return this.#login
  }

  get platform(): Platform {
    this.#platform ??= connect(this.login)
    return this.#platform
  }
}
