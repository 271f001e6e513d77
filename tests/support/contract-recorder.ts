// Checks every response in a test against the contract, and records which operation returned which status.
import { type RunnerTestCase as Test, TestRunner } from 'vitest'
import { z } from 'zod'
import { operations as configOperations, routes as configRoutes } from '../../generated/config/routes.ts'
import { operations as generationOperations, routes as generationRoutes } from '../../generated/generation/routes.ts'
import { Problem } from '../../generated/generation/schemas.ts'
import type { Operation } from '../../src/contract/operation.ts'

interface DeclaredMedia {
  schema: unknown
  /** The schema of the `data` of one server-sent event. */
  events?: z.ZodType
}
interface DeclaredResponse {
  headers?: z.ZodObject
  content?: Record<string, DeclaredMedia>
}
interface Entry {
  name: string
  operation: Operation
  pattern: RegExp
  responses: Record<string, DeclaredResponse>
}

export class ContractBreach extends Error {}

const services = [
  { name: 'config', basePath: '/config/v1', operations: configOperations, routes: configRoutes },
  { name: 'generation', basePath: '/v1', operations: generationOperations, routes: generationRoutes },
]

const entries: Entry[] = services
  .flatMap(({ name, basePath, operations, routes }) =>
    Object.values<Operation>(operations).map((operation) => ({
      name: `${name} ${operation.operationId}`,
      operation,
      pattern: templatePattern(basePath + operation.path),
      responses: (routes as unknown as Record<string, { responses: Record<string, DeclaredResponse> }>)[operation.operationId]!.responses,
    })),
  )
  // Paths with fewer parameters are tried first, because a path without parameters may also match the template of another operation.
  .toSorted((first, second) => parameterCount(first) - parameterCount(second))

function parameterCount({ operation }: Entry): number {
  return operation.path.split('{').length
}

function templatePattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}

declare module 'vitest' {
  interface TaskMeta {
    /** The responses of the test, as texts of the form `service operation status`, each once. The reporter reads them. */
    contract?: string[]
  }
}

/** Responses that came outside of a test, for example in `beforeAll`. The next test reports them, too. */
const outside = new Set<string>()

/** Notes that this response has occurred. The current test reports it to the reporter, which runs outside of the Workers runtime. */
function record(response: string): void {
  outside.add(response)
  const test = TestRunner.getCurrentTest<Test | undefined>()
  if (test === undefined) return
  test.meta.contract = [...new Set([...(test.meta.contract ?? []), ...outside])]
  outside.clear()
}

/**
 * Throws ContractBreach if the contract does not declare the response; otherwise returns the response. The events of an event stream are
 * checked later, while the test reads the returned response.
 */
export async function checkAnswer(request: Request, response: Response): Promise<Response> {
  const { pathname } = new URL(request.url)
  const service = services.find(({ basePath }) => pathname.startsWith(`${basePath}/`))
  if (service === undefined || request.method === 'OPTIONS') return response
  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
  const entry = entries.find(({ operation, pattern }) => operation.method === method && pattern.test(pathname))
  const at = `${request.method} ${pathname} → ${response.status}`
  if (!response.headers.get('x-request-id')) throw new ContractBreach(`${at}: no X-Request-ID`)
  if (entry === undefined) {
    await checkFallback(at, response)
    return response
  }
  const where = `${at} (${entry.name})`
  const declared = entry.responses[response.status]
  if (declared === undefined)
    throw new ContractBreach(`${where}: the contract declares ${Object.keys(entry.responses).join(', ')}; got ${await excerpt(response)}`)
  record(`${entry.name} ${response.status}`)
  if (declared.headers) check(`${where} headers`, declared.headers, headersOf(declared.headers, response))
  return request.method === 'HEAD' ? response : checkBody(where, declared, response)
}

/** Checks the response to a path or method that is in no contract. It must be a problem with status 404, or 405 with the header Allow. */
async function checkFallback(at: string, response: Response): Promise<void> {
  if (response.status !== 404 && response.status !== 405)
    throw new ContractBreach(`${at}: no operation has this path, so 404 or 405 was due; got ${await excerpt(response)}`)
  if (response.status === 405 && !response.headers.get('allow')) throw new ContractBreach(`${at}: 405 without Allow`)
  const text = await response.clone().text()
  if (text !== '') check(at, Problem(), parsed(at, text))
}

async function checkBody(where: string, declared: DeclaredResponse, response: Response): Promise<Response> {
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (!declared.content) {
    const body = await response.clone().arrayBuffer()
    if (body.byteLength) throw new ContractBreach(`${where}: the contract has no body here; got ${await excerpt(response)}`)
    return response
  }
  const media = type === undefined ? undefined : declared.content[type]
  if (media === undefined)
    throw new ContractBreach(`${where}: the content type ${type} is not one of ${Object.keys(declared.content).join(', ')}`)
  if (type!.endsWith('json')) check(`${where} body`, media.schema as z.ZodType, parsed(where, await response.clone().text()))
  if (media.events === undefined || response.body === null) return response
  return new Response(response.body.pipeThrough(eventCheck(where, media.events)), response)
}

/** Passes server-sent events on, and fails at the first event whose data does not fit the contract. */
function eventCheck(where: string, schema: z.ZodType): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  let pending = ''
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk)
      pending += decoder.decode(chunk, { stream: true }).replaceAll('\r\n', '\n')
      const blocks = pending.split('\n\n')
      pending = blocks.pop()!
      for (const block of blocks) {
        const lines = block.split('\n').filter((line) => line.startsWith('data:'))
        if (lines.length) check(`${where} event`, schema, parsed(where, lines.map((line) => line.slice(5)).join('\n')))
      }
    },
  })
}

function headersOf(schema: z.ZodObject, response: Response): Record<string, string | undefined> {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, response.headers.get(name) ?? undefined]))
}

function check(at: string, schema: z.ZodType, value: unknown): void {
  const result = schema.safeParse(value)
  if (!result.success) throw new ContractBreach(`${at}: ${z.prettifyError(result.error)}\n${JSON.stringify(value)?.slice(0, 600)}`)
}

function parsed(at: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ContractBreach(`${at}: not JSON: ${text.slice(0, 200)}`)
  }
}

async function excerpt(response: Response): Promise<string> {
  return `${response.headers.get('content-type')} ${(await response.clone().text()).slice(0, 400)}`
}
