/** Starts everything. `environmentOf(client)` returns the variables that the tests of one client read. */
export function startPlatform(): Promise<{
  place: Record<'base_url' | 'admin_key' | 'organization_id' | 'instance_id' | 'project_id' | 'project_key', string>
  environmentOf(client: string): Promise<{ CMA_URL: string; CMA_KEY: string; CMA_SCENARIO: string }>
  stop(): Promise<void>
}>
