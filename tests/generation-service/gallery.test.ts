// Tests what a gallery needs. A picture shows how it was made, for example its model and its prompt, and a list of pictures can be filtered
// by these values. A generation contains its request: if a client sends this request again, sketch makes the same picture again. A list of
// generations can be filtered by an input picture.
import { beforeAll, expect, it } from 'vitest'
import { png } from '../support/pictures.ts'
import { encodeBase64 } from '../../src/shared/base64.ts'
import { call } from '../support/call.ts'
import { mintTenant, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant({ models: { models: [{ model: 'sketch-priced', enabled: true }], aliases: [] } })
})
const ask = async (target: string, body?: unknown) => {
  const answer = await call(target, { key: tenant.projectKey, ...(body === undefined ? {} : { body }) })
  if (answer.status >= 300) throw new Error(`${target}: ${answer.status} ${answer.text}`)
  return answer.body
}

it('a picture shows how it was made, and filters find it by that', async () => {
  const boat = await ask('POST /v1/generate', { prompt: 'A paper Boat on a pond', size: '64x64' })
  await ask('POST /v1/generate', { prompt: 'A kite', size: '64x64', model: 'sketch-priced', quality: 'low' })
  const upload = await ask('POST /v1/assets', { base64: encodeBase64(png(64, 64)) })
  const found = async (query: string) => (await ask(`GET /v1/assets?${query}`)).data.map((asset: { made_by: unknown }) => asset.made_by)

  const [kite] = await found('model=sketch-priced')
  expect(kite).toEqual({ operation: 'generate', model: 'sketch-priced', provider: 'sketch', prompt: 'A kite', cost_micros: 10_000 })
  expect(await found('prompt=paper%20boat')).toEqual([expect.objectContaining({ prompt: 'A paper Boat on a pond', cost_micros: 0 })])
  expect(await found('prompt=%25')).toEqual([])
  expect(await found('operation=upscale')).toEqual([])
  expect((await found('operation=generate')).length).toBe(2)
  expect(await found('source=upload')).toEqual([null])
  expect((await found(`created_after=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`)).length).toBe(0)
  expect((await found(`created_before=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`)).length).toBe(3)
  expect((await ask(`GET /v1/assets/${boat.images[0].asset_id}`)).made_by.prompt).toBe('A paper Boat on a pond')

  // A deleted picture is in no list, even though its generation still names it. `made_by` shows the generation that made a picture; for an
  // uploaded picture it is null.
  await call(`DELETE /v1/assets/${boat.images[0].asset_id}`, { key: tenant.projectKey })
  expect(await found('prompt=boat')).toEqual([])
  expect((await ask(`GET /v1/assets/${upload.id}`)).made_by).toBeNull()
})

it('a generation holds its request, which makes the same picture again', async () => {
  const input = await ask('POST /v1/assets', { base64: encodeBase64(png(64, 64)) })
  const body = {
    operation: 'edit',
    model: 'sketch',
    prompt: 'make it winter',
    seed: 5,
    inputs: [{ asset_id: input.id }],
    output: { format: 'png' },
    metadata: { order: '7' },
  }
  const made = await ask('POST /v1/generate', body)
  const { request } = await ask(`GET /v1/generations/${made.id}`)
  expect(request).toMatchObject({ ...body, inputs: [{ asset_id: input.id, role: 'image' }] })
  const again = await ask('POST /v1/generate', request)
  expect(again.images[0].sha256).toBe(made.images[0].sha256)

  const of = async (query: string) => (await ask(`GET /v1/generations?${query}`)).data.map(({ id }: { id: string }) => id)
  expect(await of(`input_asset_id=${input.id}`)).toEqual([again.id, made.id])
  expect(await of(`input_asset_id=${made.images[0].asset_id}`)).toEqual([])
  expect(await of('prompt=WINTER&operation=edit')).toEqual([again.id, made.id])
  expect(await of('prompt=WINTER&operation=generate')).toEqual([])
})
