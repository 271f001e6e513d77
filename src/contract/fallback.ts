import type { Context } from 'hono'
import { AppError } from '../shared/errors.ts'
import { lazily } from '../shared/lazily.ts'
import type { Operation } from './operation.ts'

/**
 * Responds to requests that no operation handles. A path that is not in the contract gets 404. For a path of the contract, OPTIONS lists
 * its methods, and any other method gets 405.
 */
export function fallback(operations: Record<string, Operation>, basePath: string): (c: Context) => Response {
  const paths = lazily(() => pathsOf(operations))
  return (c) => {
    const path = c.req.path.slice(basePath.length)
    const methods = [...paths().values()].filter(({ pattern }) => pattern.test(path)).flatMap((entry) => entry.methods)
    if (!methods.length) throw new AppError('route_not_found', { detail: 'The API explorer at /docs lists every path.' })
    if (methods.includes('GET')) methods.push('HEAD')
    const allow = [...new Set(methods), 'OPTIONS'].toSorted().join(', ')
    if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } })
    throw new AppError('method_not_allowed', { detail: `This path accepts ${allow}.`, headers: { allow } })
  }
}

function pathsOf(operations: Record<string, Operation>): Map<string, { pattern: RegExp; methods: string[] }> {
  const paths = new Map<string, { pattern: RegExp; methods: string[] }>()
  for (const { path, method } of Object.values(operations)) {
    const known = paths.get(path)
    if (known) known.methods.push(method.toUpperCase())
    else
      paths.set(path, {
        pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        methods: [method.toUpperCase()],
      })
  }
  return paths
}

/** Converts a path template of the contract to Hono's syntax. */
export const honoPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1')
