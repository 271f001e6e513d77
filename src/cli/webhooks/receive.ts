// Receives on this machine the events that a platform sends. The command registers a webhook endpoint at the platform, and removes the
// endpoint when the command ends. Each webhook that the platform sends to this endpoint is forwarded to
// the user's app (`forward`), with unchanged body and signature.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { InvalidWebhookError, unwrap, verifyWebhook, type WebhookEvent } from '../../../generated/clients/typescript/index.ts'
import type { Context } from '../context.ts'
import { forwardTo, type Listening, showEvent } from './event.ts'

const MOST_BYTES = 8 * 1024 * 1024
const SIGNED = ['webhook-id', 'webhook-timestamp', 'webhook-signature']

export async function receive(context: Context, instanceId: string, { forward, events, most }: Listening): Promise<void> {
  const { out, platform, signal } = context
  // The path is random, so that only the platform knows it. The platform also signs what it sends, and the signature is checked.
  const path = `/${randomBytes(16).toString('hex')}`
  let secret = ''
  let taken = 0
  const ended = new AbortController()
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== path) return void response.writeHead(404).end()
    const payload = await bodyOf(request)
    const headers = Object.fromEntries(SIGNED.map((name) => [name, String(request.headers[name] ?? '')]))
    const event = payload === null ? null : verified(payload, headers, secret)
    if (event === null) return void response.writeHead(401).end()
    const status = forward === null ? null : await forwardTo(forward, payload!, headers)
    // The platform gets the status with which the user's app responded, so a failed delivery is repeated as it would be in production.
    response.writeHead(status ?? 204).end()
    showEvent(context, event, headers['webhook-id']!, status)
    taken++
    if (taken >= most) response.once('close', () => ended.abort())
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const created = unwrap(
      await platform.config.POST('/instances/{instance_id}/webhooks', {
        params: { path: { instance_id: instanceId }, header: { 'Idempotency-Key': crypto.randomUUID() } },
        body: { url: `http://127.0.0.1:${port}${path}`, events, description: 'cma webhooks listen' },
        signal,
      }),
    )
    secret = created.secret
    try {
      out.say(`Listening for ${events.join(', ')}. Ctrl-C ends it.`)
      if (forward !== null) out.say(`Forwarding to ${forward.href}; the secret of this run is ${secret}`)
      await aborted(AbortSignal.any([signal, ended.signal]))
    } finally {
      const params = { path: { webhook_id: created.id }, header: { 'Idempotency-Key': crypto.randomUUID() } }
      const removed = await platform.config
        .DELETE('/webhooks/{webhook_id}', { params, signal: AbortSignal.timeout(10_000) })
        .catch(() => null)
      if (removed?.response.ok !== true) out.complain(`The endpoint ${created.id} could not be removed. Remove it in the panel.`)
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Returns the body; null if it has more bytes than an event can have. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function verified(payload: string, headers: Record<string, string>, secret: string): WebhookEvent | null {
  try {
    return verifyWebhook(payload, headers, secret)
  } catch (error) {
    if (error instanceof InvalidWebhookError || error instanceof SyntaxError) return null
    throw error
  }
}
