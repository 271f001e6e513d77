// Which hosts are our own: a request to one of them could be made to call itself.

/** Whether it is one of the platform's hosts or a name below one. */
export function isOwnHost(host: string, hostAndPort: string, ownHosts: readonly string[]): boolean {
  return ownHosts.some((name) => {
    const own = name.toLowerCase()
    return hostAndPort === own || host === own || host.endsWith(`.${own}`)
  })
}

/** The hosts that the platform answers on, by its public address. */
export function platformHosts(publicUrl: string | undefined): string[] {
  return publicUrl === undefined ? [] : [new URL(publicUrl).host]
}

/**
 * The hosts where an instance itself delivers or runs, and the one that the request was sent to. Names below them may be other servers of
 * the owner, so only these very hosts are refused.
 */
export function hostsOf(
  instance: { deliveryBaseUrl: string | null; workerUrl: string | null } | null,
  requestUrl: string | null,
): string[] {
  const urls = [instance?.deliveryBaseUrl, instance?.workerUrl, requestUrl]
  return urls.flatMap((url) => (url === null || url === undefined ? [] : [new URL(url).host]))
}
