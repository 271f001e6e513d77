/** The limits of an outbound request: which hosts it may call, how long it may take, and how much of the response is read. */
export interface GuardedFetchOptions {
  /**
   * The most redirects that are followed; each is checked like the first URL. Credentials are never sent to another origin. 0: a 3xx
   * response is returned unchanged.
   */
  maxRedirects: number
  /** The most bytes of a body, counted after decompression. If there are more, the stream fails. */
  maxBytes: number
  /** The longest time until the headers of the final response arrive. */
  headersTimeoutMs: number
  /** The longest pause between two chunks of the body. A body that is read as a whole must be complete within this time. */
  idleTimeoutMs: number
  /**
   * A body whose declared length is at most this is read as a whole before the response is returned, which is much faster. Default: 64
   * KiB.
   */
  holdUpTo?: number
  /** Called before a body above 64 KiB is read as a whole; resolves when there is memory for that many bytes. */
  beforeHold?: ((bytes: number) => Promise<void>) | undefined
  /**
   * Hosts (`host` or `host:port`) of the instance that the request is made for. They are refused like the platform's own hosts, but their
   * subdomains are not.
   */
  ownHosts?: readonly string[]
  signal?: AbortSignal
}

/** The response exceeded one of the limits in GuardedFetchOptions. */
export class FetchLimit extends Error {
  readonly kind: 'headers_timeout' | 'idle_timeout' | 'too_large'

  constructor(kind: 'headers_timeout' | 'idle_timeout' | 'too_large', message: string) {
    super(message)
    this.name = 'FetchLimit'
    this.kind = kind
  }
}
