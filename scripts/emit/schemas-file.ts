// Makes generated/<service>/schemas.ts: for each component schema, a function that makes its zod schema at the first call. A schema comes
// after those to which it refers.
import type { Node, OpenApiDocument } from './document.ts'
import { SchemaEmitter } from './schema.ts'
import { BANNER, docComment, fail } from './source.ts'

export function schemasFile(document: OpenApiDocument): string {
  const schemas: Record<string, Node> = document.root.components?.schemas ?? {}
  const emitter = new SchemaEmitter(document)
  const order = dependenciesFirst(schemas)
  const constants = order.map((name) => {
    const source = emitter.emit(schemas[name], `#/components/schemas/${name}`)
    emitter.markEmitted(name)
    return `${docComment(schemas[name].description)}export const ${name} = lazily(() => ${source})\n`
  })
  const agreement = order.map((name) => `  ${name}: Same<z.input<ReturnType<typeof ${name}>>, components['schemas']['${name}']>`)
  return `${BANNER}import { z } from 'zod'
${helperImport(constants.join('\n'))}import { lazily } from '../../src/shared/lazily.ts'
import type { components } from './types.ts'

${constants.join('\n')}
// Two independent generators read the same contract. If zod and openapi-typescript differ, the type check fails here.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
const agreement: {
${agreement.join('\n')}
} = { ${order.map((name) => `${name}: true`).join(', ')} }
void agreement
`
}

/** Returns the import of the helpers that the source uses, such as rules for which zod has no method; empty if it uses none. */
export function helperImport(source: string): string {
  const used = ['atLeast', 'atMost', 'dependent', 'file', 'inCalendar', 'json', 'list', 'number', 'size', 'split', 'unique'].filter(
    (helper) => new RegExp(`\\b(check|refine|preprocess)\\(${helper}\\b`).test(source),
  )
  return used.length ? `import { ${used.join(', ')} } from '../../src/contract/schema-helpers.ts'\n` : ''
}

function dependenciesFirst(schemas: Record<string, Node>): string[] {
  const order: string[] = []
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    if (!(name in schemas)) fail(name, 'there is no such component schema')
    for (const match of JSON.stringify(schemas[name]).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) visit(match[1]!)
    order.push(name)
  }
  for (const name of Object.keys(schemas).toSorted()) visit(name)
  return order
}
