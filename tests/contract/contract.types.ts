// Only the type checker runs this file. Each @ts-expect-error below marks an error that the types of the contract layer must report.
import { operations as configOperations, routes as config } from '../../generated/config/routes.ts'
import { operations, routes as generation } from '../../generated/generation/routes.ts'
import type { components } from '../../generated/generation/types.ts'
import { createRoute, z } from '@hono/zod-openapi'
import { type RouteClasses, route } from '../../src/contract/chanfana.ts'
import type { Operation } from '../../src/contract/operation.ts'
import type { EventOf } from '../../src/contract/reply.ts'
import type { Handler, Handlers } from '../../src/contract/zod-openapi.ts'
import { AppError } from '../../src/shared/errors.ts'

type AppEnv = { Variables: { requestId: string } }
type All = Handlers<typeof generation, AppEnv>
declare const all: All
declare const generated: components['schemas']['Generation']
declare const health: components['schemas']['Health']
declare const image: components['schemas']['OpenAIImagesResponse']

// Every operation must have a handler, and no other handler may exist.
const { getGeneration: _gone, ...rest } = all
// @ts-expect-error a missing operation
export const missing: All = rest
// @ts-expect-error an operation that is not in the contract
export const unknown: All = { ...all, dropTable: () => null }

// Status, body and headers must be those in the contract.
export const ok: All['generate'] = (_c, reply) => reply(202, generated, { Location: '/v1/generations/gen_1' })
export const finished: All['getHealth'] = (_c, reply) => reply(200, health)
// @ts-expect-error an undeclared status
export const status: All['generate'] = (_c, reply) => reply(201, generated, { Location: '/x' })
// @ts-expect-error a wrong enum member
export const member: All['generate'] = (_c, reply) => reply(202, { ...generated, status: 'sleeping' }, { Location: '/x' })
// @ts-expect-error a missing field
export const field: All['getHealth'] = (_c, reply) => reply(200, {})
// @ts-expect-error an extra field, which plain app.openapi accepts
export const extra: All['getHealth'] = (_c, reply) => reply(200, { status: health.status, version: health.version, secret: 1 })
// @ts-expect-error a missing required header
export const header: All['generate'] = (_c, reply) => reply(202, generated)
// @ts-expect-error a body for a status without one
export const body: All['deleteAsset'] = (_c, reply) => reply(204, { deleted: true })
// @ts-expect-error a wrong problem, which plain app.openapi accepts from an operation that returns bytes
export const problem: All['getAssetContent'] = (_c, reply) => reply(404, { nope: 1 })
// @ts-expect-error a bare Response is no reply
export const bare: All['getAssetContent'] = () => new Response()
// @ts-expect-error the request's fields come from the contract
export const request: All['generate'] = (c, reply) => reply(202, { ...generated, id: c.req.valid('json').nope }, { Location: '/x' })

// For status 200, this operation has two forms of response: JSON and events. The content type of a response determines the type of its
// body.
export const asJson: All['createImage'] = (_c, reply) => reply(200, image)
export const asEvents: All['createImage'] = (_c, reply) => reply(200, 'data: {}\n\n', { 'Content-Type': 'text/event-stream' })
// @ts-expect-error text without a content type that allows it
export const neither: All['createImage'] = (_c, reply) => reply(200, 'data: {}\n\n')
// @ts-expect-error a content type that is not in the contract
export const media: All['getAssetContent'] = (_c, reply) => reply(200, 'x', { ETag: '"1"', 'Content-Type': 'image/gif' })

// The contract also determines the types of a stream's events.
type StreamEvent = EventOf<typeof generation.streamGenerationEvents>
declare const at: string
export const event: StreamEvent = { type: 'progress', generation_id: 'gen_1', progress: 0.5, at }
// @ts-expect-error an event that is not in the contract
export const noEvent: StreamEvent = { type: 'weather', generation_id: 'gen_1', at }
// @ts-expect-error an operation without a stream has no events
export const noStream: EventOf<typeof generation.quote> = {}

// The body of this request may be a form or JSON. So `form` and `json` may each be undefined, and each has its own type.
export const upload: All['uploadAsset'] = (c) => {
  const file: Blob | undefined = c.req.valid('form')?.file
  // @ts-expect-error the request may be JSON
  void c.req.valid('form').file
  // @ts-expect-error a form contains a file, not a URL
  void c.req.valid('form')?.url
  // @ts-expect-error a JSON body contains a URL or base64, not a file
  void c.req.valid('json')?.file
  throw new AppError('input_invalid', { context: { size: file?.size } })
}

// Error codes are those of the contract.
// @ts-expect-error a code that is not in the contract
void new AppError('out_of_coffee')

// The table of operations has literal types. For example, the type of `requiredScope` is 'generate' and not only string.
const scope: 'generate' = operations.generate.requiredScope
const open: true = configOperations.getHealth.open
const table: Record<string, Operation> = operations
void [scope, open, table]

// The rules above also hold for handlers that are classes.
const Route = route<AppEnv>()
class GetHealth extends Route(config.getHealth) {
  async handle() {
    return this.reply(200, { status: 'ok', version: '1', checks: [] } as unknown as components['schemas']['Health'] as never)
  }
}
export class DeleteUser extends Route(config.deleteUser) {
  async handle() {
    // @ts-expect-error there is no such parameter
    void this.input.params.nope
    return this.reply(204)
  }
}
export class WithBody extends Route(config.deleteUser) {
  async handle() {
    // @ts-expect-error a body on 204
    return this.reply(204, { deleted: true })
  }
}
export class NoReply extends Route(config.deleteUser) {
  // @ts-expect-error a bare Response
  async handle() {
    return new Response(null, { status: 204 })
  }
}
// @ts-expect-error the config contract's other operations have no class here
export const classes: RouteClasses<typeof config, AppEnv> = { getHealth: GetHealth }
// @ts-expect-error a class that serves another operation
export const swapped: RouteClasses<Pick<typeof config, 'getHealth'>, AppEnv> = { getHealth: DeleteUser }

// Optional headers remain optional and required ones required, also for statuses without a body.
const moved = createRoute({
  method: 'get',
  path: '/',
  responses: { 302: { description: '', headers: z.object({ Location: z.string() }) } },
})
export const toNowhere: Handler<typeof moved, AppEnv> = (_c, reply) =>
  // @ts-expect-error a redirection without Location
  reply(302)
