// With ten thousand generations, 500 keys, 200 projects and long names, every page must still open with few requests, and nothing may be
// wider than a window of 375 px. The rows are copies of real ones, which are inserted into the local databases while the server is stopped.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pages } from './page-list.mjs'
import { LONG_NAME, RTL_NAME } from './panel.mjs'

const GENERATIONS = 10_000
const KEYS = 500
const PROJECTS = 200
const MOST_REQUESTS = 6

/** Returns an id of the same kind that was never generated: its random part is replaced by a counter. */
const idLike = (id, count) => `${id.slice(0, -5)}${String(count).padStart(5, '0')}`

/** Names of the maximum length that the API accepts. */
const nameOf = (index) => `${(index % 2 ? LONG_NAME : RTL_NAME.repeat(4)).slice(0, 94)} ${index}`

function databaseWith(state, table) {
  const folder = join(state, 'v3', 'd1', 'miniflare-D1DatabaseObject')
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(folder, name))
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table)) return database
    database.close()
  }
  throw new Error(`no local database has the table ${table}`)
}

/** Inserts copies of one row; `change` returns the fields that differ in each copy. */
function copy(database, table, id, count, change) {
  const row = database.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id)
  const names = Object.keys(row)
  const insert = database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
  database.exec('BEGIN')
  for (let index = 0; index < count; index++) {
    const made = { ...row, ...change(row, index) }
    insert.run(...names.map((name) => made[name]))
  }
  database.exec('COMMIT')
}

export async function run(shared, { checkWidth }) {
  const panel = await shared.another()
  try {
    const { project_key: key, project_id: projectId } = panel.credentials
    const made = await panel.api('/v1/generate', { method: 'POST', key, body: { prompt: LONG_NAME, size: '256x256' } })
    const me = await panel.api('/config/v1/me', { key })
    // The record is written to the database after the response.
    for (let tries = 0; tries < 40; tries++) {
      const { data } = await panel.api('/v1/generations?limit=1', { key })
      if (data.length > 0) break
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
      config.close()
      const data = databaseWith(state, 'generations')
      copy(data, 'generations', made.id, GENERATIONS, (row, index) => {
        const id = idLike(row.id, index)
        // The record refers to the picture of the original; only its own id is different.
        return { id, record: row.record.replaceAll(JSON.stringify(row.id), JSON.stringify(id)) }
      })
      data.close()
    })
    for (const [width, height] of [
      [375, 812],
      [1440, 900],
    ]) {
      const page = await panel.open('superadmin', '/admin/', { width, height })
      for (const { id, scope } of pages) {
        let requests = 0
        const count = (request) => /\/(config\/)?v1\//.test(request.url()) && request.resourceType() === 'fetch' && requests++
        page.on('request', count)
        const startedAt = Date.now()
        await page.goto(panel.baseUrl + shared.at(id, scope))
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        page.off('request', count)
        await checkWidth(page, `${id} at ${width} px with everything full`, panel.faults)
        if (requests > MOST_REQUESTS) panel.faults.push(`${id} makes ${requests} requests with everything full`)
        if (width > 1000) console.log(`       ${id.padEnd(14)} ${requests} requests, ${Date.now() - startedAt} ms`)
      }
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
