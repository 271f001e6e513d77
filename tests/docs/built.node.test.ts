// Builds the worked examples of adding-an-operation.md and panel.md in docs/development. Like a reader, the test builds them in a copy of
// the project, from the code blocks of these pages. This takes minutes, so only `npm run test:docs` does it.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { children, node, root } from '../../scripts/local/paths.mjs'
import { guideOf, guides } from './blocks.ts'

const blocksOf = (page: string) => guideOf(page, readFileSync(join(root, page), 'utf8')).blocks
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')

test('the blocks with the mark `builds` are on the page that is built here', () => {
  const pages = guides(root).filter(({ blocks }) => blocks.some(({ action }) => action === 'builds'))
  expect(pages.map(({ page }) => page)).toEqual(['docs/development/panel.md'])
})

test('the provider that answers at once is quoted as whole files, which the tests of providers run', () => {
  const quoted = blocksOf('docs/development/a-synchronous-provider.md').filter(({ action }) => action === 'quotes')
  for (const name of ['wire', 'map', 'index']) {
    const file = `src/providers/together/${name}.ts`
    expect(quoted.find((block) => block.file === file)?.code).toBe(textOf(file))
  }
})

describe.skipIf(process.env['INSTALL_PACKAGES'] !== '1')('in a copy of the project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'built-'))
  const list = ['ls-files', '-co', '--exclude-standard', '-z']
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)))
  const inCopy = (path: string) => join(folder, path)
  const read = (path: string) => readFileSync(inCopy(path), 'utf8')
  const write = (path: string, text: string) => writeFileSync(inCopy(path), text)
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(node, args, { cwd: folder, env: children, encoding: 'utf8', maxBuffer: 64 << 20 })
    return { status, output: `${stdout}${stderr}` }
  }
  const generate = () => run('scripts/generate.ts')
  const compile = (...args: string[]) => run('node_modules/typescript/bin/tsc', '--noEmit', ...args)

  const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  const original = new Map<string, string>()

  beforeAll(() => {
    // The copy needs the files in git and the runtime's types. The types are generated, and git ignores them.
    for (const file of [...files, 'worker-configuration.d.ts']) {
      mkdirSync(dirname(inCopy(file)), { recursive: true })
      copyFileSync(join(root, file), inCopy(file))
      original.set(file, digestOf(inCopy(file)))
    }
    symlinkSync(join(root, 'node_modules'), inCopy('node_modules'))
  }, 600_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /**
   * Removes the lines of `code` from a file. The file may indent these lines differently. Returns a function that inserts other lines at
   * the same position.
   */
  function takeOut(path: string, code: string): (code: string) => void {
    const wanted = code
      .trim()
      .split('\n')
      .map((line) => line.trim())
    const lines = read(path).split('\n')
    const at = lines.findIndex((_, index) => wanted.every((line, offset) => lines[index + offset]?.trim() === line))
    expect(at, `${path} has the lines of the page`).toBeGreaterThanOrEqual(0)
    const indent = /^ */.exec(lines[at]!)![0]
    write(path, lines.toSpliced(at, wanted.length).join('\n'))
    return (other) => {
      const put = other.trimEnd().split('\n')
      const now = read(path).split('\n')
      write(path, now.toSpliced(at, 0, ...put.map((line) => (line === '' ? '' : indent + line))).join('\n'))
    }
  }

  test('an operation is added by the steps of its page', { timeout: 1_800_000 }, () => {
    const blocks = blocksOf('docs/development/adding-an-operation.md')
    const quoted = (path: string) => blocks.find(({ action, file }) => action === 'quotes' && file === path)!.code
    const [contract, file] = ['openapi/config.yaml', 'src/config-service/projects/create-project.ts']
    const rows = ['tests/isolation/config-matrix.test.ts', 'tests/contract/statuses-config.test.ts', 'tests/e2e/explorer-operations.mjs']
    expect(quoted(file)).toBe(textOf(file))
    for (const name of ['link-asset', 'delete-asset']) {
      const whole = `src/generation-service/assets/${name}.ts`
      expect(quoted(whole)).toBe(textOf(whole))
    }

    // Removes the operation `createProject` from the copy of this repository, as if the operation had never existed. The steps of
    // adding-an-operation.md then add it.
    const putContract = takeOut(contract, quoted(contract))
    const putRows = rows.map((path) => takeOut(path, quoted(path)))
    rmSync(inCopy(file))
    expect(generate()).toMatchObject({ status: 0 })
    expect(read('generated/config/routes.ts')).not.toContain('createProject')

    // Steps 1 and 2 of adding-an-operation.md. The contract has no example of the response yet, because the example is recorded only in
    // step 5.
    const example = quoted(contract)
      .split('\n')
      .find((line) => line.includes('createProject201'))!
    putContract(quoted(contract).replace(`${example}\n`, ''))
    const [message] = blocks.filter(({ code }) => code.includes('has no file')).map(({ code }) => code.trim())
    const early = generate()
    expect(early.output).toContain(message)
    expect(early.status).toBe(1)

    // Step 3 of adding-an-operation.md: the file of the operation is written.
    write(file, quoted(file))
    const late = generate()
    expect(late.output).not.toContain('has no file')
    expect(late.status).toBe(0)
    const compiled = compile()
    expect(compiled.status).not.toBe(0)
    const faults = compiled.output.split('\n').filter((line) => /error TS/.test(line))
    expect(faults.filter((line) => !line.startsWith('tests/isolation/'))).toEqual([])
    expect(compiled.output).toContain('createProject')

    // Steps 4 and 5 of adding-an-operation.md. They add the last parts of what was removed above. So afterwards every file of the copy is
    // the same as in the project, and the results of all other tests hold for the copy, too.
    for (const [index, path] of rows.entries()) putRows[index]!(quoted(path))
    takeOut(contract, quoted(contract).replace(`${example}\n`, ''))(quoted(contract))
    expect(generate()).toMatchObject({ status: 0 })
    expect(files.filter((path) => digestOf(inCopy(path)) !== original.get(path))).toEqual([])
  })

  test('a page of the panel compiles', { timeout: 1_800_000 }, () => {
    const [page, entry] = blocksOf('docs/development/panel.md').filter(({ action }) => action === 'builds')
    write(page!.file!, page!.code)
    const list = read(entry!.file!).trimEnd()
    expect(list.endsWith(']')).toBe(true)
    const before = list.slice(0, -1)
    write(entry!.file!, `${before}${entry!.code}]\n`)
    expect(compile('-p', 'src/panel')).toEqual({ status: 0, output: '' })
    // Negative control: a path that the API does not have is an error of the compiler.
    write(page!.file!, page!.code.replace('/projects', '/nothing'))
    expect(compile('-p', 'src/panel').status).not.toBe(0)
  })
})
