import type { Json } from '../shared/json.ts'

/**
 * Returns the OpenAPI document of a service in one of its two forms. It is a static file (`public/contracts`) and not part of the bundle:
 * every isolate would load it, but few requests need it.
 */
export async function contractDocument(
  assets: Fetcher | undefined,
  service: 'config' | 'generation',
  profile: 'full' | 'plain',
): Promise<Record<string, Json>> {
  const file = `contracts/${service}${profile === 'plain' ? '-plain' : ''}.json`
  const response = await assets?.fetch(`https://assets.internal/${file}`)
  if (!response?.ok) throw new Error(`The static file ${file} is missing in this deployment`)
  return response.json()
}
