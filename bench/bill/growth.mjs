// Measures how the cost of a generation grows with the number of instances, and with the number of records that an instance has.
import { ask, spread, startMetered } from './metered.mjs'
import { billOf, d1Rows, dollars, PRICES, sumOf, total } from './prices.mjs'
import { table } from '../parts/tables.mjs'

const HOURS_PER_MONTH = 730
const SAMPLES = 20
/** The number of lines of the request log that an instance keeps by default. */
const LOG_ROWS = 100_000

/**
 * Returns a text with two tables: the cost by the number of instances, and the cost by the number of records.
 * @param generations how many generations are measured for each number of instances.
 * @param say reports progress.
 */
export async function growthOf({ providerUrl, providers, generate, generations, fleets, mostRecords, say }) {
  const fleet = await startMetered(providerUrl)
  const quickly = (key) => generate(fleet, key, { model: 'gpt-image-2.6-flare', prompt: 'quick' })
  const measured = { fleet, providers, quickly, say }
  try {
    const [instances, records] = [await byInstances(measured, generations, fleets), await byRecords(measured, mostRecords)]
    return [
      '### How it grows with instances',
      `${generations} generations of a provider that answers at once, spread over the instances; per generation:`,
      instances,
      '### How it grows with records',
      records,
    ].join('\n\n')
  } finally {
    await fleet.stop()
  }
}

async function medianMs(work) {
  const times = []
  for (let round = 0; round < 7; round++) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((one, other) => one - other)[3]
}

async function byInstances({ fleet, providers, quickly, say }, generations, fleets) {
  const per = 1000 / generations
  const keys = []
  const fleetRows = []
  for (const instances of fleets) {
    while (keys.length < instances) keys.push((await fleet.tenant(`fleet-${keys.length}`, { providers })).key)
    for (const key of keys.slice(0, instances)) await quickly(key)
    const { counts, cpuMs } = await fleet.counted(() => spread(generations, 5, (index) => quickly(keys[index % instances])))
    await fleet.meter('/reset')
    const idle = await fleet.counted(async () => {
      for (let hour = 0; hour < 3; hour++) await fleet.meter('/later?hours=1.1', {})
    })
    const monthly = (total(billOf(idle.counts, idle.cpuMs, 1)) / 3 / keys.length) * HOURS_PER_MONTH
    const objects = Object.values(counts.objects)
    fleetRows.push([
      String(instances),
      (d1Rows(counts) / generations).toFixed(2),
      (d1Rows(counts, 'rowsRead') / generations).toFixed(2),
      (sumOf(objects, 'rowsWritten') / generations).toFixed(2),
      ((sumOf(objects, 'requests') + sumOf(objects, 'alarms')) / generations).toFixed(2),
      dollars(total(billOf(counts, cpuMs, per)), 4),
      dollars(monthly, 4),
    ])
    say(`${instances} instances: ${fleetRows.at(-1).join(' | ')}`)
  }
  return table(
    [
      'instances',
      'rows written to D1',
      'rows read from D1',
      'rows written in objects',
      'requests and alarms of objects',
      'per 1,000',
      'an idle instance, a month',
    ],
    fleetRows,
  )
}

async function byRecords({ fleet, providers, quickly, say }, mostRecords) {
  const owner = await fleet.tenant('records', { providers })
  const first = await quickly(owner.key)
  const template = async (name) =>
    (await fleet.sql('DATA_DB', `SELECT * FROM ${name} WHERE instance_id = ? LIMIT 1`, [owner.instanceId])).rows[0]
  const copy = async (binding, name, row, from, count) => {
    const columns = Object.keys(row)
    const ids = { generations: 'id', assets: 'id', log_entries: 'request_id' }[name]
    const isNumber = (column) => name === 'log_entries' && column === 'id'
    const values = columns.map((column) => (column === ids ? "printf('%s_0%025d', ?, n)" : isNumber(column) ? 'n' : '?'))
    const prefix = String(row[ids]).split('_')[0]
    const params = columns.filter((column) => !isNumber(column)).map((column) => (column === ids ? prefix : row[column]))
    for (let at = from; at < from + count; at += 20_000) {
      const end = Math.min(at + 20_000, from + count)
      const numbers = `WITH RECURSIVE c(n) AS (SELECT ${at} UNION ALL SELECT n + 1 FROM c WHERE n + 1 < ${end})`
      await fleet.sql(binding, `INSERT INTO ${name} (${columns.join(', ')}) ${numbers} SELECT ${values.join(', ')} FROM c`, params)
    }
  }
  const [record, asset] = [await template('generations'), await template('assets')]
  await fleet.counted(() => quickly(owner.key))
  const logLine = (await fleet.sql('CONFIG_DB', 'SELECT * FROM log_entries WHERE instance_id = ? LIMIT 1', [owner.instanceId])).rows[0]
  const recordRows = []
  for (let records = 1000, there = 0; records <= mostRecords; there = records, records *= 10) {
    await copy('DATA_DB', 'generations', record, there, records - there)
    await copy('DATA_DB', 'assets', asset, there, records - there)
    const [logFrom, logTo] = [Math.min(there, LOG_ROWS), Math.min(records, LOG_ROWS)]
    await copy('CONFIG_DB', 'log_entries', { ...logLine, at: Date.now() }, logFrom, logTo - logFrom)
    const made = await fleet.counted(() => spread(SAMPLES, 5, () => quickly(owner.key)))
    const oneRead = await fleet.counted(() => ask(fleet, 'GET', `/v1/generations/${first.id}`, { key: owner.key }))
    const readPage = () => ask(fleet, 'GET', '/v1/generations?limit=100', { key: owner.key })
    const page = await fleet.counted(readPage)
    const pageMs = await medianMs(readPage)
    const [config, data] = [await fleet.sql('CONFIG_DB', 'SELECT 1'), await fleet.sql('DATA_DB', 'SELECT 1')]
    await fleet.meter('/reset')
    const hour = await fleet.counted(() => fleet.meter('/later?hours=1.1', {}))
    const rest = hour.counts.d1
    recordRows.push([
      records.toLocaleString('en'),
      (d1Rows(made.counts) / SAMPLES).toFixed(2),
      (d1Rows(made.counts, 'rowsRead') / SAMPLES).toFixed(2),
      String(d1Rows(oneRead.counts, 'rowsRead')),
      `${d1Rows(page.counts, 'rowsRead')}, ${pageMs.toFixed(0)} ms`,
      `${rest.CONFIG_DB?.rowsRead ?? 0} + ${rest.DATA_DB?.rowsRead ?? 0}`,
      dollars(d1Rows(hour.counts, 'rowsRead') * HOURS_PER_MONTH * PRICES.d1RowRead.dollars, 4),
      `${Math.round(config.meta.size_after / 1e6)} + ${Math.round(data.meta.size_after / 1e6)}`,
    ])
    say(`records: ${recordRows.at(-1).join(' | ')}`)
  }
  return table(
    [
      'records of an instance',
      'rows written per generation',
      'rows read per generation',
      'rows read for one generation by id',
      'for a page of 100, and its time',
      'by the hourly work of all instances of the run (CONFIG_DB + DATA_DB)',
      'this work, a month',
      'size of the databases, MB (CONFIG_DB + DATA_DB)',
    ],
    recordRows,
  )
}
