// Tests the checks of the contracts: each check must fail if a contract has the fault that the check looks for.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { announcesBreak, breakingOnly, compare, compareWithRelease } from '../../scripts/check-breaking.ts'
import type { Node } from '../../scripts/emit/document.ts'
import { generate, readContract } from '../../scripts/generate.ts'
import { children } from '../../scripts/local/paths.mjs'
import { latestRelease, releasesFolder } from '../../scripts/release/releases.ts'
import { contractFaults } from '../../scripts/verify-contract.ts'

const root = resolve(import.meta.dirname, '../..')
const services = ['config', 'generation']
const bundle = (service: string): Node => JSON.parse(readFileSync(join(root, 'generated', service, 'openapi.json'), 'utf8'))

describe.each(services)('%s: the served document', (service) => {
  it('equals the YAML in meaning', () => {
    const source = join(root, 'openapi', `${service}.yaml`)
    const written = meaning(read(source), source)
    const served = meaning(bundle(service), 'bundle', bundle(service))
    expect({ ...served, components: null }).toEqual({ ...written, components: null })
    for (const [kind, components] of Object.entries<Node>(written.components))
      for (const [name, component] of Object.entries(components))
        expect(served.components[kind][name], `${kind}/${name}`).toEqual(component)
  })

  it('follows the rules of the project', () => {
    expect(contractFaults(service, bundle(service))).toEqual([])
  })
})

it('generated files match openapi/, and every operation has a file', async () => {
  const { files, missing } = await generate()
  expect(missing).toEqual([])
  const stale = Object.entries(files).filter(([file, text]) => readFileSync(join(root, file), 'utf8') !== text)
  expect(stale.map(([file]) => file)).toEqual([])
})

describe('YAML that cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const messageOf = (text: string) => {
    writeFileSync(join(folder, 'config.yaml'), text)
    return readContract(join(folder, 'config.yaml')).then(
      () => 'no fault',
      (error: Error) => error.message,
    )
  }

  it('is named with its line, and with the reference that leads nowhere', async () => {
    const lines = ['openapi: 3.1.0', "info: { title: a, version: '1' }", 'paths:', '  /a:', '    get:', '      parameters:']
    const reference = "        - $ref: '#/components/parameters/Absent'"
    expect(await messageOf([...lines, reference, ''].join('\n'))).toMatch(
      /config\.yaml:7:11: Can't resolve \$ref\n {8}- \$ref: '#\/components\/parameters\/Absent'$/,
    )
  })

  it('is named with its line if it is no YAML', async () => {
    expect(await messageOf('openapi: 3.1.0\npaths:\n  /a: { get: \n')).toMatch(/config\.yaml" \(\d+:\d+\)$/)
  })
})

describe('the rules of the project', () => {
  const faultsAfter = (change: (root: Node) => void) => {
    const changed = bundle('generation')
    change(changed)
    return contractFaults('generation', changed)
  }

  it.each<[string, (root: Node) => void, RegExp]>([
    ['a scope', (root) => delete root.paths['/quote'].post['x-required-scope'], /quote: x-required-scope/],
    [
      'G2: no example that the explorer would send by itself',
      (root) => (root.components.parameters.IdempotencyKey.example = 'order-4711'),
      /generate: parameter Idempotency-Key has an example/,
    ],
    [
      'G2: JSON as the body with which the explorer opens, if the other one is a form',
      (root) => delete root.paths['/assets'].post.requestBody['x-scalar-selected-content-type'].url,
      /uploadAsset: x-scalar-selected-content-type must select application\/json for the example url/,
    ],
    [
      'G2: a JSON example with the name of the form’s example',
      (root) => (root.paths['/images/edits'].post.requestBody.content['multipart/form-data'].examples = { other: { value: {} } }),
      /createImageEdit: the explorer opens with the example other/,
    ],
    ['no scope where it is open', (root) => (root.paths['/health'].get['x-required-scope'] = 'read'), /getHealth: x-required-scope/],
    ['a description', (root) => (root.paths['/quote'].post.description = ' '), /quote: no description/],
    [
      'an example of the body',
      (root) => delete root.paths['/quote'].post.requestBody.content['application/json'].examples,
      /quote: no example/,
    ],
    ['the statuses of a body', (root) => delete root.paths['/quote'].post.responses['415'], /quote: it reads a body, so it can return 415/],
    ['the statuses of a key', (root) => delete root.paths['/quote'].post.responses['401'], /quote: it needs a key, so it can return 401/],
    ['the status of an overload', (root) => delete root.paths['/quote'].post.responses['503'], /quote: .* so it can return 503/],
    [
      'a word on unknown members',
      (root) => delete root.components.schemas.Quote.additionalProperties,
      /schemas\/Quote: unknown members are neither allowed nor refused/,
    ],
    ...[
      ['X-Project-ID', 'ProjectId'],
      ['X-Instance-ID', 'InstanceId'],
      ['X-Request-ID', 'OwnRequestId'],
    ].map(([name, component]): [string, (root: Node) => void, RegExp] => [
      `the parameter ${name}`,
      (root) => {
        const { get } = root.paths['/limits']
        get.parameters = get.parameters.filter(({ $ref }: Node) => !$ref.endsWith(`/${component}`))
      },
      new RegExp(`^generation: getLimits: the parameter ${name} is missing \\(.*parameters/${component}'$`),
    ]),
    ['X-Request-ID', (root) => delete root.components.responses.NotFound.headers, /404: X-Request-ID/],
    [
      'problems',
      (root) => (root.components.responses.NotFound.content = { 'application/json': {} }),
      /404: an error must be returned as application\/problem\+json/,
    ],
    [
      'use of every component',
      (root) => (root.components.schemas.Lonely = { type: 'string' }),
      /components\/schemas\/Lonely is never used/,
    ],
    [
      'C1: one name for one component',
      (root) => (root.components.headers.AssetId = { description: 'x', schema: { type: 'string' } }),
      /components\/headers\/AssetId and components\/schemas\/AssetId share a name/,
    ],
    [
      'C2: one name for one field of a form',
      (root) => (root.paths['/images/edits'].post.requestBody.content['multipart/form-data'].schema.properties['image[]'] = {}),
      /multipart~?.*: declare image only/,
    ],
    [
      'C3: a name that no inline object gets in the plain profile',
      (root) => (root.components.schemas.UploadAssetBody = { type: 'string' }),
      /UploadAssetBody: a component has the name of an object inside another schema/,
    ],
    [
      'C3: a reference to the named enum',
      (root) =>
        (root.components.schemas.WebhookEvent.properties.type = { type: 'string', enum: root.components.schemas.WebhookEventType.enum }),
      /WebhookEvent: generators call its inline type WebhookEventType/,
    ],
    ['C4: a type beside const', (root) => delete root.components.schemas.StateEvent.properties.type.type, /StateEvent.*const needs a type/],
    [
      'C5: a tag of its own for webhooks',
      (root) => (root.webhooks.generationFinished.post.tags = ['webhooks']),
      /generationFinished: its tag webhooks has operations with paths/,
    ],
    [
      'C6: the form as the first body',
      (root) => {
        const { content } = root.paths['/assets'].post.requestBody
        root.paths['/assets'].post.requestBody.content = Object.fromEntries(Object.entries(content).toReversed())
      },
      /uploadAsset: multipart\/form-data must be the first/,
    ],
    ['snake_case', (root) => (root.components.schemas.Asset.properties.assetId = {}), /Asset: assetId is not snake_case/],
  ])('want %s', (_, change, fault) => {
    expect(faultsAfter(change).join('\n')).toMatch(fault)
  })

  it('want every member that GET returns to be taken by the change at the same path, or to be readOnly', () => {
    const config = bundle('config')
    delete config.components.schemas.Project.properties.created_at.readOnly
    delete config.components.schemas.ModelSettings.properties.updated_at.readOnly
    const faults = contractFaults('config', config)
    expect(faults).toContainEqual(expect.stringMatching(/updateProject: GET returns created_at, which PATCH refuses\. .*readOnly: true$/))
    expect(faults).toContainEqual(expect.stringMatching(/setModelSettings: GET returns updated_at, which PUT refuses\. .*readOnly: true$/))
  })

  it('are checked by npm run lint:openapi in the YAML, also if Redocly finds a fault', { timeout: 120_000 }, () => {
    const copy = mkdtempSync(join(tmpdir(), 'contract-lint-'))
    try {
      for (const path of ['package.json', 'openapi', 'scripts']) cpSync(join(root, path), join(copy, path), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
      const lint = () => {
        const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'lint:openapi'], {
          cwd: copy,
          env: children,
          encoding: 'utf8',
        })
        return { status, output: stdout + stderr }
      }
      const change = (service: string, from: RegExp, to: string) => {
        const yaml = join(copy, 'openapi', `${service}.yaml`)
        const before = readFileSync(yaml, 'utf8')
        expect(before).toMatch(from)
        writeFileSync(yaml, before.replace(from, to))
      }
      change('config', /^ +operationId: setUp\n/m, '')
      change('generation', /^( +summary: Get the current limits\n +description:) .*$/m, "$1 ' '")
      const { status, output } = lint()
      expect(status).toBe(1)
      expect(output).toContain('operation-operationId')
      expect(output).toContain('config: post /setup: operationId is missing')
      expect(output).toContain('generation: getLimits: no description')
    } finally {
      rmSync(copy, { recursive: true })
    }
  })
})

describe('the check for breaking changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-test-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const compareWith = (change: (root: Node) => void) => {
    const changed = bundle('generation')
    change(changed)
    const file = join(folder, 'changed.json')
    writeFileSync(file, JSON.stringify(changed))
    return compare(join(root, 'generated/generation/openapi.json'), file)
  }

  it('accepts additions', () => {
    expect(compareWith((root) => (root.components.schemas.Asset.properties.label = { type: 'string' })).breaking).toBe(false)
  })

  it.each<[string, (root: Node) => void]>([
    ['a path that is gone', (root) => delete root.paths['/quote']],
    ['a field that became required', (root) => (root.components.schemas.GenerateRequest.required = ['prompt'])],
    [
      'a value of a request that is refused now',
      (root) => (root.components.schemas.GenerateRequest.properties.on_unsupported.enum = ['reject']),
    ],
  ])('finds %s', (_, change) => {
    expect(compareWith(change)).toMatchObject({ breaking: true, report: expect.stringMatching(/major/) })
  })

  it('compares the working contracts with the latest stored release', () => {
    const name = latestRelease(releasesFolder)
    const release = { name, fileOf: (service: string) => join(releasesFolder, name, `${service}.json`) }
    /**
     * Makes one change in a copy of the released contracts, and compares the copy with the release. The copy stands for the working
     * contracts.
     */
    const changed = (change: (root: Node) => void) => {
      const generation: Node = JSON.parse(readFileSync(release.fileOf('generation'), 'utf8'))
      change(generation)
      const file = join(folder, 'working.json')
      writeFileSync(file, JSON.stringify(generation))
      return compareWithRelease(release, (service) => (service === 'generation' ? file : release.fileOf(service)))
    }
    expect(changed((root) => (root.components.schemas.GenerateRequest.properties.mood = { type: 'string' }))).toEqual({
      ok: true,
      lines: [`config: breaks nothing since release ${name}`, `generation: breaks nothing since release ${name}`],
    })
    const refused = changed((root) => delete root.paths['/quote'])
    expect(refused.ok).toBe(false)
    expect(refused.lines[1]).toMatch(/generation: breaks clients of release .* does not announce it/)
    expect(refused.lines[1]).toMatch(/\n\/quote\n {2}\S major .*\n {6}Path .* removed[^]*\n1 major/)
    const announced = changed((root) => {
      delete root.paths['/quote']
      root.info.version = '99.0.0'
    })
    expect(announced.ok).toBe(true)
  })

  it('shows the breaking changes only', () => {
    const { report } = compareWith((root) => {
      root.components.schemas.GenerateRequest.required = ['prompt']
      root.components.schemas.Asset.properties.label = { type: 'string' }
      delete root.paths['/quote']
    })
    const shown = breakingOnly(report)
    expect(report).toMatch(/\bpatch {2}added|\bminor {2}added/)
    expect(shown).not.toMatch(/\b(patch|minor) {2}added/)
    const majors = (text: string) => text.match(/ major .*/g)
    expect(majors(shown)).toEqual(majors(report))
    expect(shown.split('\n').at(-1)).toMatch(/^\d+ major, \d+ minor/)
    // A report in another form is shown whole.
    expect(breakingOnly('another form\nof report')).toBe('another form\nof report')
  })

  it('knows the latest release by its number, not by its name', () => {
    for (const version of ['0.2.0', '0.10.0', '0.9.9']) mkdirSync(join(folder, 'releases', version), { recursive: true })
    expect(latestRelease(join(folder, 'releases'))).toBe('0.10.0')
  })

  it('a new version may announce a breaking change', () => {
    expect(announcesBreak('1.2.0', '2.0.0')).toBe(true)
    expect(announcesBreak('0.1.3', '0.2.0')).toBe(true)
    expect(announcesBreak('0.1.0', '1.0.0')).toBe(true)
    expect(announcesBreak('1.2.0', '1.3.0')).toBe(false)
    expect(announcesBreak('0.1.0', '0.1.1')).toBe(false)
  })
})

/** Returns a document with every reference replaced by its target. Two files with the same meaning give the same result. */
function meaning(node: Node, file: string, document: Node = read(file), path: string[] = []): Node {
  if (Array.isArray(node)) return node.map((item) => meaning(item, file, document, path))
  if (node === null || typeof node !== 'object') return node
  if (typeof node.$ref === 'string') {
    const [target, pointer] = node.$ref.split('#') as [string, string]
    const targetFile = target ? resolve(file, '..', target) : file
    const targetDocument = target ? read(targetFile) : document
    // Recursion is recognized by the name of the schema alone. The name of its file is ignored, because the two compared documents have the
    // schema in different files: the bundle has all schemas in one file.
    const name = pointer.split('/').slice(-2).join('/')
    if (path.includes(name)) return { recursive: name }
    const { $ref: _, ...beside } = node
    return {
      ...meaning(at(targetDocument, pointer), targetFile, targetDocument, [...path, name]),
      ...meaning(beside, file, document, path),
    }
  }
  return Object.fromEntries(
    // The targets in the mapping of a discriminator are references, too, but plain texts without `$ref`. They differ between two files with
    // the same meaning, so only the mapping's keys are compared.
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'mapping' ? Object.keys(value as object) : meaning(value, file, document, path),
    ]),
  )
}

function at(document: Node, pointer: string): Node {
  return pointer
    .split('/')
    .slice(1)
    .reduce((node, part) => node[part.replaceAll('~1', '/').replaceAll('~0', '~')], document)
}

const files = new Map<string, Node>()
function read(file: string): Node {
  if (file === 'bundle') return null
  if (!files.has(file)) files.set(file, parse(readFileSync(file, 'utf8'), { merge: true }))
  return files.get(file)
}
