import type { Json } from '../shared/json.ts'

/**
 * Returns the OpenAPI document of a service. It is a static file (`public/contracts`) and not part of the bundle: every isolate would load
 * it, but few requests need it.
 */
export async function contractDocument(assets: Fetcher | undefined, service: 'config' | 'generation'): Promise<Record<string, Json>> {
  const response = await assets?.fetch(`https://assets.internal/contracts/${service}.json`)
  if (!response?.ok) throw new Error(`The static file contracts/${service}.json is missing in this deployment`)
  return response.json()
}
