/**
 * Returns the address of this authorization server: the origin of PUBLIC_URL. If PUBLIC_URL is not set, for example on your own machine,
 * returns the origin of the request.
 */
export function issuerOf(environment: { PUBLIC_URL?: string | undefined }, requestUrl: string): string {
  return new URL(environment.PUBLIC_URL ?? requestUrl).origin
}

/** Returns the address of the MCP endpoint that serves the projects of an instance. */
export function resourceOf(issuer: string, instance: { workerUrl: string | null }): string {
  return `${instance.workerUrl ?? issuer}/mcp`
}
