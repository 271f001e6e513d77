/** The limits of an outbound request: where it may go, how long it may take, how much of the answer is read. */
export interface GuardedFetchOptions {
  /** Redirects followed at most, each checked like the first URL. Credentials never follow to another origin. 0: a 3xx response is returned as it is. */
  maxRedirects: number
  /** The most bytes of a body, counted after decompression; one byte more makes the stream fail. */
  maxBytes: number
  /** The longest time until the headers of the response, redirects included. */
  headersTimeoutMs: number
  /** The longest silence between two chunks of the body; a body that is held must be complete in this time. */
  idleTimeoutMs: number
  /** A body whose declared length is at most this is read whole before it is returned, which is much faster; 64 KiB if absent. */
  holdUpTo?: number
  /** Called before a body above 64 KiB is held; resolves when there is room for that many bytes. */
  beforeHold?: ((bytes: number) => Promise<void>) | undefined
  /**
   * Hosts (`host` or `host:port`) of the instance that the request is made for: refused beside the platform's own, but not their
   * subdomains.
   */
  ownHosts?: readonly string[]
  signal?: AbortSignal
}

/** A response that exceeded one of GuardedFetchOptions. */
export class FetchLimit extends Error {
  readonly kind: 'headers_timeout' | 'idle_timeout' | 'too_large'

  constructor(kind: 'headers_timeout' | 'idle_timeout' | 'too_large', message: string) {
    super(message)
    this.name = 'FetchLimit'
    this.kind = kind
  }
}
