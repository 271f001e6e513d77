/** The address of this authorization server: the origin of PUBLIC_URL; without it, for example on your own machine, that of the request. */
export function issuerOf(environment: { PUBLIC_URL?: string | undefined }, requestUrl: string): string {
  return new URL(environment.PUBLIC_URL ?? requestUrl).origin
}

/** The address of the MCP endpoint at which the projects of an instance are reached. */
export function resourceOf(issuer: string, instance: { workerUrl: string | null }): string {
  return `${instance.workerUrl ?? issuer}/mcp`
}
