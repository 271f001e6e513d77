/** Starts everything. `environmentOf(client)` returns the variables that the tests of one client read. */
export function startPlatform(): Promise<{
  environmentOf(client: string): Promise<{ CMA_URL: string; CMA_KEY: string; CMA_SCENARIO: string }>
  stop(): Promise<void>
}>
