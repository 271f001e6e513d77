// Tests the generated list of a service's operations. The generator finds the file of each operation. If an operation is new, the generator
// says which file to create.
import { expect, it } from 'vitest'
import { OpenApiDocument } from '../../scripts/emit/document.ts'
import { operationsFile } from '../../scripts/emit/operations-file.ts'

const document = (...operations: [id: string, tag: string][]) =>
  new OpenApiDocument({
    paths: Object.fromEntries(operations.map(([id, tag]) => [`/${id}`, { get: { operationId: id, tags: [tag], responses: {} } }])),
  })
const config = { folder: 'src/config-service', list: 'classes' } as const
const generation = { folder: 'src/generation-service', list: 'handlers' } as const

it('imports every operation from the file that bears its name, in any folder', () => {
  const files = ['src/config-service/app.ts', 'src/config-service/projects/list-projects.ts', 'src/config-service/a/b/set-up.ts']
  const { source, missing } = operationsFile(document(['setUp', 'setup'], ['listProjects', 'projects']), config, files)
  expect(missing).toEqual([])
  expect(source).toContain("import { SetUp } from './a/b/set-up.ts'\nimport { ListProjects } from './projects/list-projects.ts'\n")
  expect(source).toContain('export const classes = {\n  setUp: SetUp,\n  listProjects: ListProjects,\n}\n')
})

it('lists the functions of the generation service by their own names', () => {
  const { source } = operationsFile(document(['getModel', 'models']), generation, ['src/generation-service/models/get-model.ts'])
  expect(source).toContain("import { getModel } from './models/get-model.ts'\n\nexport const handlers = {\n  getModel,\n}\n")
})

it('names the file to create, in the folder of the operations with the same tag', () => {
  const files = ['src/config-service/audit/list-audit-log.ts']
  const { source, missing } = operationsFile(document(['listAuditLog', 'audit log'], ['pruneAuditLog', 'audit log']), config, files)
  const path = 'src/config-service/audit/prune-audit-log.ts'
  expect(missing).toEqual([{ operationId: 'pruneAuditLog', path, exportName: 'PruneAuditLog' }])
  // The generated list of operations imports the missing file, so the compiler also reports that the file does not exist.
  expect(source).toContain("import { PruneAuditLog } from './audit/prune-audit-log.ts'")
})

it('proposes a folder named like the tag if the tag is new', () => {
  const { missing } = operationsFile(document(['getReport', 'cost reports']), generation, [])
  expect(missing[0]?.path).toBe('src/generation-service/cost-reports/get-report.ts')
})

it('refuses two files for one operation', () => {
  const files = ['src/config-service/a/get-me.ts', 'src/config-service/b/get-me.ts']
  expect(() => operationsFile(document(['getMe', 'me']), config, files)).toThrow(
    'operation getMe has several files: src/config-service/a/get-me.ts, src/config-service/b/get-me.ts. Keep one.',
  )
})
