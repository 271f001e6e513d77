/** The limits of an outbound request: which hosts it may call, how long it may take, and how much of the response is read. */
export interface GuardedFetchOptions {
  /**
   * The maximum number of redirects that are followed. The URL of each redirect is checked like the first URL. Credentials are never sent
   * to another origin. If the maximum is 0, a 3xx response is returned unchanged.
   */
  maxRedirects: number
  /** The maximum number of bytes of a body, counted after decompression. If there are more, the stream fails. */
  maxBytes: number
  /** The maximum time until the headers of the final response arrive. */
  headersTimeoutMs: number
  /** The maximum pause between two chunks of the body. A body that is read as a whole must be complete within this time. */
  idleTimeoutMs: number
  /**
   * If a body's declared length is at most this many bytes, the body is read as a whole before the response is returned. This is much
   * faster than a stream. Default: 64 KiB.
   */
  holdUpTo?: number
  /** Called before a body of more than 64 KiB is read as a whole. `bytes` is its size. Resolves when there is memory for the body. */
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
