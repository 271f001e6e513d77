/** The limits of an outbound request: where it may go, how long it may take, how much of the answer is read. */
export interface GuardedFetchOptions {
  /** Redirects followed at most, each checked like the first URL. Credentials never follow to another origin. 0: a 3xx response is returned as it is. */
  maxRedirects: number
  /** The most bytes of a body, counted as they come out of decompression; one more and the stream errors. */
  maxBytes: number
  /** The longest time until the headers of the answer, redirects included. */
  headersTimeoutMs: number
  /** The longest silence between two chunks of the body; a body that is held must be complete in this time. */
  idleTimeoutMs: number
  /** A body whose declared length is at most this is read whole before it is handed on, which is far quicker; 64 KiB if absent. */
  holdUpTo?: number
  /** Called before a body above 64 KiB is held; resolves when there is room for so many bytes. */
  beforeHold?: ((bytes: number) => Promise<void>) | undefined
  /** Hosts (`host` or `host:port`) of the instance on whose behalf it is fetched: refused beside the platform's own, but not names below them. */
  ownHosts?: readonly string[]
  signal?: AbortSignal
}

/** An answer that went over one of GuardedFetchOptions. */
export class FetchLimit extends Error {
  readonly kind: 'headers_timeout' | 'idle_timeout' | 'too_large'

  constructor(kind: 'headers_timeout' | 'idle_timeout' | 'too_large', message: string) {
    super(message)
    this.name = 'FetchLimit'
    this.kind = kind
  }
}
