// `npm run test:instances`: manages dedicated Workers with `npm run instance` and the real wrangler. The Cloudflare account is a fake on
// this machine, whose Workers run in the local runtime. Tests all steps from an empty account to a picture, and a fleet in which one Worker
// fails. Also makes calls to the account fail, and tests that the command succeeds when it is repeated. `--only
// first|faults|fleet|move|destroy|customer` runs one part.
import '../../scripts/local/node-version.mjs'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '../../scripts/local/first-run.mjs'
import { children, node, root } from '../../scripts/local/paths.mjs'
import { guideOf } from '../docs/blocks.ts'
import { configBundle, openAgency } from '../support/agency.mjs'
import { migrationsOf } from '../support/migrations.mjs'
import { freePort } from '../support/server.mjs'

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null
const FLEET = 10

const folder = mkdtempSync(join(tmpdir(), 'instances-'))
let failures = 0
const check = (holds, what) => {
  if (!holds) failures++
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`)
}

const code = configBundle(folder)
let place = 0
/**
 * Makes a fake Cloudflare account that has only the config service. Returns the account and functions to use it, such as `instance`, which
 * runs `npm run instance`.
 */
async function open() {
  const {
    account,
    url,
    config,
    key: superadmin,
  } = await openAgency(join(folder, `account-${place++}`), {
    code,
    migrations: migrationsOf('config'),
  })
  const run = (program, ...args) =>
    new Promise((resolve) => {
      const child = spawn(program, args, {
        cwd: root,
        env: { ...children, ...account.environment, PLATFORM_URL: url, PLATFORM_ADMIN_KEY: superadmin },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
      child.once('exit', (status) => resolve({ status, output }))
    })
  const instance = (...args) => run(node, join(root, 'scripts/instance.ts'), ...args)
  /** Makes an instance with a project and its key, in the organization of `key`. The Worker of the instance will listen on its own port. */
  const create = async (slug, key = superadmin) => {
    const made = await call(`${config}/instances`, { method: 'POST', key, body: { name: slug, slug, default_model: 'sketch' } })
    const project = await call(`${config}/instances/${made.id}/projects`, { method: 'POST', key, body: { name: 'App', slug: 'app' } })
    const { secret } = await call(`${config}/keys`, {
      method: 'POST',
      key,
      body: { kind: 'project', project_id: project.id, name: 'App', scopes: ['read', 'generate'] },
    })
    const worker = `multi-agent-system-${slug}-${made.id.slice(-8).toLowerCase()}`
    const workerPort = await freePort()
    account.listen(worker, workerPort)
    return { id: made.id, slug, key: secret, worker, url: `http://127.0.0.1:${workerPort}` }
  }
  const workerUrl = async ({ id }) => (await call(`${config}/instances/${id}`, { key: superadmin })).worker_url
  const audit = async ({ id }) =>
    (await call(`${config}/audit-log?target=${id}&action=instance.update&limit=100`, { key: superadmin })).data.filter(
      ({ before, after }) => before.worker_url !== after.worker_url,
    )
  return { account, url, config, key: superadmin, run, instance, create, workerUrl, audit }
}

/** Makes a picture, and returns the generation. */
const generate = (client) =>
  call(`${client.url}/v1/generate`, { method: 'POST', key: client.key, body: { prompt: 'two lighthouses', size: '256x256' } })
async function picture(client) {
  const made = await generate(client)
  const link = await fetch(made.images[0].url)
  return made.status === 'succeeded' && link.status === 200 && link.headers.get('content-type') === 'image/png'
}

const parts = {
  async first() {
    const { account, run, instance, create, workerUrl, audit } = await open()
    const client = await create('client-xyz')
    const planned = await instance('plan', 'client-xyz')
    check(planned.status === 0 && planned.output.includes(`create the D1 database ${client.worker}`), 'plan says what it would create')
    check(account.contents.databases.length === 0 && account.calls.every((made) => made.startsWith('GET')), 'plan changes nothing')
    const { status, output } = await instance('deploy', 'client-xyz', '--url', client.url)
    check(status === 0, `one command from an empty account${status === 0 ? '' : `:\n${output}`}`)
    check(await picture(client), 'the dedicated Worker makes a picture')
    const given = (await generate(client)).images[0].url
    const { blocks } = guideOf('page', readFileSync(join(root, 'docs/deployment/runbooks.md'), 'utf8'))
    const { code: commands } = blocks.find((block) => block.code.includes('secret put LINK_SIGNING_KEYS'))
    const ownFile = commands.replaceAll('<name>', client.worker).replaceAll('.local/', `${folder}/`)
    const rotated = await run('bash', '-e', '-c', ownFile)
    check(
      rotated.status === 0 && (await fetch(given)).status === 403,
      `the runbook replaces its link key${rotated.status === 0 ? '' : `:\n${rotated.output}`}`,
    )
    check((await workerUrl(client)) === client.url, 'the platform knows its address')
    check((await audit(client)).length === 1, 'the change is in the audit log, once')
    const shown = await instance('status')
    check(
      shown.status === 0 && /\tok\t\d.*\treported \d/.test(shown.output),
      `status says that it is healthy, and which version it reported\n${shown.output}`,
    )
    const again = await instance('deploy', 'client-xyz')
    check(
      again.status === 0 && (await picture(client)),
      `the same command again upgrades it${again.status === 0 ? '' : `:\n${again.output}`}`,
    )
    check((await generate(client)).images[0].url.includes('token=2.'), 'the upgrade keeps the new link key')
    const { databases, buckets, workers } = account.contents
    check(
      [databases, buckets, workers].every((names) => names.join() === client.worker),
      'nothing is there twice',
    )
    const second = await create('second')
    const astray = await instance('deploy', 'second', '--url', client.url, '--health-seconds', '30')
    check(
      astray.status === 1 && astray.output.includes(`answers for another instance, ${client.id}`) && (await workerUrl(second)) === null,
      `the address of another instance's Worker is refused\n${astray.output.slice(-500)}`,
    )
    const found = await instance('deploy', 'second', '--url', second.url)
    check(found.status === 0 && (await workerUrl(second)) === second.url, 'the right address is taken')
    await account.stop()
  },

  async faults() {
    const { account, instance, create, workerUrl, audit } = await open()
    const client = await create('client-xyz')
    // Every kind of call to the fake account fails once. Half of these calls have no effect. The others take effect, and only their
    // responses are lost.
    const met = new Set()
    const isNew = (made) => {
      const kind = made.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
      if (met.has(kind)) return false
      met.add(kind)
      return true
    }
    let loses = false
    account.breaks = (made) => {
      if (!isNew(made)) return false
      loses = met.size % 2 === 0
      return !loses
    }
    account.losesAnswer = () => {
      const lost = loses
      loses = false
      return lost
    }
    let runs = 0
    let last
    do {
      last = await instance('deploy', 'client-xyz', '--url', client.url)
      runs++
    } while (last.status !== 0 && runs < 60)
    check(last.status === 0, `done after ${runs} runs with ${met.size} faults${last.status === 0 ? '' : `:\n${last.output}`}`)
    check(runs > 3, 'faults stopped it before')
    check(await picture(client), 'the Worker makes a picture')
    check((await workerUrl(client)) === client.url && (await audit(client)).length === 1, 'its address was set once')
    const { databases, buckets, workers } = account.contents
    check(
      [databases, buckets, workers].every((names) => names.join() === client.worker),
      'nothing is there twice',
    )
    await account.stop()
  },

  async fleet() {
    const { account, instance, create } = await open()
    const clients = []
    for (let number = 0; number < FLEET; number++) clients.push(await create(`client-${number}`))
    for (const client of clients) {
      const { status, output } = await instance('deploy', client.slug, '--url', client.url, '--version', '1.0.0')
      if (status !== 0) check(false, `${client.slug} gets its Worker:\n${output}`)
    }
    check(account.contents.workers.length === FLEET, `${FLEET} instances have Workers`)
    const sick = clients[4]
    account.sicken(sick.worker)
    const { status, output } = await instance('deploy', '--all', '--version', '2.0.0', '--health-seconds', '10')
    check(
      status === 1 && output.includes(`${FLEET - 1} run 2.0.0`),
      `${FLEET - 1} are upgraded, and the command says which one is not\n${output.slice(-1500)}`,
    )
    const versions = await Promise.all(clients.map(async ({ url }) => (await (await fetch(`${url}/v1/health`)).json()).version))
    check(versions.filter((version) => version === '2.0.0').length === FLEET - 1, 'they run the new version')
    check(versions[4] === '1.0.0' && (await picture(sick)), 'the one that failed serves with the version before')
    const shown = await instance('status', '--version', '2.0.0')
    check(shown.status === 1 && shown.output.includes('1.0.0, not 2.0.0'), 'status shows the skew')
    account.sicken(clients.at(-1).worker)
    await account.stop()
  },

  async move() {
    const { account, instance, create } = await open()
    const client = await create('client-xyz')
    // Deploys a first Worker of the instance. Its database and bucket stand for those of a shared Worker. Later, `move-data` copies their
    // content to a second Worker of the instance. `--prefix other` gives the second Worker another name.
    await instance('deploy', 'client-xyz', '--url', client.url)
    const made = []
    for (const prompt of ['one', "it's; two"])
      made.push(await call(`${client.url}/v1/generate`, { method: 'POST', key: client.key, body: { prompt, size: '256x256' } }))
    const worker = client.worker.replace('multi-agent-system', 'other')
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    account.listen(worker, port)
    const other = ['--prefix', 'other', '--from-db', client.worker, '--from-bucket', client.worker]
    const early = await instance('move-data', 'client-xyz', ...other)
    check(early.status === 1 && early.output.includes('Run deploy first'), `it needs a Worker of its own\n${early.output}`)
    const deployed = await instance('deploy', 'client-xyz', '--prefix', 'other', '--url', url)
    check(deployed.status === 0, `the new Worker is there${deployed.status === 0 ? '' : `:\n${deployed.output}`}`)
    const hash = async (link) => {
      const answer = await fetch(link, { headers: { authorization: `Bearer ${client.key}` } })
      return answer.status === 200
        ? createHash('sha256')
            .update(Buffer.from(await answer.arrayBuffer()))
            .digest('hex')
        : answer.status
    }
    const pictures = made.map(({ images: [image] }) => image)
    const before = await Promise.all(pictures.map(({ url: link }) => hash(link)))
    const content = (image) => `${url}/v1/assets/${image.asset_id}/content`
    check((await hash(content(pictures[0]))) === 404, 'before, it does not have the pictures')
    // In the first run of `move-data`, storing the second picture fails at every try.
    let puts = 0
    account.breaks = (made) => made.startsWith('PUT') && made.includes('/objects/') && ++puts >= 2 && puts < 8
    const broken = await instance('move-data', 'client-xyz', ...other)
    check(broken.status === 1, `a fault stops it\n${broken.output.slice(-300)}`)
    account.breaks = () => false
    const moved = await instance('move-data', 'client-xyz', ...other)
    check(moved.status === 0 && moved.output.includes('2 pictures and 2 records copied'), `the same command goes on\n${moved.output}`)
    const after = await Promise.all(pictures.map((image) => hash(content(image))))
    check(after.join() === before.join() && after.every((each) => String(each).length === 64), 'it serves the same bytes')
    const listed = (await call(`${url}/v1/generations?limit=10`, { key: client.key })).data
    check(listed.length === 2, 'and lists the generations')
    check((await Promise.all(pictures.map(({ url: link }) => hash(link)))).join() === before.join(), 'links that were given out go on')
    const again = await instance('move-data', 'client-xyz', ...other)
    check(again.output.includes('0 pictures and 0 records copied'), 'a third time there is nothing to do')
    await call(`${url}/v1/assets/${pictures[0].asset_id}`, { method: 'DELETE', key: client.key })
    const later = await instance('move-data', 'client-xyz', ...other)
    check(
      later.output.includes('0 pictures and 0 records copied') && (await hash(content(pictures[0]))) === 404,
      `a picture that was deleted in the new Worker does not come back\n${later.output}`,
    )
    await account.stop()
  },

  async destroy() {
    const { account, instance, create, workerUrl } = await open()
    const client = await create('client-xyz')
    await instance('deploy', 'client-xyz', '--url', client.url)
    await picture(client)
    const refused = await instance('destroy', 'client-xyz', '--yes')
    check(refused.status === 1 && refused.output.includes('1 picture'), `destroy refuses while there are pictures\n${refused.output}`)
    check(account.contents.workers.length === 1 && (await workerUrl(client)) === client.url, 'nothing was removed')
    const unasked = await instance('destroy', 'client-xyz', '--keep-data')
    check(
      unasked.status === 1 && unasked.output.includes('A script says --yes.') && account.contents.workers.length === 1,
      `with --keep-data it asks, too, and deletes nothing if nobody is there to answer\n${unasked.output}`,
    )
    check((await workerUrl(client)) === client.url && (await picture(client)), 'the Worker still serves')
    const kept = await instance('destroy', 'client-xyz', '--keep-data', '--yes')
    check(
      kept.status === 0 && account.contents.workers.length === 0 && account.contents.databases.length === 1,
      'with --keep-data only the Worker goes',
    )
    check((await workerUrl(client)) === null, 'the platform knows that it has none')
    const back = await instance('deploy', 'client-xyz', '--url', client.url)
    check(back.status === 0 && (await picture(client)), 'a new Worker takes over database and bucket')
    const other = await create('empty')
    await instance('deploy', 'empty', '--url', other.url)
    const gone = await instance('destroy', 'empty', '--yes')
    check(
      gone.status === 0 && account.contents.databases.length === 1 && account.contents.buckets.length === 1,
      `an empty one goes whole\n${gone.output}`,
    )
    const repeated = await instance('destroy', 'empty')
    check(
      repeated.status === 0 && repeated.output.includes('so there is nothing to delete'),
      `a second time it says that nothing is left\n${repeated.output}`,
    )
    await account.stop()
  },

  async customer() {
    const { account, config, key, run, instance, create, workerUrl } = await open()
    const post = (path, body) => call(`${config}${path}`, { method: 'POST', key, body })
    const { id: organization } = await post('/organizations', { name: 'Acme', slug: 'acme' })
    const { id: user } = await post('/users', { organization_id: organization, name: 'Ada', email: 'ada@acme.example', role: 'admin' })
    const ada = await post('/keys', { kind: 'user', user_id: user, name: 'Ada', scopes: ['read', 'generate', 'manage'] })
    const client = await create('production', ada.secret)
    const deployed = await instance('deploy', 'production', '--organization', organization, '--url', client.url)
    check(deployed.status === 0 && (await picture(client)), 'the customer has a Worker with a picture')
    const { blocks } = guideOf('page', readFileSync(join(root, 'docs/admin/organizations.md'), 'utf8'))
    const script = join(folder, 'remove-customer.sh')
    writeFileSync(script, blocks.find(({ file }) => file === 'remove-customer.sh').code)
    const organizations = async () => (await call(`${config}/organizations?slug=acme`, { key })).data.length
    const unasked = await run('bash', script, 'acme')
    check(
      unasked.status !== 0 && unasked.output.includes('A script says --yes.') && account.contents.workers.length === 1,
      `the script that removes a customer ends if nobody is there to answer\n${unasked.output}`,
    )
    check(
      (await organizations()) === 1 && (await call(`${config}/me`, { key: ada.secret })).user.id === user,
      'the organization and its people stay',
    )
    // A picture that is newer than a restored database stays in the bucket, but no row names it any more.
    const stores = ['--remote', '--env', 'generation', '--data-db', client.worker, '--bucket', client.worker]
    const saved = join(folder, 'backup-of-acme')
    check((await run(node, join(root, 'scripts/backup.ts'), saved, ...stores, '--copy-pictures')).status === 0, 'it is backed up')
    check(await picture(client), 'there is a newer picture')
    const restored = await run(node, join(root, 'scripts/restore.ts'), saved, ...stores, '--force')
    check(restored.status === 0, `it is restored\n${restored.output.slice(-500)}`)
    account.breaks = (made) => /^DELETE .*\/r2\/buckets\/[^/]+$/.test(made)
    const broken = await run('bash', script, 'acme', '--yes')
    account.breaks = () => false
    check(
      broken.status !== 0 && account.contents.workers.length === 0 && account.contents.databases.length === 1,
      `the script ends if the deletion breaks off after the Worker\n${broken.output}`,
    )
    check((await workerUrl(client)) === client.url && (await organizations()) === 1, 'the instance keeps its address, so it can go on')
    const removed = await run('bash', script, 'acme', '--yes')
    const { workers, databases, buckets } = account.contents
    check(
      removed.status === 0 && (await organizations()) === 0 && [...workers, ...databases, ...buckets].length === 0,
      `run again, everything goes\n${removed.output}`,
    )
    await account.stop()
  },
}

try {
  for (const [name, part] of Object.entries(parts)) {
    if (only !== null && only !== name) continue
    console.log(`\n${name}`)
    await part()
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
console.log(failures === 0 ? '\nall hold' : `\n${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
