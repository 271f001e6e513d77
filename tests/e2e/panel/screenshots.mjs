// `npm run panel:screenshots [page…]`: writes screenshots of every page, light and dark, at 375 and 1440 pixels, to .screenshots. With
// `--wide` they are 3840 pixels wide. With `--docs` it writes the pictures of the documentation to docs/images instead.
import '../../../scripts/local/node-version.mjs'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/local/paths.mjs'
import { databaseWith, insertCopies } from './local-database.mjs'
import { LONG_NAME, RTL_NAME, startPanel } from './panel.mjs'
import { shots } from './shots.mjs'

const isForDocs = process.argv.includes('--docs')
const isWide = process.argv.includes('--wide')
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const folder = join(root, '.screenshots')
if (!isForDocs) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
}
const MODES = isForDocs ? ['light'] : ['light', 'dark']
const SIZES = isForDocs
  ? [[1440, 900]]
  : isWide
    ? [[3840, 2160]]
    : [
        [375, 812],
        [1440, 900],
      ]
const HOUR_MS = 3_600_000
const COUNTED_AFTER_MS = 20_000
const LOADING_MS = 30_000

/** Runs in the page. Returns true if everything is loaded, and if every picture in the visible part of the page is complete. */
function isComplete() {
  const isInWindow = (image) => image.getBoundingClientRect().top < innerHeight && image.getBoundingClientRect().bottom > 0
  const pictures = [...document.images].filter(isInWindow)
  return document.querySelector('.sheen') === null && pictures.every(({ complete, naturalWidth }) => complete && naturalWidth > 0)
}

async function writePicture(page, file) {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  writeFileSync(file, Buffer.from(data, 'base64'))
}

/**
 * Adds a month of usage: copies the stored usage and multiplies its numbers. The numbers are higher by day than by night, and increase
 * during the month.
 */
function addMonth(state) {
  const database = databaseWith(state, 'usage_hourly')
  const rows = database.prepare('SELECT * FROM usage_hourly').all()
  for (const [place, row] of rows.entries())
    insertCopies(
      database,
      'usage_hourly',
      row,
      Array.from({ length: 29 * 24 }, (_, index) => {
        const hour = row.hour - (index + 1) * HOUR_MS
        const swing = 1 + Math.sin(((new Date(hour).getUTCHours() - 8) / 24) * 2 * Math.PI)
        const factor = Math.round(swing * (4 - index / 240) * (1 + ((index * 7 + place * 3) % 5) / 4))
        const scaled = Object.fromEntries(
          ['requests', 'succeeded', 'failed', 'images', 'tokens', 'cost_micros'].map((name) => [name, row[name] * factor]),
        )
        return { hour, ...scaled }
      }),
    )
  database.close()
}

const panel = await startPanel()
try {
  await panel.enableModels(['sketch-priced', 'sketch-queued'])
  const { project_key: key, instance_id: instanceId } = panel.credentials
  const names = isForDocs
    ? [
        ['Web shop', 'web-shop'],
        ['Newsletter', 'newsletter'],
      ]
    : [
        [LONG_NAME, 'long'],
        [RTL_NAME, 'rtl'],
      ]
  for (const [name, slug] of names) await panel.api(`/config/v1/instances/${instanceId}/projects`, { method: 'POST', body: { name, slug } })
  const prompts = [
    'A quiet mountain lake at sunrise',
    'A red kite over dunes',
    'City at night in the rain',
    'A fox in the snow',
    isForDocs ? 'A red barn in a field of rye' : RTL_NAME,
    'Desert road under stars',
    'A harbour in the morning fog',
    'A forest path in autumn',
  ]
  for (const [index, prompt] of prompts.entries())
    await panel.api('/v1/generate', {
      method: 'POST',
      key,
      body: {
        model: ['sketch', 'sketch-priced', 'sketch-queued'][index % 3],
        prompt,
        size: ['1024x1024', '1344x768', '768x1344'][index % 3],
        seed: index,
      },
    })
  for (const role of ['admin', 'developer', 'viewer']) await panel.keyOf(role)
  for (const [provider, apiKey] of [
    ['openai', 'sk-example-0123456789-open'],
    ['black-forest-labs', 'example-0123456789-flux'],
  ])
    await panel.api(`/config/v1/instances/${instanceId}/credentials/${provider}`, { method: 'PUT', body: { fields: { api_key: apiKey } } })
  await panel.api(`/config/v1/instances/${instanceId}/webhooks`, {
    method: 'POST',
    body: {
      url: 'https://shop.example.com/hooks/pictures',
      events: ['generation.succeeded', 'generation.failed'],
      description: 'The shop',
    },
  })
  await panel.api(`/config/v1/instances/${instanceId}`, { method: 'PATCH', body: { name: 'Production' } })
  // `addMonth` copies the stored usage of the generations. The platform stores this usage some seconds after the end of a generation, so
  // the script waits here.
  await new Promise((resolve) => setTimeout(resolve, COUNTED_AFTER_MS))
  await panel.restart(addMonth)
  for (const { name, path, role = 'superadmin', prepare, picture } of shots(panel)) {
    if (wanted.length > 0 && !wanted.includes(name.split('-')[0])) continue
    if (isForDocs && picture === undefined) continue
    for (const mode of MODES)
      for (const [width, height] of SIZES) {
        const page = role === null ? await panel.newPage({ width, height, mode }) : await panel.open(role, path, { width, height, mode })
        if (role === null) await page.goto(panel.baseUrl + path)
        // Waits for the heading of the page, or for a drawer: if the address opens a drawer, the drawer hides the heading behind it.
        await page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first().waitFor()
        await page.waitForLoadState('networkidle')
        await prepare?.(page)
        for (let tries = 0; tries < LOADING_MS / 250 && !(await page.evaluate(isComplete)); tries++) await page.waitForTimeout(250)
        await page.waitForTimeout(500)
        if (isForDocs) await writePicture(page, join(root, 'docs', 'images', `panel-${picture}.webp`))
        else await page.screenshot({ path: join(folder, `${name}-${mode}-${width}.png`) })
        await page.context().close()
      }
    console.log(name)
  }
} finally {
  for (const fault of new Set(panel.faults)) console.log(fault)
  await panel.stop()
}
