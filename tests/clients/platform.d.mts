/** Starts the fake providers, the server and the proxy. `environmentOf(client)` returns the variables for one client's tests. */
export function startPlatform(): Promise<{
  place: Record<'base_url' | 'admin_key' | 'organization_id' | 'instance_id' | 'project_id' | 'project_key', string>
  environmentOf(client: string): Promise<{ CMA_URL: string; CMA_KEY: string; CMA_SCENARIO: string }>
  stop(): Promise<void>
}>
