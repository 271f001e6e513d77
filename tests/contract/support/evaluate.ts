// Runs generated source without writing it to a file first.
import { stripTypeScriptTypes } from 'node:module'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { OpenApiDocument } from '../../../scripts/emit/document.ts'
import { routesFile } from '../../../scripts/emit/routes-file.ts'
import { schemasFile } from '../../../scripts/emit/schemas-file.ts'
import * as helpers from '../../../src/contract/schema-helpers.ts'
import { lazyFields, lazily } from '../../../src/shared/lazily.ts'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type Document = { [name: string]: Json }

/** Returns a zod schema for each component schema. */
export function schemasOf(components: Document): Record<string, z.ZodType> {
  const schemas = run(schemasFile(new OpenApiDocument({ components: { schemas: components } })), {}) as Record<string, () => z.ZodType>
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema()]))
}

/** Generates the routes file of a contract, runs the file, and returns its exports. */
// oxlint-disable-next-line typescript/no-explicit-any
export function routesOf(document: Document): any {
  const root = { openapi: '3.1.0', components: {}, ...document } as { components: { schemas?: Document } }
  const schemas = run(schemasFile(new OpenApiDocument(root)), {})
  return run(routesFile(new OpenApiDocument(root)), { createRoute, ...schemas })
}

function run(typescript: string, scope: Record<string, unknown>): Record<string, unknown> {
  const source = stripTypeScriptTypes(typescript)
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^export const/gm, 'const')
  const names = [...typescript.matchAll(/^export const ([\w$]+)/gm)].map(([, name]) => name)
  const everything: Record<string, unknown> = { z, lazily, lazyFields, ...helpers, ...scope }
  // oxlint-disable-next-line typescript/no-implied-eval
  const load = new Function(...Object.keys(everything), `${source}\nreturn { ${names.join(', ')} }`) as (
    ...values: unknown[]
  ) => Record<string, unknown>
  return load(...Object.values(everything))
}
