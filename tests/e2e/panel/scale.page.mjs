// Tests the panel with ten thousand generations, 500 keys, 200 projects and long names. Every page must be usable within a second, with few
// requests, and nothing may be wider than a browser window of 375 px. The rows are copies of real ones, which are inserted into the local
// databases while the server is stopped.
import { availableParallelism, loadavg } from 'node:os'
import { databaseWith, insertCopies } from './local-database.mjs'
import { pages } from './page-list.mjs'
import { LONG_NAME, RTL_NAME } from './panel.mjs'

const GENERATIONS = 10_000
const KEYS = 500
const PROJECTS = 200
const HOUR_MS = 3_600_000
const MONTH_MS = 28 * 24 * HOUR_MS
const MOST_REQUESTS = 6
const DRAWERS = [
  ['keys', 'instance', 'key=new'],
  ['webhooks', 'instance', 'hook=new'],
  ['people', 'organization', 'user=new'],
  ['overview', 'instance', 'new=project'],
  ['models', 'instance', 'model=sketch'],
]
const USEFUL_AFTER_MS = 1_000
/** Whether the machine is quiet. On a busy machine, the test prints how long a page takes, but does not check it. */
const isQuiet = loadavg()[0] < availableParallelism() + 1

/** Returns an id that looks like `id` but was never generated: a counter replaces the last five characters. */
const idLike = (id, count) => `${id.slice(0, -5)}${String(count).padStart(5, '0')}`

/** Returns a name that is about as long as the API accepts, and that ends with the index. */
const nameOf = (index) => `${(index % 2 ? LONG_NAME : RTL_NAME.repeat(8)).slice(0, 194)} ${index}`

/** Inserts copies of one row; `change` returns the fields that differ in each copy. */
function copy(database, table, id, count, change) {
  const row = database.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id)
  insertCopies(
    database,
    table,
    row,
    Array.from({ length: count }, (_, index) => change(row, index)),
  )
}

/**
 * Runs in the page: returns the times at which the stages of loading the page ended, in milliseconds after the navigation. `useful` is the
 * time of the last response of the API, or of the first paint if that was later.
 */
function timesOf() {
  const entries = performance.getEntriesByType('resource')
  const answers = entries.filter(({ name }) => /\/(config\/)?v1\/(?!assets\/)/.test(name))
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
  const end = (some) => Math.round(Math.max(0, ...some.map(({ responseEnd }) => responseEnd)))
  return {
    html: end(performance.getEntriesByType('navigation')),
    scripts: end(entries.filter(({ name }) => name.endsWith('.js'))),
    paint: Math.round(paint),
    useful: Math.max(Math.round(paint), end(answers)),
    answers: answers.map(({ name, startTime, responseEnd }) => [new URL(name).pathname, Math.round(startTime), Math.round(responseEnd)]),
  }
}

/**
 * Fills a platform with many projects and keys that have long names, and with the usage, log entries, records and pictures of ten thousand
 * generations in one month.
 */
export async function fill(panel) {
  const { project_key: key, project_id: projectId } = panel.credentials
  const made = await panel.api('/v1/generate', { method: 'POST', key, body: { prompt: LONG_NAME, size: '256x256' } })
  const me = await panel.api('/config/v1/me', { key })
  const pathOfUsage = `/config/v1/instances/${panel.credentials.instance_id}/overview`
  // Waits until the databases have the rows of this generation, which are copied below. The platform writes them after the response: the
  // record immediately, the usage and the log some seconds later.
  for (let tries = 0; tries < 240; tries++) {
    const { data } = await panel.api('/v1/generations?limit=1', { key })
    const { usage } = await panel.api(pathOfUsage)
    if (data.length > 0 && usage.today.requests > 0) break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  await panel.restart(async (state) => {
    const config = databaseWith(state, 'projects')
    config.prepare('UPDATE projects SET name = ? WHERE id = ?').run(nameOf(0), projectId)
    copy(config, 'projects', projectId, PROJECTS, (row, index) => ({
      id: idLike(row.id, index),
      name: nameOf(index),
      slug: `project-${index}`,
    }))
    copy(config, 'keys', me.key_id, KEYS, (row, index) => ({
      id: idLike(row.id, index),
      name: nameOf(index),
      hash: `copy-${index}`,
    }))
    const project = (index) => idLike(projectId, index % PROJECTS)
    const keyOf = (index) => idLike(me.key_id, index % KEYS)
    const generation = (index) => idLike(made.id, index)
    const at = (now, index) => now - Math.floor((index * MONTH_MS) / GENERATIONS)
    const all = (change) => Array.from({ length: GENERATIONS }, (_, index) => change(index))
    const usage = config.prepare('SELECT * FROM usage_hourly LIMIT 1').get()
    insertCopies(
      config,
      'usage_hourly',
      usage,
      all((index) => ({
        hour: at(usage.hour, index) - (at(usage.hour, index) % HOUR_MS),
        project_id: project(index),
        key_id: keyOf(index),
        // The usage is spread over forty models.
        model: `${usage.model}-${index % 40}`,
      })),
    )
    const logged = config.prepare('SELECT * FROM log_entries ORDER BY at DESC LIMIT 1').get()
    insertCopies(
      config,
      'log_entries',
      { ...logged, id: null },
      all((index) => ({
        id: index,
        request_id: idLike(logged.request_id, index),
        generation_id: generation(index),
        project_id: index % 2 ? projectId : project(index),
        key_id: keyOf(index),
        ...(index % 7 === 0 ? { status: 429, error_code: 'rate_limited' } : {}),
        at: at(logged.at, index),
      })),
    )
    config.close()
    const data = databaseWith(state, 'generations')
    copy(data, 'generations', made.id, GENERATIONS, (row, index) => {
      const id = generation(index)
      // Each copy of the generation gets an id of its own, also in its record. The picture in the record is still that of the original
      // generation.
      return { id, record: row.record.replaceAll(JSON.stringify(row.id), JSON.stringify(id)) }
    })
    const picture = data.prepare('SELECT * FROM assets LIMIT 1').get()
    copy(data, 'assets', picture.id, GENERATIONS, (row, index) => ({
      id: idLike(row.id, index),
      generation_id: generation(index),
      created_at: at(row.created_at, index),
    }))
    data.close()
  })
}

export async function run(shared, { checkWidth }) {
  const panel = await shared.another()
  try {
    await fill(panel)
    for (const [width, height] of [
      [375, 812],
      [1440, 900],
    ]) {
      const page = await panel.open('superadmin', '/admin/', { width, height })
      for (const { id, scope } of pages)
        await panel.check(`${id} at ${width} px with everything full`, async () => {
          const took = []
          // Measures again, up to three times, if the page took too long: another program may have used the processor. The shortest time
          // counts.
          for (
            let tries = 0;
            tries < 3 && (took.length === 0 || Math.min(...took.map(({ useful }) => useful)) > USEFUL_AFTER_MS);
            tries++
          ) {
            // Leaves the previous page, because its requests must not be counted for the page that is measured.
            await page.goto('about:blank')
            const requests = []
            const ends = []
            const keep = (request) => {
              if (!/\/(config\/)?v1\//.test(request.url()) || request.resourceType() !== 'fetch') return
              requests.push(`${request.method()} ${new URL(request.url()).pathname}`)
              ends.push(request.response().then((response) => response?.finished()))
            }
            page.on('request', keep)
            await page.goto(panel.baseUrl + shared.at(id, scope))
            await page.getByRole('heading', { level: 1 }).waitFor()
            await page.waitForLoadState('networkidle')
            // On a slow machine the network may be idle while the scripts still run. So the test also waits for the first paint.
            await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
            await Promise.all(ends)
            page.off('request', keep)
            if (requests.length > MOST_REQUESTS) panel.faults.push(`${id} makes ${requests.length} requests: ${requests.join(', ')}`)
            took.push({ ...(await page.evaluate(timesOf)), requests: requests.length })
          }
          await checkWidth(page, `${id} at ${width} px with everything full`, panel.faults)
          const best = took.reduce((one, other) => (other.useful < one.useful ? other : one))
          console.log(
            `       ${id.padEnd(14)} useful after ${best.useful} ms at ${width} px (page ${best.html}, scripts ${best.scripts}, first paint ${best.paint}; ${best.requests} requests)`,
          )
          // Prints the times of each request, to show what makes a page slow.
          if (process.env.DETAILS)
            for (const [path, start, end] of best.answers) console.log(`         ${String(start).padStart(6)} to ${end} ms ${path}`)
          if (isQuiet && best.useful > USEFUL_AFTER_MS) panel.faults.push(`${id} is useful after ${best.useful} ms at ${width} px`)
        })
      // Opens drawers, some of which have a list of all projects or instances to choose from.
      for (const [id, scope, search] of DRAWERS)
        await panel.check(`${id}?${search} at ${width} px with everything full`, async () => {
          await page.goto(`${panel.baseUrl}${shared.at(id, scope)}?${search}`)
          await page.getByRole('dialog').getByRole('button').nth(1).waitFor()
          await page.waitForLoadState('networkidle')
          await checkWidth(page, `${id}?${search} at ${width} px with everything full`, panel.faults)
        })
      await page.context().close()
    }
    const page = await panel.open('superadmin', shared.at('generations'))
    await page.getByRole('table', { name: 'Generations' }).getByRole('row').nth(10).waitFor()
    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByRole('table', { name: 'Generations' }).getByRole('row').nth(10).waitFor()
  } finally {
    await panel.stop()
  }
}
