// Tests the parts of `npm run instance` that need no Worker. tests/e2e/instances.mjs tests the other parts.
import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../../scripts/instance/account.ts'
import { type Context, deploy, destroy, type Doomed, status } from '../../scripts/instance/commands.ts'
import type { Instance, Platform } from '../../scripts/instance/platform.ts'
import { children, node, root } from '../../scripts/local/paths.mjs'

const ID = 'inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ'
const NAME = 'multi-agent-system-acme-2d6f0ghj'

describe('in an organization without a dedicated Worker', () => {
  let server: Server
  beforeAll(async () => {
    const organization = { id: 'org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', name: 'Agency' }
    const answers: Record<string, unknown> = {
      '/config/v1/me': { organization_id: organization.id, role: 'superadmin' },
      [`/config/v1/organizations/${organization.id}`]: organization,
      '/config/v1/instances?limit=100': { data: [], next_cursor: null },
    }
    server = createServer((request, response) => {
      const found = answers[request.url!]
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ?? {}))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  const instance = (...args: string[]) =>
    new Promise<{ status: number | null; output: string }>((resolve) => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const environment = { ...children, PLATFORM_URL: url, PLATFORM_ADMIN_KEY: 'key' }
      const child = spawn(node, [join(root, 'scripts/instance.ts'), ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
      child.once('exit', (status) => resolve({ status, output }))
    })

  test.each([[['status']], [['deploy', '--all']]])('%j says which one was looked at, and fails', async (words) => {
    const { status, output } = await instance(...words)
    expect(output).toContain('There is no dedicated Worker in the organization Agency (org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ). See --organization')
    expect(status).toBe(1)
  })
})

describe('destroy', () => {
  interface Left {
    isDeleted?: boolean
    pictures?: number
    databases?: string[]
    /** Whether the account has the Worker and the bucket. */
    hasWorker?: boolean
    hasBucket?: boolean
    workerUrl?: string | null
    /** The keys of the objects in the bucket. */
    objects?: string[]
    /** The step that fails, as `did` names it. */
    failing?: string
  }
  const NOTHING = { databases: [], hasWorker: false, hasBucket: false, workerUrl: null }
  const play = (left: Left = {}) => {
    const {
      isDeleted = false,
      pictures = 0,
      databases = [NAME],
      hasWorker = true,
      hasBucket = true,
      workerUrl = 'https://acme.example',
      objects = [],
      failing,
    } = left
    const did: string[] = []
    const said: string[] = []
    const noted = async (step: string) => {
      if (step === failing) throw new Error(`${step} failed`)
      did.push(step)
    }
    const note = (what: string) => (name: string) => noted(`${what} ${name}`)
    const account: Partial<Account> = {
      databases: () => Promise.resolve(databases.map((name) => ({ name, uuid: 'd' }))),
      hasBucket: () => Promise.resolve(hasBucket),
      secrets: () => Promise.resolve(hasWorker ? [] : null),
      migrate: () => Promise.resolve(),
      count: () => Promise.resolve(pictures),
      objects: () => (failing === 'list' ? Promise.reject(new Error('list failed')) : Promise.resolve(objects)),
      deleteObjects: (name, keys) => noted(`objects ${keys.join()} of ${name}`),
      deleteWorker: note('Worker'),
      deleteBucket: note('bucket'),
      deleteDatabase: note('database'),
    }
    const platform: Partial<Platform> = { setWorkerUrl: async (id, url) => void did.push(`url ${id} ${url}`) }
    const context: Context = {
      account: account as Account,
      platform: platform as Platform,
      version: '1',
      prefix: 'multi-agent-system',
      configWorker: 'config',
      domain: null,
      url: null,
      say: (line) => said.push(line),
    }
    const questions: string[] = []
    const run = (answer: boolean, keepData = false) => {
      const instance: Doomed = { id: ID, slug: isDeleted ? ID : 'acme', isDeleted, worker_url: isDeleted ? null : workerUrl }
      const confirm = (question: string) => {
        questions.push(question)
        return Promise.resolve(answer)
      }
      return destroy(context, instance, { keepData, confirm })
    }
    return { did, said, questions, run }
  }

  test('asks before it deletes', async () => {
    const { did, questions, run } = play()
    await expect(run(false)).rejects.toThrow('Nothing was deleted.')
    expect(did).toEqual([])
    await run(true)
    expect(questions[0]).toContain(`Delete the Worker, the database and the bucket ${NAME} of the instance acme (${ID})?`)
    expect(did).toEqual([`Worker ${NAME}`, `bucket ${NAME}`, `database ${NAME}`, `url ${ID} null`])
  })

  test('asks before it deletes the Worker alone, too', async () => {
    const { did, questions, run } = play({ pictures: 2 })
    await expect(run(false, true)).rejects.toThrow('Nothing was deleted.')
    expect(did).toEqual([])
    await run(true, true)
    expect(questions[0]).toContain(`Delete the Worker ${NAME} of the instance acme (${ID})?`)
    expect(questions[0]).toContain('Its database and bucket stay.')
    expect(did).toEqual([`Worker ${NAME}`, `url ${ID} null`])
  })

  test('deletes objects that no row names before anything else, and says in its question how many there are', async () => {
    const { did, said, questions, run } = play({ objects: ['a', 'b'] })
    await run(true)
    expect(questions[0]).toContain('The bucket has 2 objects that no row of the database names. There is no way back.')
    expect(did).toEqual([`objects a,b of ${NAME}`, `Worker ${NAME}`, `bucket ${NAME}`, `database ${NAME}`, `url ${ID} null`])
    expect(said[0]).toContain('deleted 2 objects')
  })

  test.each(['list', `objects a of ${NAME}`])('deletes nothing else if the bucket cannot be emptied: %s', async (failing) => {
    const { did, run } = play({ objects: ['a'], failing })
    await expect(run(true)).rejects.toThrow(`${failing} failed`)
    expect(did).toEqual([])
  })

  test('keeps the objects if the data is kept', async () => {
    const { did, run } = play({ objects: ['a'], failing: 'list' })
    await run(true, true)
    expect(did).toEqual([`Worker ${NAME}`, `url ${ID} null`])
  })

  test.each([`Worker ${NAME}`, `bucket ${NAME}`, `database ${NAME}`])('keeps the address if it breaks off at %s', async (failing) => {
    const { did, run } = play({ failing })
    await expect(run(true)).rejects.toThrow('failed')
    expect(did).not.toContain(`url ${ID} null`)
  })

  test('says what to do with pictures whose Worker is gone', async () => {
    await expect(play({ hasWorker: false, pictures: 1 }).run(true)).rejects.toThrow('deploy it again, and delete them first')
  })

  test('works by id when the platform has deleted the instance', async () => {
    const { did, questions, run } = play({ isDeleted: true })
    await run(true)
    expect(questions[0]).toContain('which the platform does not have any more')
    expect(did).toEqual([`Worker ${NAME}`, `bucket ${NAME}`, `database ${NAME}`])
    await expect(play({ isDeleted: true, pictures: 2 }).run(true)).rejects.toThrow('Its Worker deletes them within two days')
  })

  test.each([[false], [true]])('says so, and asks nothing, if nothing is left (instance deleted: %j)', async (isDeleted) => {
    const { did, said, questions, run } = play({ ...NOTHING, isDeleted })
    await run(true)
    const slug = isDeleted ? ID : 'acme'
    expect(said).toEqual([
      `${slug}: the account has no Worker, database or bucket multi-agent-system-…-2d6f0ghj, so there is nothing to delete`,
    ])
    expect([did, questions]).toEqual([[], []])
  })

  test('says so if only the data is left, which is to be kept', async () => {
    const { did, said, questions, run } = play({ ...NOTHING, databases: [NAME], hasBucket: true })
    await run(true, true)
    expect(said).toEqual(['acme: the account has no Worker multi-agent-system-…-2d6f0ghj, so there is nothing to delete'])
    expect([did, questions]).toEqual([[], []])
  })

  test('asks before it removes an address under which the account has nothing', async () => {
    const { did, questions, run } = play({ ...NOTHING, workerUrl: 'https://acme.example' })
    await expect(run(false)).rejects.toThrow('Nothing was deleted.')
    expect(did).toEqual([])
    await run(true)
    expect(questions[0]).toContain('Remove its address https://acme.example from the instance acme')
    expect(did).toEqual([`url ${ID} null`])
  })
})

describe('the address of a dedicated Worker', () => {
  const OTHER = 'inst_01K9ZQ4X1V7M3T8B5N2D6F0GHK'
  let answer: { status: number; body: string }
  let calls = 0
  let url: string
  const server = createServer((_, response) => {
    calls++
    response.writeHead(answer.status)
    response.end(answer.body)
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  const health = (more: Record<string, unknown>) => {
    answer = {
      status: 200,
      body: JSON.stringify({ status: 'ok', version: '1', checks: {}, checked_at: '2026-11-24T09:30:00.000Z', ...more }),
    }
  }
  const play = (healthMs: number, { domain = null, domains = [] }: { domain?: string | null; domains?: string[] } = {}) => {
    const did: string[] = []
    const routes: unknown[] = []
    const said: string[] = []
    const account: Partial<Account> = {
      databases: () => Promise.resolve([{ name: NAME, uuid: 'd' }]),
      hasBucket: () => Promise.resolve(true),
      secrets: () => Promise.resolve(['LINK_SIGNING_KEYS', 'CALLBACK_SIGNING_KEY']),
      domains: () => Promise.resolve(domains),
      migrate: () => Promise.resolve(),
      servingVersion: () => Promise.resolve('version-before'),
      deploy: async ({ vars, workers_dev, routes: all }) => {
        did.push(`deploy for ${String(vars?.INSTANCE_ID)}`)
        routes.push({ workers_dev, all })
        return url
      },
      rollBack: async (_, version) => void did.push(`back to ${version}`),
    }
    const platform: Partial<Platform> = { setWorkerUrl: async (id, address) => void did.push(`url ${id} ${address}`) }
    const context: Context = {
      account: account as Account,
      platform: platform as Platform,
      version: '1',
      prefix: 'multi-agent-system',
      configWorker: 'config',
      domain,
      url: domain === null ? url : null,
      say: (line) => said.push(line),
      healthMs,
    }
    const worker_url = domain === null ? url : 'https://acme.account.workers.dev'
    const instance = { id: ID, slug: 'acme', worker_url, worker: null } as Instance
    return { did, said, routes, deploy: () => deploy(context, instance), status: () => status(context, [instance]) }
  }
  const DEPLOYED = `deploy for ${ID}`
  const BACK = 'back to version-before'

  test('is stored if its Worker names the instance', async () => {
    health({ instance_id: ID })
    const { did, said, deploy: deploys, status: shows } = play(60_000)
    await deploys()
    expect(did).toEqual([DEPLOYED, `url ${ID} ${url}`])
    expect(await shows()).toBe(true)
    expect(said.at(-1)).toContain(`${url}\tok\t1\t`)
  })

  test('keeps the domains that the Worker has', async () => {
    health({ instance_id: ID })
    const { routes, deploy: deploys } = play(60_000, { domains: ['images.acme.example', 'pictures.acme.example'] })
    await deploys()
    const all = ['images.acme.example', 'pictures.acme.example'].map((pattern) => ({ pattern, custom_domain: true }))
    expect(routes).toEqual([{ workers_dev: false, all }])
  })

  test('is that of the domain which the command names', async () => {
    health({ instance_id: ID })
    const { did, routes, deploy: deploys } = play(60_000, { domain: 'new.acme.example', domains: ['images.acme.example'] })
    await deploys()
    expect(routes).toEqual([{ workers_dev: false, all: [{ pattern: 'new.acme.example', custom_domain: true }] }])
    expect(did).toEqual([DEPLOYED, `url ${ID} ${url}`])
  })

  test('is at workers.dev if the Worker has no domain', async () => {
    health({ instance_id: ID })
    const { routes, deploy: deploys } = play(60_000)
    await deploys()
    expect(routes).toEqual([{ workers_dev: true, all: undefined }])
  })

  test('is not stored if its Worker names another instance, and the wait for it is short', async () => {
    health({ instance_id: OTHER })
    const { did, said, deploy: deploys, status: shows } = play(6000)
    const startedWith = calls
    await expect(deploys()).rejects.toThrow(`${url} answers for another instance, ${OTHER}`)
    expect(calls - startedWith).toBeLessThan(5)
    expect(did).toEqual([DEPLOYED, BACK])
    expect(await shows()).toBe(false)
    expect(said.at(-1)).toContain(`answers for another instance, ${OTHER}`)
  })

  test('is not stored if its Worker names no instance, which a shared Worker and an earlier release do', async () => {
    health({})
    const { did, said, deploy: deploys, status: shows } = play(0)
    await expect(deploys()).rejects.toThrow('names no instance')
    expect(did).toEqual([DEPLOYED, BACK])
    // `status` still reports `ok`: a Worker that names no instance may be a dedicated Worker of an earlier release.
    expect(await shows()).toBe(true)
    expect(said.at(-1)).toContain(`${url}\tok\t1\t`)
  })

  test.each([
    [500, 'Internal Server Error', 'answered 500: Internal Server Error'],
    [404, '<!doctype html>\n<title>Nothing \u001b[31mhere</title>', 'answered 404: <!doctype html> <title>Nothing ?[31mhere</title>'],
    [502, 'x'.repeat(500), `answered 502: ${'x'.repeat(150)}…`],
    [503, '', 'answered 503 without a body'],
  ])('that answers %i with anything else is quoted', async (code, body, quoted) => {
    answer = { status: code, body }
    const { did, said, deploy: deploys, status: shows } = play(0)
    await expect(deploys()).rejects.toThrow(`${url}/v1/health ${quoted}; `)
    expect(did).toEqual([DEPLOYED, BACK])
    expect(await shows()).toBe(false)
    expect(said.at(-1)).toContain(quoted)
  })

  test('that does not answer well is named while the command still waits', async () => {
    answer = { status: 500, body: 'Internal Server Error' }
    const { said, deploy: deploys } = play(60_000)
    const says = said.push.bind(said)
    said.push = (...lines) => {
      if (lines.some((line) => line.includes('answered 500'))) health({ instance_id: ID })
      return says(...lines)
    }
    await deploys()
    expect(said.find((line) => line.includes('answered 500: Internal Server Error'))).toContain(`acme: still waiting: ${url}/v1/health `)
  })
})
