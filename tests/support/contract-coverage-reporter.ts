// Prints, after the tests, which operation × status pairs of the contracts some test has seen; the whole list goes to coverage/contract.txt.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

const root = resolve(import.meta.dirname, '../..')

export default class ContractCoverageReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const seen = new Set<string>()
    for (const module of modules)
      for (const test of module.children.allTests()) for (const pair of test.meta().contract ?? []) seen.add(pair)
    if (!seen.size) return
    const declared = ['config', 'generation'].flatMap(declaredPairs)
    const operations = new Set(declared.map(({ operation }) => operation))
    const called = new Set([...seen].map((pair) => pair.slice(0, pair.lastIndexOf(' '))))
    const succeeded = new Set(declared.filter(({ pair, status }) => seen.has(pair) && status < '400').map(({ operation }) => operation))
    const covered = declared.filter(({ pair }) => seen.has(pair)).length
    console.log(
      `\n Contract  ${called.size} of ${operations.size} operations called, ${succeeded.size} with success; ${covered} of ${declared.length} operation × status pairs seen, every answer valid`,
    )
    const never = [...operations].filter((operation) => !succeeded.has(operation))
    if (never.length && never.length < operations.size / 2) console.log(`           no success seen: ${never.join(', ')}`)
    mkdirSync(join(root, 'coverage'), { recursive: true })
    writeFileSync(join(root, 'coverage/contract.txt'), declared.map(({ pair }) => `${seen.has(pair) ? '✓' : '·'} ${pair}\n`).join(''))
  }
}

function declaredPairs(service: string): { operation: string; status: string; pair: string }[] {
  const document = JSON.parse(readFileSync(join(root, 'generated', service, 'openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, unknown> }>>
  }
  return Object.values(document.paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId, responses }) =>
      operationId === undefined
        ? []
        : Object.keys(responses ?? {}).map((status) => ({
            operation: `${service} ${operationId}`,
            status,
            pair: `${service} ${operationId} ${status}`,
          })),
    ),
  )
}
