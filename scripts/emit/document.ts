// The bundled OpenAPI document, in which every $ref is local.
import { fail } from './source.ts'

// A node of the document. The linter checks the document's form, so the types do not.
export type Node = any

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

export interface Operation {
  id: string
  method: (typeof METHODS)[number]
  path: string
  node: Node
  /** The operation's parameters, and those that its path declares for all operations, with references resolved. */
  parameters: Node[]
  at: string
}

export class OpenApiDocument {
  readonly root: Node

  constructor(root: Node) {
    this.root = root
  }

  /** Follows a $ref, or a chain of them, to its target. */
  resolve(node: Node): Node {
    let current = node
    while (current?.$ref) current = this.#at(current.$ref)
    return current
  }

  #at(reference: string): Node {
    if (!reference.startsWith('#/')) fail(reference, 'external $ref: bundle first')
    let node = this.root
    for (const part of reference.slice(2).split('/')) node = node?.[part.replaceAll('~1', '/').replaceAll('~0', '~')]
    return node ?? fail(reference, '$ref leads nowhere')
  }

  operations(): Operation[] {
    const found: Operation[] = []
    for (const [path, item] of Object.entries<Node>(this.root.paths ?? {}))
      for (const method of METHODS) {
        const node = item[method]
        if (!node) continue
        const at = `${method} ${path}`
        const parameters = [...(item.parameters ?? []), ...(node.parameters ?? [])].map((parameter) => this.resolve(parameter))
        found.push({ id: node.operationId ?? fail(at, 'operationId is missing'), method, path, node, parameters, at })
      }
    return found
  }
}
