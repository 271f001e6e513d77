// Changes the configuration while the runtime is killed (F7 and F8 in docs/development/fault-tests.md). The runtime is killed with -9 at
// random moments while many writers change one instance. After every restart the following must hold:
// - Each change was made completely or not at all.
// - Every change that got a 2xx is stored.
// - Once the outbox is empty, nothing is admitted under an older configuration.
// - A revoked key never works again.
// - The audit chain is intact.
// `npx node tests/faults/changes.mjs [--kills 15] [--writers 8] [--seed N] [--broken]`. With `--broken`, responses do not wait for the
// limiter, so the test must fail.
import { GUARDS } from './guards.mjs'
import { bundle, FOUND, isBroken, option, random, Runtime, SEED, setUp, sleep } from './runtime.mjs'

const KILLS = option('kills', 15)
const WRITERS = option('writers', 8)
const QUIET_WITHIN_MS = 30_000

const failures = []
const hold = (isHeld, what) => {
  if (!isHeld) failures.push(what)
}

console.log(`F7 and F8, seed ${SEED}, ${KILLS} kills, ${WRITERS} writers`)
const runtime = new Runtime(bundle({ changes: isBroken ? [GUARDS.announced] : [] }))
await runtime.start()
const place = await setUp(runtime)
const { adminKey, instanceId, projectId } = place
const admin = (target, body, headers = {}) => runtime.call(target, { key: adminKey, body, headers })

/** Maps the slug of each requested project to the id in the response; the id is null while there is no response. */
const wanted = new Map()
const revoked = []
let isFiring = true
let count = 0

/** Creates a project. Repeats the request with the same Idempotency-Key until there is a response, however often the runtime is killed. */
async function writer(number) {
  while (isFiring) {
    const slug = `p-${number}-${++count}`
    wanted.set(slug, null)
    const headers = { 'idempotency-key': slug }
    for (;;) {
      const answer = await admin(`POST /config/v1/instances/${instanceId}/projects`, { name: slug, slug }, headers)
      if (answer?.status === 201) {
        wanted.set(slug, answer.body.id)
        break
      }
      // A 409 means that the first try still runs. A 500 or a 503 means that the change was not made, or not yet. The writer tries again
      // after each of them.
      if (answer !== null && ![409, 500, 503].includes(answer.status))
        hold(false, `${slug}: ${answer.status} ${JSON.stringify(answer.body)}`)
      if (!isFiring) break
      await sleep(50)
    }
  }
}

/** Creates keys, uses them, and revokes them. */
async function revoker() {
  while (isFiring) {
    const made = await admin('POST /config/v1/keys', { kind: 'project', project_id: projectId, name: 'k', scopes: ['read'] })
    if (made?.status !== 201) {
      await sleep(50)
      continue
    }
    await runtime.call('GET /v1/models', { key: made.body.secret })
    const answer = await runtime.call(`DELETE /config/v1/keys/${made.body.id}`, { key: adminKey })
    if (answer?.status !== 204) continue
    revoked.push(made.body.secret)
    const used = await runtime.call('GET /v1/models', { key: made.body.secret })
    hold(used === null || used.status >= 400, `a key worked after its revocation was answered (${used?.status})`)
    await sleep(20)
  }
}

async function projects() {
  const all = []
  let cursor = ''
  do {
    const page = await runtime.must(`GET /config/v1/instances/${instanceId}/projects?limit=100${cursor && `&cursor=${cursor}`}`, {
      key: adminKey,
    })
    all.push(...page.body.data)
    cursor = page.body.next_cursor
  } while (cursor)
  return all
}

/** Checks everything that must hold for the stored data at any moment. */
async function check(when) {
  // The writers continue during this check, so the order of the reads matters. First, the check lists the projects whose creation has got
  // a response: the platform must have stored each of them. Last, it reads the audit log, which must have an entry for each stored project.
  const answered = [...wanted].filter(([, id]) => id !== null)
  const ended = revoked.slice(-50)
  const [there, instance, audit] = await Promise.all([
    projects(),
    runtime.must(`GET /config/v1/instances/${instanceId}`, { key: adminKey }),
    runtime.must('GET /config/v1/audit-log/verify', { key: adminKey }),
  ])
  hold(audit.body.intact, `${when}: the audit chain is broken: ${audit.body.reason}`)
  const bySlug = new Map(there.map((project) => [project.slug, project.id]))
  for (const [slug, id] of answered) hold(bySlug.get(slug) === id, `${when}: ${slug} was answered and is not there`)
  const created = new Set()
  for (let cursor = ''; cursor !== null;) {
    const page = await runtime.must(`GET /config/v1/audit-log?action=project.create&limit=100${cursor && `&cursor=${cursor}`}`, {
      key: adminKey,
    })
    for (const entry of page.body.data) created.add(entry.target.id)
    cursor = page.body.next_cursor
  }
  for (const project of there) hold(created.has(project.id), `${when}: ${project.slug} is there without its audit entry`)
  if (!isFiring) hold(created.size === there.length, `${when}: ${created.size} audit entries for ${there.length} projects`)
  for (const secret of ended) {
    const config = await runtime.call('GET /config/v1/me', { key: secret })
    const data = await runtime.call('GET /v1/models', { key: secret })
    hold(config?.status === 401 && data?.status >= 400, `${when}: a revoked key works (${config?.status}, ${data?.status})`)
  }
  return { projects: there.length, epoch: instance.body.epoch }
}

const writers = [...Array.from({ length: WRITERS }, (_, number) => writer(number)), revoker()]
for (let kill = 1; kill <= KILLS; kill++) {
  await sleep(200 + random() * 1200)
  await runtime.kill()
  await runtime.start()
  if (kill % 5 === 0) console.log(`kill ${kill}`, await check(`after kill ${kill}`))
}
await sleep(1000)
isFiring = false
await Promise.all(writers)

// When the response to a change arrives, the change must be in force: the data plane refuses the key of the disabled project.
const deadline = Date.now() + QUIET_WITHIN_MS
const disabled = await runtime.must(`PATCH /config/v1/projects/${projectId}`, {
  key: adminKey,
  body: { status: 'disabled' },
  headers: { 'content-type': 'application/merge-patch+json' },
})
hold(disabled.status === 200, 'the project could not be disabled')
const answer = await runtime.call('GET /v1/models', { key: place.key })
hold(answer?.status >= 400, `a disabled project still answers ${answer?.status}`)
const end = await check('at the end')
const unanswered = [...wanted.values()].filter((id) => id === null).length
console.log({
  ...end,
  wanted: wanted.size,
  unanswered,
  revoked: revoked.length,
  starts: runtime.starts,
  quietMs: Date.now() - deadline + QUIET_WITHIN_MS,
})
await runtime.remove()
if (failures.length > 0) {
  console.error(`FAILED (seed ${SEED})\n${[...new Set(failures)].slice(0, 30).join('\n')}`)
  process.exit(FOUND)
}
console.log('held')
