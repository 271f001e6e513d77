// Tests `npm run provider:smoke` against a small server that acts as the platform: the question that the command asks before it spends
// money, and its report afterwards.
import { spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { children, node, root } from '../../scripts/local/paths.mjs'
import { findConnection, smoke } from '../../scripts/provider-smoke.ts'
import { fakePicture } from '../support/fake-provider.ts'

const servers: Server[] = []
afterEach(() => servers.splice(0).forEach((server) => server.close()))

const model = (id: string, ready = true) => ({ id, ready, capabilities: { max_prompt_length: 100 } })
const PRICES: Record<string, number> = { dear: 40_000, cheap: 3000, free: 0 }

interface Asked {
  path: string
  body: Record<string, unknown>
}

async function platform({ fails = false, isReady = true, picture = fakePicture() as Uint8Array } = {}) {
  const asked: Asked[] = []
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>
      const { pathname: path, searchParams: query } = new URL(incoming.url!, 'http://127.0.0.1')
      asked.push({ path, body })
      const origin = `http://${incoming.headers.host}`
      if (path === '/picture') return void outgoing.writeHead(200, { 'content-type': 'image/png' }).end(picture)
      const micros = PRICES[String(body['model'])] ?? 0
      const answers: Record<string, unknown> = {
        '/v1/models': {
          object: 'list',
          data: query.get('provider') === 'studio' ? [model('dear', isReady), model('cheap', isReady), model('free', false)] : [],
        },
        '/config/v1/instances/inst_1/credentials': { data: [{ connection: 'studio-eu', provider: 'studio' }] },
        '/config/v1/instances/inst_1/models': {
          models: [
            { model: 'dear', connections: [{ id: 'studio-eu' }] },
            { model: 'cheap', connections: [{ id: 'studio' }] },
          ],
          providers: [],
        },
        '/v1/quote': { amount_micros: micros, max_micros: micros, exact: true },
        '/v1/generate': {
          id: 'gen_1',
          status: fails ? 'failed' : 'succeeded',
          error: fails ? { message: 'The key is bad.' } : null,
          images: fails ? [] : [{ asset_id: 'asset_1', url: `${origin}/picture`, width: 64, height: 64 }],
          texts: [],
          attempts: [{ connection: 'studio-eu' }],
          cost: { amount_micros: micros },
        },
      }
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[path]))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const lines: string[] = []
  const questions: string[] = []
  const run = (changes: Partial<Parameters<typeof smoke>[0]> = {}, answer = true) =>
    smoke({
      baseUrl: `http://127.0.0.1:${port}`,
      key: 'cma_test',
      provider: 'studio',
      operations: ['generate'],
      mostMicros: 100_000,
      confirm: async (question) => (questions.push(question), answer),
      say: (line) => void lines.push(line),
      ...changes,
    })
  const generated = () => asked.filter(({ path }) => path === '/v1/generate').map(({ body }) => body)
  return { run, lines, questions, generated, baseUrl: `http://127.0.0.1:${port}` }
}

describe('provider:smoke', () => {
  it('asks for the cost of the cheapest model that is ready, then makes one picture for no more than that', async () => {
    const { run, lines, questions, generated } = await platform()
    expect(await run()).toBe(true)
    expect(questions).toEqual(['Spend up to $0.0030 at studio?'])
    expect(generated()).toMatchObject([{ model: 'cheap', operation: 'generate', max_cost_micros: 3000 }])
    expect(lines.at(-1)).toMatch(/^ok {6}generate with cheap: 64x64, \$0\.0030/)
  })

  it('spends nothing without a yes', async () => {
    const { run, lines, generated } = await platform()
    expect(await run({}, false)).toBe(false)
    expect(generated()).toEqual([])
    expect(lines.at(-1)).toBe('Not confirmed: nothing was spent. --yes confirms without a question.')
  })

  it('says that the credential is missing if no model is ready', async () => {
    const { run, lines } = await platform({ isReady: false })
    await expect(run()).rejects.toThrow('studio has no credential here: store one as docs/admin/providers.md says')
    expect(lines).toEqual([])
  })

  it('takes the end of the input for a no', () => {
    const script = "const { agrees } = await import('./scripts/local/ask.ts'); console.log(await agrees('Spend?'))"
    const asked = (input: string) => {
      const words = ['--import', './scripts/local/typescript.mjs', '--input-type=module', '-e', script]
      const { stdout, stderr, status } = spawnSync(node, words, { cwd: root, input, encoding: 'utf8', env: children })
      return [stdout.replace('Spend? [y/N] ', '').trim(), stderr, status]
    }
    expect(asked('')).toEqual(['false', '', 0])
    expect(asked('yes\n')).toEqual(['true', '', 0])
    expect(asked('n\n')).toEqual(['false', '', 0])
  })

  it('does not even ask above the bound', async () => {
    const { run, questions, generated } = await platform()
    await expect(run({ mostMicros: 2999 })).rejects.toThrow('may cost $0.0030')
    expect([questions, generated()]).toEqual([[], []])
  })

  it('works on a picture that the platform has made', async () => {
    const { run, generated } = await platform()
    expect(await run({ operations: ['edit'] })).toBe(true)
    expect(generated().at(-1)).toMatchObject({ operation: 'edit', inputs: [{ asset_id: 'asset_1' }] })
  })

  it('says what failed', async () => {
    const { run, lines } = await platform({ fails: true })
    expect(await run()).toBe(false)
    expect(lines.at(-1)).toContain('the status is failed: The key is bad.')
  })

  it('tries a further connection with a model that names it, and says if another one served it', async () => {
    const { run, lines, questions, baseUrl } = await platform()
    const keys = { key: 'cma_test', adminKey: 'cma_admin', instance: 'inst_1' }
    expect(await findConnection(baseUrl, keys, 'studio')).toEqual({ provider: 'studio' })
    const found = await findConnection(baseUrl, keys, 'studio-eu')
    expect(found).toEqual({ provider: 'studio', connection: { id: 'studio-eu', models: ['dear'] } })
    expect(await run(found)).toBe(true)
    expect(questions).toEqual(['Spend up to $0.0400 at studio-eu?'])
    expect(await run({ connection: { id: 'studio-us', models: ['dear'] } })).toBe(false)
    expect(lines.at(-1)).toContain('the connection studio-eu served it')
    await expect(findConnection(baseUrl, keys, 'studio-us')).rejects.toThrow('no connection studio-us')
    await expect(findConnection(baseUrl, { ...keys, adminKey: undefined }, 'studio-eu')).rejects.toThrow('PLATFORM_ADMIN_KEY')
  })

  it('a link that returns no picture is a failure', async () => {
    const { run, lines } = await platform({ picture: new TextEncoder().encode('<svg/>') })
    expect(await run()).toBe(false)
    expect(lines.at(-1)).toContain('no picture')
  })
})
