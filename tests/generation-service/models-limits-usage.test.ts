import { describe, expect, it } from 'vitest'
import { LimitStateList, Model, ModelList, Problem, UsageReport } from '../../generated/generation/schemas.ts'
import { callbackToken } from '../../src/generation-service/callbacks/token.ts'
import { decodeBase64 } from '../../src/shared/base64.ts'
import { newId } from '../../src/shared/ids.ts'
import { callAlone, loneInstance } from '../support/lone-generation-service.ts'
import { env } from 'cloudflare:workers'

const code = async (response: Response) => Problem().parse(await response.json()).code

describe('models', () => {
  it('lists the instance’s models, in OpenAI’s form, and the capabilities of each', async () => {
    const instance = loneInstance()
    instance.snapshot.aliases = { 'dall-e-3': 'sketch' }
    const caller = instance.project()
    const list = ModelList().parse(await (await caller.call('/models')).json())
    expect(list.data.map((model) => model.id)).toContain('sketch')
    const sketch = list.data.find((model) => model.id === 'sketch')!
    expect(sketch).toMatchObject({ object: 'model', owned_by: 'sketch', aliases: ['dall-e-3'], ready: true })
    expect(Model().parse(await (await caller.call('/models/sketch')).json())).toEqual(sketch)
    expect(Model().parse(await (await caller.call('/models/dall-e-3')).json()).id).toBe('sketch')
    expect(await code(await caller.call('/models/none'))).toBe('model_not_found')
    expect(await code(await caller.call('/models/UPPER'))).toBe('model_not_found')
    expect(await code(await caller.call('/models/no%20name'))).toBe('invalid_request')
  })
  it('shows where operations support less than the model, and that the provider’s own cost wins', async () => {
    const { data } = ModelList().parse(await (await loneInstance().project().call('/models')).json())
    const find = (id: string) => data.find((model) => model.id === id)!
    expect(find('ideogram-v3').capabilities.by_operation?.reframe).toMatchObject({
      parameters: ['seed'],
      styles: [],
      max_prompt_length: 0,
      inputs: { roles: ['image', 'style'], max_by_role: { image: 1 } },
    })
    expect(find('ideogram-v3').capabilities.by_operation?.inpaint).toMatchObject({ size: { kind: 'input' }, default_size: null })
    expect(find('workers-ai.flux-2-dev').capabilities.inputs.max_edge).toBe(512)
    expect(find('sketch').capabilities.inputs).toMatchObject({ weights: ['reference', 'style'], max_pixels: 4_194_304 })
    expect(find('gpt-image-2.6-flare').capabilities).not.toHaveProperty('weights')
    expect(['flux-2-pro', 'ideogram-4.5', 'ideogram-v3', 'sketch'].map((id) => find(id).reports_cost)).toEqual([
      true,
      true,
      undefined,
      undefined,
    ])
  })
  it('hides a model that the instance disabled', async () => {
    const instance = loneInstance()
    instance.snapshot.models = { sketch: { enabled: false, price: null } }
    const caller = instance.project()
    expect(
      ModelList()
        .parse(await (await caller.call('/models')).json())
        .data.some((model) => model.id === 'sketch'),
    ).toBe(false)
    expect(await code(await caller.call('/models/sketch'))).toBe('model_not_found')
  })
})

describe('the filters of models', () => {
  const listed = async (query: string, change: (instance: ReturnType<typeof loneInstance>) => void = () => {}) => {
    const instance = loneInstance()
    change(instance)
    return ModelList().parse(await (await instance.project().call(`/models?${query}`)).json()).data
  }

  it('by operation, provider and parameter; several filters must all match', async () => {
    const upscalers = await listed('operation=upscale')
    expect(upscalers.length).toBeGreaterThan(5)
    expect(upscalers.every(({ capabilities }) => capabilities.operations.includes('upscale'))).toBe(true)
    expect((await listed('provider=luma')).map(({ id }) => id)).toEqual(['photon-1', 'photon-flash-1'])
    const seeded = await listed('provider=ideogram&operation=reframe&parameter=seed')
    expect(seeded.map(({ id }) => id)).toEqual(['ideogram-3', 'ideogram-v3'])
    // Ideogram 3.0 supports styles, but not for `reframe`.
    expect(await listed('provider=ideogram&operation=reframe&parameter=style')).toEqual([])
    expect((await listed('provider=ideogram&parameter=style')).map(({ id }) => id)).toContain('ideogram-v3')
  })

  it.each(['quality', 'style', 'background', 'mask', 'n', 'partial_images', 'negative_prompt', 'compression'])(
    'by %s: some support it, and some do not',
    async (parameter) => {
      const all = await listed('')
      const found = await listed(`parameter=${parameter}`)
      expect(found.length).toBeGreaterThan(0)
      expect(found.length).toBeLessThan(all.length)
    },
  )

  it('by the price of one picture, for the operation', async () => {
    const ids = async (query: string) => (await listed(query)).map(({ id }) => id)
    expect(await ids('provider=luma&max_price_micros=4000')).toEqual(['photon-flash-1'])
    expect(await ids('provider=luma&max_price_micros=3999')).toEqual([])
    expect(await ids('provider=dashscope&operation=edit&max_price_micros=38999')).not.toContain('qwen-image-3.0')
    expect(await ids('provider=dashscope&operation=edit&max_price_micros=39000')).toContain('qwen-image-3.0')
    expect(await ids('max_price_micros=0')).toContain('sketch')
  })

  it('recommends one model for each operation, which the instance can call', async () => {
    const none = await listed('recommended=true')
    expect(none.map(({ id }) => id)).toEqual(['sketch'])
    expect(none[0]!.recommended_for).toHaveLength(9)
    const withRecraft = (instance: ReturnType<typeof loneInstance>) => {
      instance.snapshot.credentials = { recraft: { id: 'cred_1', version: 1, baseUrl: null } as never }
    }
    const recommended = await listed('recommended=true', withRecraft)
    const marks = new Map(recommended.map((model) => [model.id, model.recommended_for]))
    expect(marks.get('recraft-crisp-upscale')).toEqual(['upscale'])
    expect(marks.get('sketch')).toEqual(['edit', 'describe'])
    expect([...marks.values()].flat()).toHaveLength(9)
    expect((await listed('recommended=true&operation=upscale', withRecraft)).map(({ id }) => id)).toEqual(['recraft-crisp-upscale'])
    expect((await listed('recommended=false&operation=upscale', withRecraft)).map(({ id }) => id)).not.toContain('recraft-crisp-upscale')
  })

  it('an unknown filter value is refused', async () => {
    const caller = loneInstance().project()
    for (const query of ['operation=paint', 'parameter=size', 'max_price_micros=-1', 'recommended=maybe', 'provider=NO'])
      expect(await code(await caller.call(`/models?${query}`))).toBe('invalid_request')
  })
})

describe('whether a model is ready', () => {
  const definition = (auth: { kind: string }) => ({
    id: 'own',
    name: 'Own',
    base_url: 'https://images.example.com',
    auth,
    request: { path: '/draw', body: { prompt: '{{prompt}}' } },
    response: { images: '/images/0/url', kind: 'url' },
    models: [
      {
        id: 'own-model',
        name: 'Own',
        provider_model: 'own-1',
        operations: ['generate'],
        size: { kind: 'list', sizes: ['512x512'] },
        price: { kind: 'free' },
      },
    ],
  })
  const caller = (auth = { kind: 'none' }) => {
    const instance = loneInstance()
    instance.snapshot.customProviders = { own: definition(auth) }
    return { instance, ...instance.project() }
  }
  type Caller = ReturnType<typeof caller>
  const ready = async ({ call }: Caller, model: string) => {
    const { data } = ModelList().parse(await (await call('/models')).json())
    const found = Model().parse(await (await call(`/models/${model}`)).json())
    expect(data.find((each) => each.id === model)).toEqual(found)
    return found.ready
  }
  /**
   * Asks for a quote and for a generation, and returns both errors. Both requests must fail before the admission: there is no limiter in
   * this test, so the admission would respond with 500.
   */
  const refusals = async ({ call }: Caller, model: string) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ prompt: 'a lake', model }) }
    const answers = [await call('/quote', init), await call('/generate', init)]
    return Promise.all(answers.map(async (answer) => Problem().parse(await answer.json())))
  }

  it("is false while an instance's own provider lacks its credential, and the refusal comes before admission", async () => {
    const own = caller({ kind: 'bearer' })
    expect(await ready(own, 'own-model')).toBe(false)
    for (const { code, detail } of await refusals(own, 'own-model')) {
      expect([code, detail]).toEqual(['credential_missing', expect.stringContaining('no credential for own')])
    }
    own.instance.snapshot.credentials = { own: { credentialId: 'cred_1', version: 1, baseUrl: null } }
    expect(await ready(own, 'own-model')).toBe(true)
    expect(await ready(caller(), 'own-model')).toBe(true)
  })

  it('is false on Workers AI while the deployment has no binding to it', async () => {
    const plain = caller()
    expect(await ready(plain, 'workers-ai.flux-1-schnell')).toBe(false)
    for (const { code, detail } of await refusals(plain, 'workers-ai.flux-1-schnell')) {
      expect([code, detail]).toEqual(['credential_missing', expect.stringContaining('adds [ai] to wrangler.toml')])
    }
    plain.instance.bindings = { AI: { run: async () => ({}) } }
    expect(await ready(plain, 'workers-ai.flux-1-schnell')).toBe(true)
  })
})

describe('limits and usage', () => {
  it('shows every limit with its state', async () => {
    const instance = loneInstance()
    instance.limits = [
      {
        scope: 'instance',
        target: null,
        metric: 'requests',
        limit: 50,
        capacity: 50,
        windowSeconds: 60,
        used: 3,
        reserved: 0,
        held: 0,
        remaining: 47,
        resetsAt: Date.UTC(2026, 10, 24),
      },
    ]
    const body = LimitStateList().parse(await (await instance.project().call('/limits')).json())
    expect(body.data).toEqual([
      {
        scope: 'instance',
        target: null,
        metric: 'requests',
        limit: 50,
        capacity: 50,
        window_seconds: 60,
        used: 3,
        reserved: 0,
        held: 0,
        remaining: 47,
        resets_at: '2026-11-24T00:00:00.000Z',
      },
    ])
  })
  it('shows usage and refuses empty or too long spans', async () => {
    const instance = loneInstance()
    instance.usage = [
      {
        bucketStart: Date.UTC(2026, 10, 24),
        projectId: null,
        keyId: null,
        model: 'sketch',
        provider: null,
        requests: 2,
        succeeded: 1,
        failed: 1,
        images: 1,
        tokens: 0,
        costMicros: 5,
        heldMicros: 0,
      },
    ]
    const caller = instance.project()
    const body = UsageReport().parse(await (await caller.call('/usage?group_by=model&group_by=key')).json())
    expect(body).toMatchObject({
      project_id: caller.principal.projectId,
      bucket: 'day',
      data: [{ start: '2026-11-24T00:00:00.000Z', model: 'sketch', requests: 2, cost_micros: 5 }],
    })
    for (const query of [
      'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
      'from=2024-01-01T00:00:00Z&to=2026-11-01T00:00:00Z',
      'bucket=hour&from=2026-01-01T00:00:00Z',
      'bucket=week',
      'from=yesterday',
      'group_by=colour',
    ]) {
      expect([query, await code(await caller.call(`/usage?${query}`))]).toEqual([query, 'invalid_request'])
    }
  })
})

describe('callbacks', () => {
  it('accepts only its own token', async () => {
    const call = (provider: string, token: string, body = '{}') =>
      callAlone(`/callbacks/${provider}/${token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const key = decodeBase64((env as unknown as { CALLBACK_SIGNING_KEY: string }).CALLBACK_SIGNING_KEY)!
    const token = await callbackToken(
      key,
      'replicate',
      newId('gen', () => Date.now()),
    )
    expect(await code(await call('fal', token))).toBe('not_found')
    expect(await code(await call('replicate', `${token}x`))).toBe('not_found')
    expect(await code(await call('replicate', 'x'))).toBe('not_found')
    expect(await code(await call('replicate', token, '{'))).toBe('malformed_json')
  })
})
