// The platform's own hosts: a request to one of them could make the platform call itself.

/** Whether a host is one of the platform's hosts, or a subdomain of one. */
export function isOwnHost(host: string, hostAndPort: string, ownHosts: readonly string[]): boolean {
  return ownHosts.some((name) => {
    const own = name.toLowerCase()
    return hostAndPort === own || host === own || host.endsWith(`.${own}`)
  })
}

/** Returns the hosts of the platform, from its public URL. */
export function platformHosts(publicUrl: string | undefined): string[] {
  return publicUrl === undefined ? [] : [new URL(publicUrl).host]
}

/**
 * Returns the hosts of an instance that the guarded fetch must not call: the host from which the instance delivers its pictures, the host
 * of its dedicated Worker, and the host of `requestUrl`, the URL that the caller requested. Their subdomains may be other servers of the
 * organization, so calls to subdomains are allowed.
 */
export function hostsOf(
  instance: { deliveryBaseUrl: string | null; workerUrl: string | null } | null,
  requestUrl: string | null,
): string[] {
  const urls = [instance?.deliveryBaseUrl, instance?.workerUrl, requestUrl]
  return urls.flatMap((url) => (url === null || url === undefined ? [] : [new URL(url).host]))
}
