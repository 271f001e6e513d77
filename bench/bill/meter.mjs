// A wrapper around the platform that counts what Cloudflare bills: rows of D1 (from the metadata of each response), rows and active time of
// Durable Objects, requests, operations of KV and R2, and lines of log. The platform itself is unchanged. Nothing here is deployed.
//
//   GET /meter            the counts since the last reset
//   POST /meter/reset
//   POST /meter/later?hours=N     moves the clock forward and runs the alarm of every object that was used
//   POST /meter/alarm?class=NAME  runs the alarms of one class
//   POST /meter/sql       {"binding","sql","params"}: one statement that is not counted
import { AsyncLocalStorage } from 'node:async_hooks'
import { DurableObject } from 'cloudflare:workers'
import { fromReal, moveClock, realTime, toReal } from './clock.mjs'
import * as system from './system.mjs'

export * from './system.mjs'

const empty = () => ({
  workerRequests: 0,
  logLines: 0,
  objectInvocations: 0,
  d1: {},
  objects: {},
  /**
   * For each statement, how often it ran and how many rows it wrote: `[runs, rows]`. A key consists of the database or the class of
   * objects that ran the statement, and of the statement itself, for example `DATA_DB: INSERT …`.
   */
  statements: {},
  kv: { reads: 0, writes: 0, deletes: 0, lists: 0 },
  r2: { classA: 0, classB: 0, free: 0, bytesWritten: 0 },
})
let counts = empty()
/**
 * The cursors that SQL statements in Durable Objects have returned. A cursor knows how many rows its statement has read and written only
 * after all results were read from the cursor. So all cursors are kept here until `read` adds their numbers to the counts.
 */
let cursors = []
let lastAt = realTime()
const bindings = {
  RateLimiter: 'RATE_LIMITER',
  OrganizationBudget: 'ORGANIZATION_BUDGET',
  Outbox: 'OUTBOX',
  AlertSender: 'ALERT_SENDER',
  JobHost: 'JOB_HOST',
  Sweeper: 'SWEEPER',
}
const used = new Map()
function noteStatement(owner, statement, written) {
  const name = `${owner}: ${statement.replaceAll(/\s+/g, ' ').trim()}`
  const sum = (counts.statements[name] ??= [0, 0])
  sum[0]++
  sum[1] += written
}
const touched = () => (lastAt = realTime())

// --- D1 -------------------------------------------------------------------------------------------------------------------------------
const rawDatabases = new Map()
function meterDatabase(name, database) {
  if (rawDatabases.has(name)) return
  const session = database.alwaysPrimarySession
  const { fetcher } = session
  rawDatabases.set(name, fetcher)
  session.fetcher = {
    async fetch(...call) {
      const statements = [JSON.parse(call[1].body)].flat()
      const response = await fetcher.fetch(...call)
      const body = await response.text()
      const answers = [JSON.parse(body)].flat()
      const sum = (counts.d1[name] ??= { statements: 0, rowsRead: 0, rowsWritten: 0 })
      for (const [index, { meta }] of answers.entries()) {
        if (meta === undefined) continue
        noteStatement(name, statements[index].sql, meta.rows_written)
        sum.statements++
        sum.rowsRead += meta.rows_read
        sum.rowsWritten += meta.rows_written
      }
      touched()
      return new Response(body, response)
    },
  }
}

// --- KV and R2 ------------------------------------------------------------------------------------------------------------------------
const patched = new Set()
function patch(target, changes) {
  const prototype = Object.getPrototypeOf(target)
  if (patched.has(prototype)) return
  patched.add(prototype)
  for (const [name, note] of Object.entries(changes)) {
    const original = prototype[name]
    prototype[name] = function (...call) {
      touched()
      return note.call(this, (...other) => original.apply(this, other.length === 0 ? call : other), call)
    }
  }
}
const counting = (sum, kind) => (work) => (counts[sum][kind]++, work())
const bytesOf = (value) => value?.byteLength ?? value?.length ?? value?.size ?? 0

function meterEnvironment(env) {
  meterDatabase('CONFIG_DB', env.CONFIG_DB)
  meterDatabase('DATA_DB', env.DATA_DB)
  const kv = {
    get: counting('kv', 'reads'),
    getWithMetadata: counting('kv', 'reads'),
    put: counting('kv', 'writes'),
    delete: counting('kv', 'deletes'),
  }
  patch(env.SNAPSHOTS, { ...kv, list: counting('kv', 'lists') })
  patch(env.IMAGES, {
    get: counting('r2', 'classB'),
    head: counting('r2', 'classB'),
    async put(work, [, value]) {
      counts.r2.classA++
      const made = await work()
      counts.r2.bytesWritten += made?.size ?? bytesOf(value)
      return made
    },
    list: counting('r2', 'classA'),
    delete: counting('r2', 'free'),
    // An upload in parts costs one operation to start, one for each part, and one to complete.
    async createMultipartUpload(work) {
      counts.r2.classA++
      const upload = await work()
      patch(upload, { uploadPart: counting('r2', 'classA'), complete: counting('r2', 'classA') })
      return upload
    },
  })
}

// --- objects --------------------------------------------------------------------------------------------------------------------------
const owners = new WeakMap()
const sumOf = (name) =>
  (counts.objects[name] ??= { requests: 0, alarms: 0, seconds: 0, used: 0, rowsRead: 0, rowsWritten: 0, byMethod: {} })
const rows = (owner, read, written, statement = 'a value') => {
  const name = owners.get(owner) ?? 'unknown'
  const sum = sumOf(name)
  if (written > 0) noteStatement(name, statement, written)
  sum.rowsRead += read
  sum.rowsWritten += written
}
function meterStorage(name, { storage }) {
  for (const part of [storage, storage.sql, storage.kv]) owners.set(part, name)
  patch(storage.sql, {
    exec(work, [statement]) {
      const cursor = work()
      const name = owners.get(this) ?? 'unknown'
      cursors.push({ name, statement, sum: sumOf(name), cursor })
      return cursor
    },
  })
  patch(storage.kv, {
    get(work) {
      rows(this, 1, 0)
      return work()
    },
    list(work) {
      const found = [...work()]
      rows(this, Math.max(1, found.length), 0)
      return found
    },
    put(work) {
      rows(this, 0, 1)
      return work()
    },
    delete(work) {
      rows(this, 0, 1)
      return work()
    },
  })
  const one = (read, written) =>
    function (work) {
      rows(this, read, written)
      return work()
    }
  patch(storage, {
    setAlarm(work, [at, ...more]) {
      rows(this, 0, 1, 'an alarm')
      return work(toReal(at), ...more)
    },
    async getAlarm(work) {
      rows(this, 1, 0)
      return fromReal(await work())
    },
    deleteAlarm: one(0, 1),
    deleteAll: one(0, 1),
    get: one(1, 0),
    put: one(0, 1),
    delete: one(0, 1),
  })
}

/**
 * For each object at work, how many of its calls, alarms and `waitUntil` promises run. As at Cloudflare, an object is billed for the time
 * in which at least one of them runs. The time in which several run counts once.
 */
const active = new Map()
function enter(name, key) {
  const now = realTime()
  const at = active.get(key)
  if (at === undefined) active.set(key, { name, calls: 1, since: now })
  else at.calls++
  touched()
}
function leave(key) {
  const at = active.get(key)
  touched()
  if (--at.calls > 0) return
  active.delete(key)
  sumOf(at.name).seconds += (realTime() - at.since) / 1000
}

const within = new AsyncLocalStorage()
function metered(name, System) {
  class Metered extends System {
    constructor(context, env) {
      meterEnvironment(env)
      meterStorage(name, context)
      patch(context, {
        waitUntil(work, [promise]) {
          const key = String(this.id)
          const known = active.has(key)
          if (known) enter(name, key)
          Promise.resolve(promise)
            .catch(() => {})
            .finally(() => known && leave(key))
          return work()
        },
      })
      super(context, env)
    }
    async meterAlarm() {
      await this.alarm()
    }
  }
  for (let prototype = System.prototype; prototype !== DurableObject.prototype; prototype = Object.getPrototypeOf(prototype)) {
    for (const [method, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (method === 'constructor' || typeof value !== 'function' || Object.hasOwn(Metered.prototype, method)) continue
      Metered.prototype[method] = function (...call) {
        // A method that the object calls on itself is a part of the same request, so it is not counted again.
        if (within.getStore() === this) return value.apply(this, call)
        const key = String(this.ctx.id)
        const ids = used.get(name) ?? used.set(name, new Set()).get(name)
        ids.add(key)
        const sum = sumOf(name)
        if (method === 'alarm') sum.alarms++
        else sum.requests++
        sum.byMethod[method] = (sum.byMethod[method] ?? 0) + 1
        counts.objectInvocations++
        enter(name, key)
        return within.run(this, async () => {
          try {
            return await value.apply(this, call)
          } finally {
            leave(key)
          }
        })
      }
    }
  }
  return Metered
}
export const RateLimiter = metered('RateLimiter', system.RateLimiter)
export const OrganizationBudget = metered('OrganizationBudget', system.OrganizationBudget)
export const Outbox = metered('Outbox', system.Outbox)
export const AlertSender = metered('AlertSender', system.AlertSender)
export const JobHost = metered('JobHost', system.JobHost)
export const Sweeper = metered('Sweeper', system.Sweeper)

// --- logs, the Worker, the meter itself -----------------------------------------------------------------------------------------------
for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
  const write = console[level].bind(console)
  console[level] = (...words) => {
    counts.logLines++
    write(...words)
  }
}

/**
 * For each class, the ids of all objects that were ever used. `used` holds only the objects that were used since the last reset.
 * `reset` and `runAlarms` copy the ids from `used` to here.
 */
const everUsed = new Map()
function read() {
  for (const { name, statement, sum, cursor } of cursors) {
    noteStatement(name, statement, cursor.rowsWritten)
    sum.rowsRead += cursor.rowsRead
    sum.rowsWritten += cursor.rowsWritten
  }
  cursors = []
  for (const [name, ids] of used) if (counts.objects[name] !== undefined) counts.objects[name].used = ids.size
  return { ...counts, quietMs: realTime() - lastAt, active: active.size }
}
function reset() {
  read()
  for (const [name, ids] of used) everUsed.set(name, new Set([...(everUsed.get(name) ?? []), ...ids]))
  counts = empty()
  used.clear()
  const now = realTime()
  for (const each of active.values()) each.since = now
}
async function runAlarms(env, names) {
  for (const [name, ids] of used) everUsed.set(name, new Set([...(everUsed.get(name) ?? []), ...ids]))
  for (const name of names) {
    const namespace = env[bindings[name]]
    for (const id of everUsed.get(name) ?? []) await namespace.get(namespace.idFromString(id)).meterAlarm()
  }
}
async function statement(env, { binding, sql, params = [] }) {
  meterEnvironment(env)
  const response = await rawDatabases.get(binding).fetch('http://d1/query?resultsFormat=ARRAY_OF_OBJECTS', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sql, params }),
  })
  return new Response(await response.text())
}

export default {
  ...system.default,
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.startsWith('/meter')) {
      meterEnvironment(env)
      counts.workerRequests++
      touched()
      return system.default.fetch(request, env, context)
    }
    if (pathname === '/meter/reset') reset()
    if (pathname === '/meter/sql') return statement(env, await request.json())
    if (pathname === '/meter/later') {
      moveClock(Number(searchParams.get('hours')) * 3_600_000)
      await runAlarms(env, Object.keys(bindings))
    }
    if (pathname === '/meter/alarm') await runAlarms(env, [searchParams.get('class')])
    return Response.json(read())
  },
}
