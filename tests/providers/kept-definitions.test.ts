// Definitions exactly as earlier versions saved them. The platform must accept them, send the same requests, and read the answers in the
// same way as before. Never change a definition here; only add new ones.
import { describe, expect, it } from 'vitest'
import { claimsOfProvider, customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { type PastedAnswer, dryRun } from '../../src/providers/dry-run.ts'
import type { Operation } from '../../src/providers/provider.ts'
import { sampleCall, sampleWish } from '../../src/providers/sample-call.ts'
import type { Json } from '../../src/shared/json.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { callFor, contextFor, requestFor } from './harness.ts'

const STUDIO = `{
  "id": "studio", "name": "Example Studio", "base_url": "https://pictures.example-studio.com/api", "auth": { "kind": "bearer" },
  "request": { "method": "POST", "path": "/draw", "body": { "text": "{{prompt}}", "model": "{{model}}", "count": "{{n}}",
    "width": "{{width}}", "height": "{{height}}", "seed": "{{seed}}", "note": "for {{generation_id}}", "style": "{{style}}" } },
  "response": { "images": "/pictures/*/url", "kind": "url", "cost_usd": "/cost" },
  "error": { "message": "/error/message", "code": "/error/code", "refused": ["nsfw", 17] },
  "poll": { "id": "/job/id", "path": "/jobs/{{id}}", "status": "/state", "done": ["finished"], "failed": ["failed"],
    "cancel": { "method": "DELETE", "path": "/jobs/{{id}}" } },
  "verify_path": "/me",
  "models": [{ "id": "studio-1", "name": "Studio 1", "provider_model": "one", "operations": ["generate"],
    "size": { "kind": "list", "sizes": ["1024x1024", "512x512"] }, "default_size": "1024x1024", "max_images": 4, "parameters": ["seed"],
    "price": { "kind": "per_image", "rules": [{ "micros": 5000 }] } }]
}`
const CHANGES = `{
  "id": "changes", "name": "Changes", "base_url": "https://changes.example-studio.com/v1?team=art",
  "auth": { "kind": "header", "name": "X-Api-Key", "prefix": "Key " }, "headers": { "X-Team": "art" },
  "request": { "method": "PUT", "path": "/models/{{model}}/run", "body": { "task": "{{operation}}", "text": "{{prompt}}",
    "picture": "{{image_base64}}", "mask": "{{mask_base64}}", "options": { "steps": "{{steps}}", "deep": ["{{seed}}", "x"] } } },
  "response": { "images": "/out", "kind": "data_url", "seed": "/seed", "usage": "/usage" },
  "models": [{ "id": "changes-1", "name": "Changes 1", "provider_model": "owner/one", "operations": ["edit", "inpaint"],
    "size": { "kind": "input" }, "parameters": ["steps"], "inputs": { "max": 1 }, "mask": true,
    "price": { "kind": "per_token", "text_in_micros": 1, "image_in_micros": 1, "image_out_micros": 10, "text_out_micros": 1,
      "estimate": [{ "output_tokens": 1000 }], "max_output_tokens": 2000 } }]
}`
/** A definition that an earlier version saved, but that can no longer be saved. */
const OLDER = STUDIO.replace('"path": "/draw"', '"path": "/draw/{{id}}"').replace('.com/api"', '.com/api#old"')

function adapterOf(text: string) {
  const parsed = parseCustomProvider(JSON.parse(text) as Json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return { adapter: customAdapter(parsed.definition), claims: claimsOfProvider(parsed.definition) }
}
function run(text: string, operation: Operation, answers: PastedAnswer[] = []) {
  const { adapter } = adapterOf(text)
  const model = adapter.models[0]!
  return dryRun(adapter, sampleCall(model, { ...sampleWish(model, operation), operation, prompt: 'a lake' }, null), null, answers)
}
const answer = (body: Json, status = 200): PastedAnswer => ({ status, headers: {}, body })

describe('a definition of an earlier version', () => {
  it('may be saved again, and offers the same models', () => {
    expect([adapterOf(STUDIO).claims, adapterOf(CHANGES).claims]).toEqual([[], []])
    expect(adapterOf(CHANGES).adapter.models[0]!.capabilities).toMatchObject({
      operations: ['edit', 'inpaint'],
      inputs: { max: 1, roles: ['image'] },
    })
    expect(adapterOf(OLDER).claims.map(({ path }) => path)).toEqual(['/base_url', '/request/path'])
  })

  it('sends the same requests', async () => {
    expect((await run(STUDIO, 'generate')).calls).toEqual([
      {
        method: 'POST',
        url: 'https://pictures.example-studio.com/api/draw',
        headers: { accept: 'application/json', authorization: 'Bearer [redacted]', 'content-type': 'application/json' },
        body: { text: 'a lake', model: 'one', count: 1, width: 1024, height: 1024, seed: 1, note: 'for gen_00000000000000000000000000' },
        answered: false,
      },
    ])
    expect((await run(CHANGES, 'inpaint')).calls).toEqual([
      {
        method: 'PUT',
        url: 'https://changes.example-studio.com/v1/models/owner/one/run?team=art',
        headers: { accept: 'application/json', 'x-api-key': 'Key [redacted]', 'x-team': 'art', 'content-type': 'application/json' },
        body: {
          task: 'inpaint',
          text: 'a lake',
          picture: expect.stringMatching(/^iVBOR/),
          mask: expect.stringMatching(/^iVBOR/),
          options: { steps: 4, deep: ['x'] },
        },
        answered: false,
      },
    ])
    expect((await run(OLDER, 'generate')).calls[0]!.url).toBe('https://pictures.example-studio.com/api/draw/')
  })

  it('understands the same answers', async () => {
    const polled = [
      answer({ job: { id: 7 } }, 202),
      answer({ state: 'working' }),
      answer({ state: 'finished', pictures: [{ url: 'https://a.example.com/1.png' }], cost: 0.02 }),
    ]
    expect((await run(STUDIO, 'generate', polled)).outcome).toMatchObject({
      state: 'done',
      images: [{ url: 'https://a.example.com/1.png', seed: 1 }],
      charge: { amountMicros: 20_000, source: 'provider' },
    })
    const usage = {
      input_tokens: 10,
      output_tokens: 500,
      input_tokens_details: { text_tokens: 10 },
      output_tokens_details: { image_tokens: 500 },
    }
    const out = `data:image/png;base64,${fakePicture(24, 16).toBase64()}`
    expect((await run(CHANGES, 'edit', [answer({ out, seed: 5, usage })])).outcome).toMatchObject({
      state: 'done',
      images: [{ width: 24, seed: 5 }],
      charge: { source: 'computed' },
    })
  })

  it.each<[string, PastedAnswer[], object]>([
    [
      'a code',
      [answer({ error: { message: 'No.', code: 'nsfw' } }, 400)],
      { kind: 'refused', billed: 'no', message: 'Example Studio: No.' },
    ],
    ['a code that is a number', [answer({ error: { message: 'No.', code: 17 } })], { kind: 'refused', billed: 'no' }],
    [
      'a job that failed',
      [answer({ job: { id: 1 } }), answer({ state: 'failed' })],
      { kind: 'lost', message: 'Example Studio: the work is failed' },
    ],
    ['a job that was refused', [answer({ job: { id: 1 } }), answer({ state: 'failed', error: { code: 'nsfw' } })], { kind: 'refused' }],
    ['no id', [answer({ hello: 1 })], { kind: 'malformed', billed: 'unknown' }],
    [
      'no picture, and a cost',
      [answer({ job: { id: 1 } }), answer({ state: 'finished', cost: 0.02 })],
      { kind: 'malformed', billed: 'unknown', costMicros: null },
    ],
    [
      'a refusal, and a cost',
      [answer({ job: { id: 1 } }), answer({ state: 'finished', cost: 0.02, error: { code: 'nsfw' } })],
      { kind: 'refused', billed: 'no', costMicros: null },
    ],
    ['no picture', [answer({ job: { id: 1 } }), answer({ state: 'finished' })], { kind: 'malformed', billed: 'unknown' }],
  ])('fails as it did: %s', async (_, answers, failure) => {
    expect((await run(STUDIO, 'generate', answers)).outcome).toMatchObject({ state: 'failed', failure })
  })

  it('continues work that an earlier version began', async () => {
    const { adapter } = adapterOf(STUDIO)
    const asked: string[] = []
    const { context } = contextFor({
      fetch: async (url: string | URL | Request, init?: RequestInit) => {
        asked.push(`${init?.method ?? 'GET'} ${String(url)}`)
        return Response.json({ state: 'finished', pictures: [{ url: 'https://a.example.com/1.png' }] })
      },
    })
    const handle = { id: 'job 1', model: 'one' }
    expect(await adapter.poll!(handle, callFor(requestFor(adapter, 'studio-1')), context)).toMatchObject({ kind: 'done' })
    expect(await adapter.cancel!(handle, context)).toBe('asked')
    expect(asked).toEqual([
      'GET https://pictures.example-studio.com/api/jobs/job%201',
      'DELETE https://pictures.example-studio.com/api/jobs/job%201',
    ])
  })
})
