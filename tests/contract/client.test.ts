import { beforeAll, describe, expect, it } from 'vitest'
import {
  ApiError,
  createConfigClient,
  createGenerationClient,
  unwrap,
  waitForGeneration,
} from '../../generated/clients/typescript/index.ts'
import { fetchApi } from '../support/http.ts'
import { png } from '../support/pictures.ts'
import { mintTenant } from '../support/tenant.ts'
import type { Tenant } from '../support/tenant.ts'

const url = 'http://platform.test/'
const fetch = (request: Request) => fetchApi(request)

describe('the TypeScript client', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await mintTenant()
  })
  const config = () => createConfigClient({ url, key: tenant.adminKey, fetch })
  const generation = () => createGenerationClient({ url, key: tenant.projectKey, fetch })

  it('reads and changes configuration', async () => {
    const path = { instance_id: tenant.instanceId }
    const instance = unwrap(await config().GET('/instances/{instance_id}', { params: { path } }))
    expect(instance.id).toBe(tenant.instanceId)
    const changed = unwrap(await config().PATCH('/instances/{instance_id}', { params: { path }, body: { name: 'Renamed' } }))
    expect(changed.name).toBe('Renamed')
  })

  it('starts a generation and waits for it', async () => {
    const started = unwrap(
      await generation().POST('/generate', {
        params: { header: { Prefer: 'respond-async' } },
        body: { prompt: 'a lighthouse in fog', model: 'sketch' },
      }),
    )
    const finished = await waitForGeneration(generation(), started.id, { pollMs: 50 })
    expect(finished.status).toBe('succeeded')
    expect(finished.images).toHaveLength(1)
  })

  it('sends files as forms, and reads them with their types', async () => {
    const image = new Blob([png(64, 64, (x) => [x, 90, 128, 255])])
    const asset = unwrap(await generation().POST('/assets', { body: { file: image } }))
    expect([asset.width, asset.format]).toEqual([64, 'png'])
    const path = { asset_id: asset.id }
    const content = unwrap(await generation().GET('/assets/{asset_id}/content', { params: { path }, parseAs: 'blob' }))
    expect((content satisfies Blob).size).toBe(image.size)
    const edited = unwrap(
      await generation().POST('/images/edits', {
        body: { prompt: 'make it night', image: [image], n: 2, metadata: { order: '4711' } },
      }),
    )
    expect(edited).toMatchObject({ data: [{ url: expect.any(String) as string }, {}] })
    const record = unwrap(
      await generation().GET('/generations/{generation_id}', {
        params: { path: { generation_id: (edited as { generation_id: string }).generation_id } },
      }),
    )
    expect(record.metadata).toEqual({ order: '4711' })
  })

  it('stops waiting at the timeout, and when it is told to', async () => {
    const body = { prompt: 'a lighthouse in fog', model: 'sketch', provider_options: { sketch: { delay_ms: 60_000 } } }
    const { id } = unwrap(await generation().POST('/generate', { params: { header: { Prefer: 'respond-async' } }, body }))
    const late = waitForGeneration(generation(), id, { timeoutMs: 200, pollMs: 50 })
    await expect(late).rejects.toMatchObject({ name: 'WaitTimeoutError', generationId: id, idempotencyKey: null })
    unwrap(await generation().POST('/generations/{generation_id}/cancel', { params: { path: { generation_id: id } } }))
    await expect(waitForGeneration(generation(), id, { signal: AbortSignal.abort() })).rejects.toThrow()
  })

  it('throws a problem as a typed error', async () => {
    const refused = await createGenerationClient({ url, fetch }).GET('/models')
    expect(refused.error).toMatchObject({ code: 'missing_key' })
    const thrown = await config()
      .GET('/users/{user_id}', { params: { path: { user_id: 'user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ' } } })
      .then(unwrap)
      .catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(ApiError)
    expect(thrown).toMatchObject({
      problem: { code: 'not_found', status: 404 },
      response: { status: 404 },
      message: expect.stringContaining('not_found'),
    })
  })

  it('does not treat other bodies as a problem', () => {
    const thrown = new ApiError('<html>', new Response('<html>', { status: 502 }))
    expect(thrown).toMatchObject({ problem: null, message: 'HTTP 502' })
  })
})
