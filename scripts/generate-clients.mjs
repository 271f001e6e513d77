// `npm run generate:clients -- [python go java]`: generates the clients for other languages than TypeScript. One file of code in each
// client is written by hand and not generated. The input is openapi-plain.json of both services, which describes the API with the part of
// OpenAPI that every generator supports. Each language needs its own tools, so `npm run generate` does not generate these clients. With
// --check this command generates nothing, and fails if a client is older than the contracts.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CLIENT_LANGUAGES, contractDigest } from './emit/client-digest.ts'
import { root } from './local/paths.mjs'

const SERVICES = ['generation', 'config']
const scratch = join(root, '.local', 'generate-clients')
const document = (service) => join(root, 'generated', service, 'openapi-plain.json')
const clients = join(root, 'generated', 'clients')

const MAKERS = { python, go, java }

const check = process.argv.includes('--check')
const wanted = process.argv.slice(2).filter((word) => word !== '--check')
const unknown = wanted.filter((name) => MAKERS[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no generator for ${unknown.join(', ')}. There are ${CLIENT_LANGUAGES.join(', ')}.`)
  process.exit(2)
}
const digest = contractDigest(...SERVICES.map((service) => readFileSync(document(service), 'utf8')))
const recordOf = (language) => join(clients, language, 'contract.sha256')
if (check) {
  const old = CLIENT_LANGUAGES.filter((language) => readFileSync(recordOf(language), 'utf8').trim() !== digest)
  if (old.length > 0)
    console.error(
      `These clients are older than the contracts: ${old.join(', ')}. Run npm run generate:clients (docs/development/clients.md says what it needs), and commit the result.`,
    )
  process.exit(old.length > 0 ? 1 : 0)
}
for (const language of wanted.length > 0 ? wanted : CLIENT_LANGUAGES) {
  mkdirSync(scratch, { recursive: true })
  MAKERS[language]()
  writeFileSync(recordOf(language), `${digest}\n`)
  console.log(`${language}: generated`)
}

function python() {
  const bin = pythonTools(['openapi-python-client==0.29.1', 'ruff==0.17.6'])
  const options = join(scratch, 'options.yaml')
  writeFileSync(options, 'literal_enums: true\n')
  const templates = pythonTemplates(bin)
  for (const service of SERVICES) {
    const made = join(scratch, service)
    const flags = ['--meta', 'none', '--overwrite', '--config', options, '--custom-template-path', templates, '--output-path', made]
    run(join(bin, 'openapi-python-client'), ['generate', '--path', document(service), ...flags], { PATH: `${bin}:${process.env.PATH}` })
    replace(made, join(clients, 'python', 'cma_client', service))
  }
  shareTypes(join(clients, 'python', 'cma_client'))
}

/**
 * Makes the Python code of both services use the same `UNSET` and `Response`. Otherwise each service has an `UNSET` of its own. An
 * operation of one service does not recognize the `UNSET` of the other service, and sends it as a text.
 */
function shareTypes(folder) {
  const [shared, own] = SERVICES.map((service) => join(folder, service, 'types.py'))
  if (readFileSync(shared, 'utf8') !== readFileSync(own, 'utf8')) throw new Error(`${shared} and ${own} differ: they cannot be shared.`)
  const names = ['UNSET', 'File', 'FileTypes', 'RequestFiles', 'Response', 'Unset']
  const list = names.map((name) => `"${name}"`).join(', ')
  writeFileSync(
    own,
    `"""The types of the generation service, for both services."""\n\nfrom ..generation.types import ${names.join(', ')}\n\n__all__ = [${list}]\n`,
  )
}

/**
 * Returns a folder with changed copies of two of the generator's templates. Code from the unchanged templates has two faults. If a caller
 * gives a text instead of a list, the code sends each letter as a value: `group_by="model"` is sent as five values. And if a program prints
 * a client, for example to a log, the output contains the key.
 */
function pythonTemplates(bin) {
  const find = 'import openapi_python_client as p; print(p.__path__[0])'
  const given = join(run(join(bin, 'python'), ['-c', find]).trim(), 'templates')
  const folder = join(scratch, 'templates')
  const change = (name, changes) => {
    let text = readFileSync(join(given, name), 'utf8')
    for (const [wanted, inPlace] of changes) {
      if (!text.includes(wanted)) throw new Error(`${name} of the generator has changed: it has no "${wanted}".`)
      text = text.replaceAll(wanted, inPlace)
    }
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const loop = '{{ destination }} = []\nfor {{ inner_source }} in {{ source }}:'
  const refusal = `if isinstance({{ source }}, str):\n    raise TypeError('{{ property.python_name }} is a list: ["…"], not a str.')`
  // If a caller gives a text instead of a list, the loop would take each letter as an element. This check refuses such a text. The check is
  // not needed if the elements of the list must be objects: then the loop calls `to_dict` of each letter, a letter has no `to_dict`, so
  // Python throws.
  const check = `{% if inner_property.template.startswith("literal_enum") %}\n${refusal}\n{% endif %}\n`
  change(join('property_templates', 'list_property.py.jinja'), [[loop, check + loop]])
  change('client.py.jinja', [
    ['"token": namespace(type="str", default=""', '"token": namespace(type="str", default="field(repr=False)"'],
    ['= field(factory=dict, kw_only=True, alias="headers")', '= field(factory=dict, kw_only=True, alias="headers", repr=False)'],
  ])
  return folder
}

/**
 * Generates the Go client. A field that is required and `readOnly`, such as the id of a key, is required in responses alone. By default,
 * the generator makes it a pointer, so that a request with the same type can leave it out. But in these contracts, no request has such a
 * field at all. So an option makes these fields plain values.
 */
function go() {
  for (const service of SERVICES) {
    const made = join(scratch, 'go', service)
    mkdirSync(made, { recursive: true })
    const options = join(scratch, 'go.yaml')
    writeFileSync(
      options,
      `package: ${service}
generate: { client: true, models: true }
compatibility: { disable-required-readonly-as-pointer: true }
output-options: { resolve-type-name-collisions: true, nullable-type: true, skip-prune: true }
`,
    )
    const tool = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2'
    run('go', ['run', tool, '-config', options, '-o', join(made, `${service}.gen.go`), document(service)])
    replace(made, join(clients, 'go', service))
  }
}

function java() {
  // The generator is a Java program; the PyPI package contains its jar.
  const bin = pythonTools(['openapi-generator-cli==7.26.0'])
  for (const service of SERVICES) {
    const made = join(scratch, 'java', service)
    const name = `example.multiagent.cma.${service}`
    const properties = [
      'enumUnknownDefaultCase=true',
      'disallowAdditionalPropertiesIfNotPresent=false',
      'hideGenerationTimestamp=true',
      // A change by merge patch must send only what the caller has set. So a list is null until it is set. For a member
      // that may be null, `JsonNullable` shows whether the caller has set this member to null or has not set it at all.
      'containerDefaultToNull=true',
      'openApiNullable=true',
      'useJakartaEe=true',
      `apiPackage=${name}.api`,
      `modelPackage=${name}.model`,
      `invokerPackage=${name}`,
    ]
    const without = 'apiTests=false,modelTests=false,apiDocs=false,modelDocs=false'
    const flags = ['-g', 'java', '--library', 'native', '--additional-properties', properties.join(','), '--global-property', without]
    run(join(bin, 'openapi-generator-cli'), ['generate', '-i', document(service), '-o', made, ...flags])
    const folder = join('src', 'main', 'java', ...name.split('.'))
    replace(join(made, folder), join(clients, 'java', folder))
  }
}

/** Makes a virtual environment of Python with these packages. Returns the folder of its programs. */
function pythonTools(packages) {
  const folder = join(scratch, 'python')
  rmSync(folder, { recursive: true, force: true })
  run(process.env.PYTHON ?? 'python3', ['-m', 'venv', folder])
  run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', ...packages])
  return join(folder, 'bin')
}

function replace(from, to) {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true, filter: (path) => !path.includes('__pycache__') && !path.includes('.ruff_cache') })
  if (readdirSync(to).length === 0) throw new Error(`${to} is empty: nothing was generated.`)
}

function run(program, args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', cwd: root, env: { ...process.env, ...env } })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? ''}\n${stdout}${stderr}`)
  return stdout
}
