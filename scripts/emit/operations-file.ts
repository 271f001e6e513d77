// Makes src/<service>/operations.ts: the implementations of all operations, each imported from the file that has the operation's name.
import { posix } from 'node:path'
import type { OpenApiDocument, Operation } from './document.ts'
import { BANNER, fail } from './source.ts'

/** How a service implements its operations: the config service as classes (`GetUser`), the generation service as functions (`getModel`). */
export interface Service {
  /** The service's folder, relative to the root of the repository. */
  folder: string
  /** The name of the exported list. */
  list: 'classes' | 'handlers'
}

export interface MissingFile {
  operationId: string
  /** The path of the file to create. */
  path: string
  /** The name that the file must export. */
  exportName: string
}

/**
 * Lists the implementations of a document's operations.
 *
 * @param files all files of the service's folder, relative to the project with `/` between folders.
 * @returns the source text, and in `missing` the operations that have no file yet. The source imports such an operation from the file that
 * must be created, so that the compiler reports the missing file, too.
 */
export function operationsFile(document: OpenApiDocument, service: Service, files: string[]): { source: string; missing: MissingFile[] } {
  const missing: MissingFile[] = []
  const operations = document.operations()
  const entries = operations.map((operation) => {
    const exportName = service.list === 'classes' ? pascalCase(operation.id) : operation.id
    let path = findFile(operation, files)
    if (path === null) {
      path = posix.join(service.folder, folderFor(operation, operations, service, files), fileName(operation.id))
      missing.push({ operationId: operation.id, path, exportName })
    }
    return { id: operation.id, exportName, path: `./${posix.relative(service.folder, path)}` }
  })
  const imports = entries
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ exportName, path }) => `import { ${exportName} } from '${path}'`)
  const list = entries.map(({ id, exportName }) => (id === exportName ? `  ${id},` : `  ${id}: ${exportName},`))
  const source = `${BANNER}${imports.join('\n')}\n\nexport const ${service.list} = {\n${list.join('\n')}\n}\n`
  return { source, missing }
}

/** Returns the name of an operation's file, for example `create-image-edit.ts` for `createImageEdit`. */
const fileName = (operationId: string) => `${operationId.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`

const pascalCase = (operationId: string) => operationId.charAt(0).toUpperCase() + operationId.slice(1)

function findFile({ id, at }: Operation, files: string[]): string | null {
  const found = files.filter((file) => posix.basename(file) === fileName(id))
  if (found.length > 1) fail(at, `operation ${id} has several files: ${found.join(', ')}. Keep one.`)
  return found[0] ?? null
}

/**
 * Returns the folder in which the file of this operation must be created. It is the folder that already has the most files of operations
 * with the same tag. If no operation with this tag has a file yet, the folder has the tag's name.
 */
function folderFor(operation: Operation, operations: Operation[], service: Service, files: string[]): string {
  const tag = tagOf(operation)
  const counts = new Map<string, number>()
  for (const sibling of operations) {
    const file = tagOf(sibling) === tag ? findFile(sibling, files) : null
    if (file === null) continue
    const folder = posix.relative(service.folder, posix.dirname(file))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const [mostUsed] = [...counts].toSorted(([, a], [, b]) => b - a)
  return mostUsed?.[0] ?? tag.replaceAll(' ', '-')
}

const tagOf = ({ node, at }: Operation): string => node.tags?.[0] ?? fail(at, 'tags are missing')
