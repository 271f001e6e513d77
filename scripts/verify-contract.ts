// `npm run lint:openapi`: checks the contracts by the rules of openapi/redocly.yaml, and by this repository's own rules, which are below.
// Even if Redocly finds faults, the own rules are checked, too, so that one run shows the faults of both. Both checks read the YAML and not
// the generated files, so `npm run generate` need not run first.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Node, OpenApiDocument, type Operation } from './emit/document.ts'
import { pascal, plainProfile } from './emit/plain-profile.ts'
import { readOnlyOf } from './emit/read-only.ts'
import { readContract } from './generate.ts'

const SCOPES = ['read', 'generate', 'manage', 'metrics:read']
const ROLES = ['superadmin', 'admin', 'developer', 'viewer']
/** Operations that never return 503: the Worker contains their responses, so they need neither a database nor a limiter. */
const CONSTANT = ['getContract', 'getAuthorizationServer']

/** Returns the faults of a contract, one line each; empty if there are none. */
export function contractFaults(service: string, root: Node): string[] {
  const document = new OpenApiDocument(root)
  const faults: string[] = []
  for (const operation of document.operations()) faults.push(...operationFaults(document, service, operation))
  faults.push(...componentFaults(root), ...generatorFaults(root))
  return faults.map((fault) => `${service}: ${fault}`)
}

function operationFaults(document: OpenApiDocument, service: string, operation: Operation): string[] {
  const { id, node } = operation
  const faults: string[] = []
  const isOpen = (node.security ?? document.root.security ?? []).length === 0
  if (!node.description?.trim()) faults.push(`${id}: no description`)
  if (isOpen === SCOPES.includes(node['x-required-scope']))
    faults.push(`${id}: x-required-scope is for every operation that is not open, and for no other`)
  // Each operation of the config service that needs a key must declare which keys it accepts. An operation with x-required-role refuses
  // project keys, because they have no role. An operation with x-for-every-key accepts every key.
  if (service === 'config' && !isOpen && ROLES.includes(node['x-required-role']) === (node['x-for-every-key'] === true))
    faults.push(`${id}: it needs either x-required-role or x-for-every-key`)
  for (const name of readOnlyOf(document, operation)?.refused ?? [])
    faults.push(
      `${id}: GET returns ${name}, which ${operation.method.toUpperCase()} refuses. A caller may send back what GET has returned: take it, or mark it readOnly: true`,
    )
  const isLimitedWrite = service === 'config' && !isOpen && operation.method !== 'get'
  faults.push(...undeclaredStatuses(operation, isOpen, isLimitedWrite), ...undeclaredHeaders(operation, service, isOpen))
  return [...faults, ...bodyFaults(document, operation), ...parameterFaults(document, operation), ...responseFaults(document, operation)]
}

function undeclaredStatuses({ id, node, parameters }: Operation, isOpen: boolean, isLimitedWrite: boolean): string[] {
  const reasons: [reason: string, statuses: string[], applies: boolean][] = [
    ['anything can break', ['500'], true],
    ['a database or a limiter can be overloaded', ['503'], !CONSTANT.includes(id)],
    ['it has parameters', ['400'], parameters.length > 0],
    ['it needs a key', ['401'], !isOpen],
    ['it needs a scope', ['403'], !isOpen],
    ['it reads a body', ['400', '413', '415', '429'], node.requestBody !== undefined],
    ['writes of the config service have a rate', ['429'], isLimitedWrite],
  ]
  return reasons.flatMap(([reason, statuses, applies]) =>
    statuses
      .filter((status) => applies && !Object.hasOwn(node.responses, status))
      .map((status) => `${id}: ${reason}, so it can return ${status}, but the contract does not declare that status`),
  )
}

/**
 * Returns a fault for each header that the service reads but the operation does not declare. Clients are generated from the contract, so
 * they could not send such a header. Every operation of the generation service that needs a key must declare X-Project-ID, because a
 * request with a user's key must name a project (`src/auth/authenticate.ts`). This holds even for an operation such as `listModels`, whose
 * response has nothing of the project.
 */
function undeclaredHeaders({ id, parameters }: Operation, service: string, isOpen: boolean): string[] {
  const headers: [name: string, reference: string, reason: string, applies: boolean][] = [
    ['X-Request-ID', 'common.yaml#/components/parameters/OwnRequestId', 'the id for the log and the answer', true],
    [
      'X-Project-ID',
      '#/components/parameters/ProjectId',
      "the project to act in, without which a user's key cannot call the operation",
      service === 'generation' && !isOpen,
    ],
    ['X-Instance-ID', '#/components/parameters/InstanceId', 'the instance to act in', service === 'generation' && !isOpen],
  ]
  return headers
    .filter(([name, , , applies]) => applies && !parameters.some((each) => each.in === 'header' && each.name === name))
    .map(([name, reference, reason]) => `${id}: the parameter ${name} is missing (${reason}): add $ref: '${reference}'`)
}

function bodyFaults(document: OpenApiDocument, { id, node, method }: Operation): string[] {
  if (!node.requestBody) return []
  const faults: string[] = []
  for (const [type, media] of Object.entries<Node>(document.resolve(node.requestBody).content))
    if (
      /json$|^multipart\/|form-urlencoded$/.test(type) &&
      !media.example &&
      !Object.keys(media.examples ?? {}).length &&
      !document.resolve(media.schema).examples?.length
    )
      faults.push(`${id}: no example of the ${type} body`)
  if (method === 'get' || method === 'delete') faults.push(`${id}: ${method} with a body`)
  return [...faults, ...openingFaults(id, document.resolve(node.requestBody))]
}

/**
 * Returns the faults of a body that can be a form or JSON. The explorer first shows the form's first example, but cannot send it: an
 * example cannot contain a file. So the contract must make the explorer show JSON instead. This needs two things:
 * - The first JSON example has the same name as the form's first example.
 * - `x-scalar-selected-content-type` maps the name of each JSON example to `application/json`.
 */
function openingFaults(id: string, { content, 'x-scalar-selected-content-type': selected = {} }: Node): string[] {
  const form = content['multipart/form-data']
  const json = content['application/json']
  if (form === undefined || json === undefined) return []
  const opening = Object.keys(form.examples ?? {})[0]
  const names = Object.keys(json.examples ?? {})
  if (opening === undefined || names[0] !== opening)
    return [`${id}: the explorer opens with the example ${opening}, so the first JSON example must have this name, too`]
  return names
    .filter((name) => selected[name] !== 'application/json')
    .map(
      (name) => `${id}: x-scalar-selected-content-type must select application/json for the example ${name}, or the explorer sends a form`,
    )
}

/** Says in a fault how to write an example so that the explorer shows it but does not send it. */
const NOT_SENT = 'Write: examples: { off: { value: …, x-disabled: true } }'

function parameterFaults(document: OpenApiDocument, { id, parameters }: Operation): string[] {
  const faults: string[] = []
  for (const parameter of parameters)
    if (!parameter.description?.trim()) faults.push(`${id}: parameter ${parameter.name} has no description`)
  // The explorer sends every example of a parameter. If a parameter has none, the explorer sends the first value of its enum. The user may
  // not want this: an example of a filter hides results, and an example of an idempotency key works only once. So every example of an
  // optional parameter must be marked x-disabled. The explorer then shows the example but does not send it.
  for (const parameter of parameters) {
    if (parameter.in === 'path' || parameter.required) continue
    const schema = document.resolve(parameter.schema)
    const examples = Object.values<Node>(parameter.examples ?? {})
    const isOff = examples.length > 0 && examples.every((example) => example['x-disabled'] === true)
    const hasExample =
      parameter.example !== undefined || examples.length > 0 || schema.example !== undefined || schema.examples !== undefined
    if (hasExample && !isOff) faults.push(`${id}: parameter ${parameter.name} has an example, which the explorer would send. ${NOT_SENT}`)
    if (schema.enum !== undefined && schema.default === undefined && !isOff)
      faults.push(
        `${id}: parameter ${parameter.name} is an enum without an example that is x-disabled, so the explorer would send its first value. ${NOT_SENT}`,
      )
  }
  return faults
}

const OAUTH_ERROR = '#/components/schemas/OAuthError'

function responseFaults(document: OpenApiDocument, { id, node }: Operation): string[] {
  const faults: string[] = []
  for (const [status, reference] of Object.entries<Node>(node.responses)) {
    const response = document.resolve(reference)
    const at = `${id} ${status}`
    if (!response.description?.trim()) faults.push(`${at}: no description`)
    const requestId = document.resolve(response.headers?.['X-Request-ID'])
    if (!requestId?.required) faults.push(`${at}: X-Request-ID is not declared as required`)
    for (const [name, header] of Object.entries<Node>(response.headers ?? {}))
      if (!document.resolve(header).description?.trim()) faults.push(`${at}: header ${name} has no description`)
    // Every error must be application/problem+json. For some errors, RFC 6749 requires a form of its own (OAuthError). A response may
    // declare this form, too, so `errorTypes` leaves out its media type.
    const errorTypes = Object.keys(response.content ?? {}).filter((type) => response.content[type].schema?.$ref !== OAUTH_ERROR)
    if (status >= '400' && id !== 'getHealth' && errorTypes.join() !== 'application/problem+json')
      faults.push(`${at}: an error must be returned as application/problem+json`)
    if (status === '405' && !response.headers?.Allow) faults.push(`${at}: 405 without Allow`)
  }
  return faults
}

function componentFaults(root: Node): string[] {
  const faults: string[] = []
  const text = JSON.stringify(root)
  for (const [kind, components] of Object.entries<Node>(root.components ?? {}))
    for (const name of Object.keys(components)) {
      const used = kind === 'securitySchemes' ? text.includes(`"${name}":[]`) : text.includes(`"#/components/${kind}/${name}"`)
      if (!used) faults.push(`components/${kind}/${name} is never used`)
    }
  for (const [name, schema] of Object.entries<Node>(root.components?.schemas ?? {}))
    for (const property of Object.keys(schema.properties ?? {}))
      if (!/^[a-z][a-z0-9_]*(\[\])?$/.test(property)) faults.push(`components/schemas/${name}: ${property} is not snake_case`)
  return [...faults, ...openObjects(root)]
}

/**
 * Returns a fault for each schema of an object that allows unknown members by saying nothing about them. A schema that others include with
 * `allOf` is exempt. It must say nothing, because each schema that includes it says `unevaluatedProperties`.
 */
function openObjects(root: Node): string[] {
  const schemas = Object.entries<Node>(root.components?.schemas ?? {})
  const included = new Set(schemas.flatMap(([, { allOf = [] }]) => allOf.map(({ $ref }: Node) => $ref)))
  return schemas
    .filter(([name, schema]) => schema.properties !== undefined && !included.has(`#/components/schemas/${name}`))
    .filter(([, schema]) => !('additionalProperties' in schema) && !('unevaluatedProperties' in schema))
    .map(([name]) => `components/schemas/${name}: unknown members are neither allowed nor refused: add additionalProperties: false`)
}

/**
 * Returns a fault for each construct that code generators for other languages misread. These constructs were found by running the
 * generators (docs/specs/api-contracts.md).
 */
function generatorFaults(root: Node): string[] {
  const document = new OpenApiDocument(root)
  const faults: string[] = []

  const kindOf = new Map<string, string>()
  for (const [kind, components] of Object.entries<Node>(root.components ?? {}))
    for (const name of Object.keys(components)) {
      const other = kindOf.get(name)
      if (other !== undefined)
        faults.push(`components/${other}/${name} and components/${kind}/${name} share a name, which oapi-codegen refuses: rename one`)
      kindOf.set(name, kind)
    }

  const webhooks = Object.entries<Node>(root.webhooks ?? {})
  const tagsOfPaths = new Set(document.operations().flatMap(({ node }) => node.tags ?? []))
  for (const [name, webhook] of webhooks)
    for (const { tags = [] } of Object.values<Node>(webhook))
      for (const tag of tags)
        if (tagsOfPaths.has(tag))
          faults.push(`webhooks/${name}: its tag ${tag} has operations with paths, which OpenAPI Generator then loses: give it another tag`)

  for (const { id, node } of document.operations()) {
    const types = Object.keys(document.resolve(node.requestBody)?.content ?? {})
    if (types.includes('multipart/form-data') && types[0] !== 'multipart/form-data')
      faults.push(`${id}: multipart/form-data must be the first body, because generators that read only one take the first`)
  }

  walk(root, '', (schema, path) => {
    if ('const' in schema && schema.type === undefined)
      faults.push(`${path}: const needs a type beside it, because ogen refuses it otherwise`)
    const members = Object.keys(schema.properties ?? {})
    for (const member of members)
      if (/\[[^\]]*\]$/.test(member))
        faults.push(
          `${path}: declare ${member.replace(/\[.*/, '')} only, because generators make the same name of ${member}; the form reader takes both`,
        )
  })

  const named = root.components?.schemas ?? {}
  for (const [name, schema] of Object.entries<Node>(named))
    for (const [member, each] of Object.entries<Node>(schema.properties ?? {})) {
      const type = name + pascal(member)
      if ((each.enum || each.type === 'object') && Object.hasOwn(named, type))
        faults.push(
          `components/schemas/${name}: generators call its inline ${member} ${type}, which is another component: refer to that, or rename it`,
        )
    }

  // `npm run generate` also makes the plain profile. This fails, for example, if the contract has a component with the name that
  // `plainProfile` gives to an object inside another schema.
  try {
    plainProfile(document)
  } catch (error) {
    faults.push((error as Error).message)
  }
  return faults
}

/**
 * Visits every JSON object in a contract, because any of them may be a schema. Leaves out examples, and other values that contain no
 * schema.
 */
function walk(node: Node, path: string, visit: (node: Node, path: string) => void): void {
  if (node === null || typeof node !== 'object') return
  if (!Array.isArray(node)) visit(node, path)
  for (const [name, each] of Object.entries<Node>(node))
    if (!['example', 'examples', 'default', 'enum', 'required'].includes(name) && !name.startsWith('x-'))
      walk(each, path === '' ? name : `${path}/${name}`, visit)
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..')
  const redocly = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))
  const words = [redocly, 'lint', '--config', 'openapi/redocly.yaml']
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' })
  const faults: string[] = []
  for (const service of ['config', 'generation'])
    try {
      faults.push(...contractFaults(service, (await readContract(join(root, 'openapi', `${service}.yaml`))).root))
    } catch (error) {
      // This is, for example, the error for a file that cannot be read, or for an operation without an operationId.
      faults.push(`${service}: ${(error as Error).message}`)
    }
  for (const fault of faults) console.error(fault)
  if (faults.length === 0) console.log('the contracts keep the rules of this project')
  if (faults.length > 0 || status !== 0) process.exitCode = 1
}
