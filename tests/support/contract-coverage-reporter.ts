// After the tests, prints how many pairs of operation and status have occurred; coverage/contract.txt shows which.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { ARGUED } from './contract-coverage-argued.ts'

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
    const owed = declared.filter(({ pair }) => !(pair in ARGUED))
    const covered = owed.filter(({ pair }) => seen.has(pair)).length
    // The percentage is rounded down. So 100 % is printed only if every pair of operation and status has occurred, except those in ARGUED.
    const percent = Math.floor((covered / owed.length) * 1000) / 10
    console.log(
      `\n Contract  ${called.size} of ${operations.size} operations called, ${succeeded.size} with success; ${covered} of ${owed.length} operation × status pairs seen (${percent} %, ${declared.length - owed.length} argued), every answer valid`,
    )
    const never = [...operations].filter((operation) => !succeeded.has(operation))
    if (never.length && never.length < operations.size / 2) console.log(`           no success seen: ${never.join(', ')}`)
    const idle = Object.keys(ARGUED).filter((pair) => seen.has(pair) || !declared.some((each) => each.pair === pair))
    if (idle.length) console.log(`           argued without need: ${idle.join(', ')}`)
    mkdirSync(join(root, 'coverage'), { recursive: true })
    writeFileSync(
      join(root, 'coverage/contract.txt'),
      declared.map(({ pair }) => `${seen.has(pair) ? '✓' : pair in ARGUED ? '-' : '·'} ${pair}\n`).join(''),
    )
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
