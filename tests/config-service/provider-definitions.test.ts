// Sets up ten real providers through the config API alone: a dry run, saving, and another dry run. tests/providers/as-data*.test.ts checks
// their requests.
import { beforeAll, describe, expect, it } from 'vitest'
import comfyui from '../../docs/admin/providers/comfyui.json'
import fireworks from '../../docs/admin/providers/fireworks.json'
import gemini from '../../docs/admin/providers/gemini.json'
import leonardo from '../../docs/admin/providers/leonardo.json'
import midjourney from '../../docs/admin/providers/midjourney-proxy.json'
import recraft from '../../docs/admin/providers/recraft.json'
import runware from '../../docs/admin/providers/runware.json'
import stability from '../../docs/admin/providers/stability.json'
import together from '../../docs/admin/providers/together.json'
import xai from '../../docs/admin/providers/xai.json'
import { config } from '../support/call.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { mintInstance, mintTenant, mustApi, replace, type Tenant } from '../support/tenant.ts'

const ALL = [together, xai, recraft, leonardo, gemini, stability, runware, comfyui, midjourney, fireworks]
const SECRET = 'a-secret-of-this-test-0123456789'

let tenant: Tenant
let instanceId: string
beforeAll(async () => {
  tenant = await mintTenant()
  instanceId = await mintInstance(tenant)
})
const tryOut = (body: unknown) => config(`POST /instances/${instanceId}/models/dry-run`, { key: tenant.adminKey, body })

describe('definitions of real providers', () => {
  it('are tried, saved together, and tried by name, without a secret in any answer', async () => {
    for (const definition of ALL) {
      const { status, text, body } = await tryOut({ custom_provider: definition })
      expect(status, text).toBe(200)
      expect(body.calls).toHaveLength(1)
    }
    await replace(`/instances/${instanceId}/models`, { custom_providers: ALL }, tenant.adminKey)
    for (const { id, models } of ALL) {
      await mustApi('PUT', `/instances/${instanceId}/credentials/${id}`, { fields: { api_key: SECRET } }, tenant.adminKey)
      const { status, text } = await tryOut({ model: models[0]!.id })
      expect(status, text).toBe(200)
      expect(text).toContain('[redacted]')
      expect(text).not.toContain(SECRET)
    }
  })

  it('show an edit with two inputs and an option', async () => {
    const { body } = await tryOut({
      custom_provider: together,
      request: { operation: 'edit', inputs: ['image', 'reference'], provider_options: { disable_safety_checker: true } },
    })
    expect(body.calls[0].body).toMatchObject({ disable_safety_checker: true, reference_images: [expect.any(String), expect.any(String)] })
  })

  it('show uploads, the submission and the polls, and read what is pasted', async () => {
    const url = 'https://storage.example-cloud.com/upload'
    const { body } = await tryOut({
      custom_provider: leonardo,
      request: { operation: 'edit', inputs: ['image'], provider_options: { contrast: 3 } },
      answers: [
        { body: { uploadInitImage: { id: 'u-1', url, fields: '{"key":"k"}' } } },
        { status: 204, body: null },
        { body: { sdGenerationJob: { generationId: 'g-1', cost: { amount: '0.0147' } } } },
        { body: { generations_by_pk: { status: 'COMPLETE', generated_images: [{ url: 'https://cdn.example.com/1.jpg', nsfw: false }] } } },
      ],
    })
    expect(body.calls.map((call: { method: string; url: string }) => `${call.method} ${call.url}`)).toEqual([
      'POST https://cloud.leonardo.ai/api/rest/v1/init-image',
      `POST ${url}`,
      'POST https://cloud.leonardo.ai/api/rest/v1/generations',
      'GET https://cloud.leonardo.ai/api/rest/v1/generations/g-1',
    ])
    expect(body.calls[1]).toMatchObject({ body: { key: 'k', file: { content_type: 'image/png' } } })
    expect(body.calls[1].headers['authorization']).toBeUndefined()
    expect(body.outcome).toMatchObject({ state: 'done', cost: { amount_micros: 14_700, source: 'provider' } })
  })

  it('read an answer that is the picture itself', async () => {
    const definition = { ...together, response: { kind: 'bytes', seed: 'header:seed' } }
    const answer = { body: null, body_base64: fakePicture(24, 16).toBase64(), headers: { seed: '7' } }
    const { body } = await tryOut({ custom_provider: definition, answers: [answer] })
    expect(body.outcome).toMatchObject({ state: 'done', images: [{ width: 24, height: 16, format: 'png', seed: 7 }] })
    const both = await tryOut({ custom_provider: definition, answers: [{ ...answer, body: {} }] })
    expect([both.status, both.body.errors[0].pointer]).toEqual([400, '/body/answers/0/body'])
  })

  it.each<[string, object, string]>([
    ['a role that the model does not take', { request: { operation: 'edit', inputs: ['style'] } }, '/body/request/inputs'],
    [
      'more pictures than it takes',
      { request: { operation: 'edit', inputs: Array.from({ length: 9 }, () => 'image') } },
      '/body/request/inputs',
    ],
    [
      'a fault deep inside of a template',
      {
        custom_provider: {
          ...together,
          request: { path: '/x', body: { text: '{{prompt}}', a: { $each: 'inputs', roles: ['hero'], item: 1 } } },
        },
      },
      '/body/custom_provider/request/body/a/roles',
    ],
    [
      'an adapter that is not there',
      { custom_provider: { id: 'x1', name: 'X', like: 'y', base_url: 'https://x.example.com', models: together.models } },
      '/body/custom_provider/like',
    ],
  ])('are refused with a pointer: %s', async (_, changes, pointer) => {
    const { status, body } = await tryOut({ custom_provider: together, ...changes })
    expect(status).toBe(400)
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })

  it('like a built-in provider is tried as well, at web addresses alone', async () => {
    const like = {
      id: 'local-ai',
      name: 'LocalAI',
      like: 'openai',
      base_url: 'https://ai.example-studio.com/v1',
      models: [{ ...together.models[0], parameters: [], id: 'local-flux' }],
    }
    const { body, status, text } = await tryOut({ custom_provider: like, request: { operation: 'edit', inputs: ['image', 'reference'] } })
    expect(status, text).toBe(200)
    expect(body.calls[0]).toMatchObject({
      url: 'https://ai.example-studio.com/v1/images/edits',
      body: { 'image[]': [expect.anything(), expect.anything()] },
    })
    const elsewhere = await tryOut({ custom_provider: { ...like, base_url: 'ftp://ai.example-studio.com/v1' } })
    expect([elsewhere.status, elsewhere.body.errors[0].pointer]).toEqual([400, '/body/custom_provider/base_url'])
  })
})
