// Generates from openapi/<service>.yaml: generated/<service>/{openapi.json,openapi-plain.json,types.ts,schemas.ts,routes.ts},
// public/contracts, src/<service>/operations.ts, generated/problems.ts, generated/generation/{agent-fields.json,logged-operations.ts},
// generated/clients/typescript/core.ts and docs/api/reference. With --check it writes nothing, and fails if a file differs from the
// generated text.
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { bundle, createConfig, getLineColLocation, type NormalizedProblem } from '@redocly/openapi-core'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { agentFieldsFile } from './emit/agent-fields.ts'
import { clientFile } from './emit/client-file.ts'
import { OpenApiDocument } from './emit/document.ts'
import { loggedOperationsFile } from './emit/logged-operations.ts'
import { type MissingFile, operationsFile, type Service } from './emit/operations-file.ts'
import { plainProfile } from './emit/plain-profile.ts'
import { problemsFile } from './emit/problems-file.ts'
import { referencePages } from './emit/reference-pages.ts'
import { routesFile } from './emit/routes-file.ts'
import { schemasFile } from './emit/schemas-file.ts'
import { BANNER } from './emit/source.ts'
import { withLock } from './local/lock.mjs'
import { generateLock } from './local/paths.mjs'

const root = resolve(import.meta.dirname, '..')
const SERVICES: Record<'config' | 'generation', Service> = {
  config: { folder: 'src/config-service', list: 'classes' },
  generation: { folder: 'src/generation-service', list: 'handlers' },
}
const REFERENCE = 'docs/api/reference'
const check = process.argv.includes('--check')

/** A fault of the YAML. Its message says where, so it is printed without a stack. */
class ContractFault extends Error {}

/** Reads a contract and the files to which it refers. Throws ContractFault if one of them cannot be read. */
export async function readContract(file: string): Promise<OpenApiDocument> {
  const { bundle: bundled, problems } = await bundle({ ref: file, config: await createConfig({}) }).catch((error: Error) => {
    throw new ContractFault(error.message.replace(root + sep, ''), { cause: error })
  })
  if (problems.length) throw new ContractFault(problems.map(renderProblem).join('\n'))
  return new OpenApiDocument(bundled.parsed)
}

/** Returns where a problem is, what it is, and the lines of the YAML that have it. */
function renderProblem({ message, location: [at] }: NormalizedProblem): string {
  if (at === undefined) return message
  const { source, start, end } = getLineColLocation(at)
  const lines = source.getLines().slice(start.line - 1, end?.line ?? start.line)
  return `${relative(root, source.absoluteRef)}:${start.line}:${start.col}: ${message}\n${lines.join('\n')}`
}

/**
 * Returns the type Blob for a file in a request or a response; JSON Schema describes a file as a string. Returns undefined for any other
 * schema.
 */
function fileType({ type, format }: { type?: unknown; format?: unknown }): ts.TypeNode | undefined {
  return type === 'string' && format === 'binary' ? ts.factory.createTypeReferenceNode('Blob') : undefined
}

/**
 * Changes the types of optional query parameters and headers, so that a caller may pass `undefined`. The clients do not send a parameter or
 * header that is `undefined`. With unchanged types, TypeScript's option `exactOptionalPropertyTypes` would refuse `{ cursor }` if the
 * variable `cursor` may be undefined.
 */
function withUndefinedParameters(nodes: ts.Node[]): ts.Node[] {
  const { factory } = ts
  const withType = (node: ts.PropertySignature, type: ts.TypeNode): ts.PropertySignature =>
    ts.setSyntheticLeadingComments(
      factory.createPropertySignature(node.modifiers, node.name, node.questionToken, type),
      ts.getSyntheticLeadingComments(node),
    )
  /**
   * Returns a function that gets a node. If the node is a property with one of these names and with an object type, the function returns a
   * copy of the node, with `change` applied to each member of the object type. For any other node it returns undefined.
   */
  const inside = (names: string[], change: (member: ts.PropertySignature) => ts.TypeElement) => (node: ts.Node) =>
    ts.isPropertySignature(node) &&
    ts.isIdentifier(node.name) &&
    names.includes(node.name.text) &&
    node.type !== undefined &&
    ts.isTypeLiteralNode(node.type)
      ? withType(node, factory.createTypeLiteralNode(node.type.members.map((each) => (ts.isPropertySignature(each) ? change(each) : each))))
      : undefined
  const inGroup = inside(['query', 'header'], (member) =>
    member.questionToken === undefined || member.type === undefined
      ? member
      : withType(member, factory.createUnionTypeNode([member.type, factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)])),
  )
  const inParameters = inside(['parameters'], (member) => inGroup(member) ?? member)
  return ts.transform(nodes, [
    (context) => {
      const visit = (node: ts.Node): ts.Node => inParameters(node) ?? ts.visitEachChild(node, visit, context)
      return visit
    },
  ]).transformed
}

/** Returns the files of one service. */
async function serviceFiles(service: string, document: OpenApiDocument): Promise<Record<string, string>> {
  // A copy is passed, because openapi-typescript modifies its argument.
  const options = { defaultNonNullable: false, alphabetize: false, transform: fileType }
  const types = astToString(withUndefinedParameters(await openapiTS(structuredClone(document.root), options)))
  const folder = `generated/${service}`
  const text = `${JSON.stringify(document.root, null, 2)}\n`
  const plain = `${JSON.stringify(plainProfile(document), null, 2)}\n`
  return {
    [`${folder}/openapi.json`]: text,
    [`${folder}/openapi-plain.json`]: plain,
    // The Worker also serves the contract and its plain profile as static files. The plain profile is for code generators that support only
    // a part of OpenAPI.
    [`public/contracts/${service}.json`]: text,
    [`public/contracts/${service}-plain.json`]: plain,
    [`${folder}/types.ts`]: BANNER + types,
    [`${folder}/schemas.ts`]: schemasFile(document),
    [`${folder}/routes.ts`]: routesFile(document),
  }
}

/** Returns all files in a folder of the repository; the paths are relative to the repository. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file.replaceAll(sep, '/')}`)
}

/** Returns all generated files, by path relative to the project, and the operations without an implementation. */
export async function generate(): Promise<{ files: Record<string, string>; missing: MissingFile[] }> {
  const [config, generation] = await Promise.all([
    readContract(join(root, 'openapi/config.yaml')),
    readContract(join(root, 'openapi/generation.yaml')),
  ])
  const classes = operationsFile(config, SERVICES.config, filesIn(SERVICES.config.folder))
  const handlers = operationsFile(generation, SERVICES.generation, filesIn(SERVICES.generation.folder))
  return {
    files: {
      ...(await serviceFiles('config', config)),
      ...(await serviceFiles('generation', generation)),
      'generated/generation/agent-fields.json': agentFieldsFile(generation),
      'generated/generation/logged-operations.ts': loggedOperationsFile(generation),
      [`${SERVICES.config.folder}/operations.ts`]: classes.source,
      [`${SERVICES.generation.folder}/operations.ts`]: handlers.source,
      'generated/problems.ts': problemsFile(config),
      'generated/clients/typescript/core.ts': clientFile(config, generation),
      ...referencePages(config, generation),
    },
    missing: [...classes.missing, ...handlers.missing],
  }
}

async function main(): Promise<void> {
  const { files, missing } = await generate()
  const stale: string[] = []
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, file)
    if (existsSync(path) && (await readFile(path, 'utf8')) === text) continue
    stale.push(file)
    if (check) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.part`, text)
    await rename(`${path}.part`, path)
  }
  // A page in the reference whose operation no longer exists is deleted.
  for (const file of existsSync(join(root, REFERENCE)) ? filesIn(REFERENCE) : []) {
    if (!file.endsWith('.md') || files[file] !== undefined) continue
    stale.push(file)
    if (!check) await rm(join(root, file))
  }
  if (check && stale.length) {
    console.error(`Generated files are out of date: ${stale.join(', ')}. Run npm run generate and commit the result.`)
    process.exitCode = 1
  } else console.log(stale.length ? `written: ${stale.join(', ')}` : 'all generated files are up to date')
  for (const { operationId, path, exportName } of missing) {
    console.error(`Operation ${operationId} has no file. Create ${path}, which exports ${exportName}.`)
    process.exitCode = 1
  }
}

if (import.meta.main)
  await withLock(generateLock, main).catch((error: unknown) => {
    if (!(error instanceof ContractFault)) throw error
    console.error(`${error.message}\nNothing was written.`)
    process.exitCode = 1
  })
