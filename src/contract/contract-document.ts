import type { Json } from '../shared/json.ts'

/**
 * Returns the OpenAPI document of a service: the full document, or its `plain` variant, which every code generator can read. The document
 * is a static file (`public/contracts`). If it were part of the bundle, every isolate would load it, although few requests need it.
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
