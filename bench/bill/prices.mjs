// The prices of Cloudflare beyond the amounts that the Workers Paid plan includes, in US dollars. `billOf` charges everything and does not
// subtract the included amounts. The prices were copied from second-hand sources. Each price still has to be compared with Cloudflare's own
// page, whose address is in `source`.
export const READ_ON = '2026-11-29'
const MILLION = 1_000_000
export const PRICES = {
  workerRequest: { dollars: 0.3 / MILLION, source: 'https://developers.cloudflare.com/workers/platform/pricing/' },
  workerCpuMs: { dollars: 0.02 / MILLION, source: 'https://developers.cloudflare.com/workers/platform/pricing/' },
  objectRequest: { dollars: 0.15 / MILLION, source: 'https://developers.cloudflare.com/durable-objects/platform/pricing/' },
  objectGigabyteSecond: { dollars: 12.5 / MILLION, source: 'https://developers.cloudflare.com/durable-objects/platform/pricing/' },
  objectRowRead: { dollars: 0.001 / MILLION, source: 'https://developers.cloudflare.com/durable-objects/platform/pricing/' },
  objectRowWritten: { dollars: 1 / MILLION, source: 'https://developers.cloudflare.com/durable-objects/platform/pricing/' },
  d1RowRead: { dollars: 0.001 / MILLION, source: 'https://developers.cloudflare.com/d1/platform/pricing/' },
  d1RowWritten: { dollars: 1 / MILLION, source: 'https://developers.cloudflare.com/d1/platform/pricing/' },
  d1GigabyteMonth: { dollars: 0.75, source: 'https://developers.cloudflare.com/d1/platform/pricing/' },
  kvRead: { dollars: 0.5 / MILLION, source: 'https://developers.cloudflare.com/kv/platform/pricing/' },
  kvWrite: { dollars: 5 / MILLION, source: 'https://developers.cloudflare.com/kv/platform/pricing/' },
  r2ClassA: { dollars: 4.5 / MILLION, source: 'https://developers.cloudflare.com/r2/pricing/' },
  r2ClassB: { dollars: 0.36 / MILLION, source: 'https://developers.cloudflare.com/r2/pricing/' },
  r2GigabyteMonth: { dollars: 0.015, source: 'https://developers.cloudflare.com/r2/pricing/' },
  logEvent: { dollars: 0.6 / MILLION, source: 'https://developers.cloudflare.com/workers/observability/logs/workers-logs/' },
}
/** Each durable object is billed for this much memory, however much it uses. */
export const OBJECT_GIGABYTES = 0.128

/** Returns the lines of a bill: name, amount, and dollars. `n` scales the counts, for example to 1,000 generations. */
export function billOf(counts, cpuMs, n) {
  const d1 = Object.values(counts.d1)
  const objects = Object.values(counts.objects)
  const line = (what, amount, price) => ({ what, amount: amount * n, dollars: amount * n * PRICES[price].dollars })
  return [
    line('requests of the Worker', counts.workerRequests, 'workerRequest'),
    line('CPU of the Worker, ms, at most', cpuMs, 'workerCpuMs'),
    line('rows written to D1', sumOf(d1, 'rowsWritten'), 'd1RowWritten'),
    line('rows read from D1', sumOf(d1, 'rowsRead'), 'd1RowRead'),
    line('requests and alarms of objects', sumOf(objects, 'requests') + sumOf(objects, 'alarms'), 'objectRequest'),
    line('GB-s of objects', sumOf(objects, 'seconds') * OBJECT_GIGABYTES, 'objectGigabyteSecond'),
    line('rows written in objects', sumOf(objects, 'rowsWritten'), 'objectRowWritten'),
    line('rows read in objects', sumOf(objects, 'rowsRead'), 'objectRowRead'),
    line('KV reads', counts.kv.reads, 'kvRead'),
    line('KV writes, deletes, lists', counts.kv.writes + counts.kv.deletes + counts.kv.lists, 'kvWrite'),
    line('R2 writes and lists (class A)', counts.r2.classA, 'r2ClassA'),
    line('R2 reads (class B)', counts.r2.classB, 'r2ClassB'),
  ]
}
export const total = (lines) => lines.reduce((all, { dollars }) => all + dollars, 0)

export const dollars = (value, digits = 5) => `$${value.toFixed(digits)}`
export const sumOf = (list, name) => list.reduce((all, each) => all + each[name], 0)
/** Returns how many rows of both databases were written or read. */
export const d1Rows = ({ d1 }, name = 'rowsWritten') => sumOf(Object.values(d1), name)
