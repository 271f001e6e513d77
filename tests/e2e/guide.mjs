// `npm run test:guide`: tests the guide in a real browser, served by the real Worker. No page may violate the content security policy,
// write an error to the console, send a request to another host, have a fault of accessibility, or be wider than a phone; the search must
// work by keyboard alone. `--pictures=folder` also photographs the pages.
import '../../scripts/local/node-version.mjs'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumPath } from './panel/chromium.mjs'
import { checkAccessibility } from './panel/panel.mjs'

const PATIENCE_MS = 120_000
const PAGES = [
  '',
  'questions/',
  'api/',
  'api/quickstarts/curl/',
  'api/guides/editing/',
  'api/reference/generation/generate/',
  'api/models/',
  'admin/providers/',
  'admin/providers/openai/',
  'deployment/instances/',
  'specs/architecture/',
  'no/such/page/',
]
const WIDTHS = { desktop: 1400, tablet: 800, phone: 375 }

const state = mkdtempSync(join(tmpdir(), 'guide-'))
process.env.STATE_DIR = join(state, 'state')
process.env.CREDENTIALS_FILE = join(state, 'credentials.json')
const { isFree, prepare, serve } = await import('../../scripts/local/server.mjs')
const pictures = process.argv.find((part) => part.startsWith('--pictures='))?.split('=')[1]
if (pictures) mkdirSync(pictures, { recursive: true })

let port = 8950
while (!(await isFree(port))) port++
await prepare()
const server = await serve(port)
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
})
const faults = []
let checks = 0
try {
  for (const address of PAGES) await show(address)
  await searchByKeyboard()
  await searchOfAStaticHost()
} catch (error) {
  faults.push(error.stack)
} finally {
  await browser.close()
  await server.stop()
  rmSync(state, { recursive: true, force: true })
}
for (const fault of faults) console.error(fault)
const failed = Math.min(faults.length, checks)
console.log(`      Tests  ${failed > 0 ? `${failed} failed | ` : ''}${checks - failed} passed (${checks})`)
process.exit(faults.length === 0 ? 0 : 1)

async function newPage(where) {
  const page = await browser.newPage({ viewport: { width: WIDTHS.desktop, height: 900 } })
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('pageerror', (error) => faults.push(`${where}: ${error.message}`))
  page.on('console', (message) => {
    // The test opens one page that does not exist. The browser reports the status 404 as an error, which is not a fault here.
    if (message.type() === 'error' && !/status of 404/.test(message.text())) faults.push(`${where}: console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(`${server.baseUrl}/guide/`)) faults.push(`${where}: asks ${request.url()}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))
  })
  return page
}

function check(holds, fault) {
  checks++
  if (!holds) faults.push(fault)
}

async function accessible(page, where) {
  checks++
  await checkAccessibility(page, where, faults)
}

async function show(address) {
  const where = `/guide/${address}`
  const page = await newPage(where)
  const answer = await page.goto(server.baseUrl + where)
  check(answer.status() === (address.startsWith('no/') ? 404 : 200), `${where}: status ${answer.status()}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const drawn = await page.locator('.diagram svg').evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().height))
  check(
    drawn.every((height) => height > 50),
    `${where}: a diagram is ${drawn} pixels high`,
  )
  for (const image of await page.locator('article img').all()) {
    await image.scrollIntoViewIfNeeded()
    await image.evaluate((element) => element.decode())
  }
  for (const [name, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 900 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    check(wide <= 0, `${where}: ${wide} pixels too wide at ${width}`)
    if (name !== 'tablet') await accessible(page, `${where} at ${width}`)
    for (const mode of pictures && name !== 'tablet' ? ['light', 'dark'] : []) {
      await page.emulateMedia({ colorScheme: mode })
      const file = `${address.replaceAll('/', '-') || 'home-'}${name}-${mode}.png`
      await page.screenshot({ path: join(pictures, file) })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.close()
}

async function searchByKeyboard() {
  const page = await newPage('search')
  await page.goto(`${server.baseUrl}/guide/specs/glossary/`)
  await page.keyboard.press('/')
  await page.keyboard.type('idempotency')
  await page.locator('#found a').first().waitFor()
  check(/results/.test(await page.getByRole('status').textContent()), 'search: the number of results is not announced')
  await accessible(page, 'search')
  if (pictures) await page.screenshot({ path: join(pictures, 'search.png') })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  check(await page.evaluate(() => document.activeElement.matches('#found li:first-child a')), 'search: arrows do not move the focus')
  await page.keyboard.press('Escape')
  check(
    await page.evaluate(() => document.activeElement.id === 'search' && document.querySelector('#found').hidden),
    'search: Escape does not close',
  )
  await page.keyboard.type(' key')
  await page.locator('#found a').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/idempotency/)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('xyzzyplugh')
  await page.getByText('Nothing was found').waitFor()
  // Opens the list of pages by keyboard, at the width of a phone.
  await page.setViewportSize({ width: WIDTHS.phone, height: 800 })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Pages' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
  await accessible(page, 'pages on a phone')
  if (pictures) await page.screenshot({ path: join(pictures, 'pages-phone.png') })
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Deployment', exact: true }).click()
  await page.waitForURL(/guide\/deployment\/$/)
  checks += 4
  await page.close()
}

/**
 * Tests the search on a static host. This host has no Worker: it only serves the guide's files, under a path other than /guide/. The guide
 * must work on any such host.
 */
async function searchOfAStaticHost() {
  const { createServer } = await import('node:http')
  const { readFile } = await import('node:fs/promises')
  const { guideFolder } = await import('../../scripts/local/guide.mjs')
  const types = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' }
  const host = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://x').pathname.replace('/some/where/', '/')
    const file = join(guideFolder, path.endsWith('/') ? `${path}index.html` : path)
    const body = await readFile(file).catch(() => null)
    response.writeHead(body === null ? 404 : 200, { 'content-type': types[file.split('.').pop()] ?? 'application/octet-stream' })
    response.end(body)
  })
  await new Promise((done) => host.listen(0, '127.0.0.1', done))
  const page = await browser.newPage()
  try {
    page.on('pageerror', (error) => faults.push(`static host: ${error.message}`))
    page.on('response', (answer) => answer.status() >= 400 && faults.push(`static host: ${answer.status()} ${answer.url()}`))
    await page.goto(`http://127.0.0.1:${host.address().port}/some/where/api/guides/editing/`)
    await page.getByLabel('Search the guide').fill('mask')
    await page.locator('#found a').first().click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    check(page.url().includes('/some/where/'), 'static host: a result leads out of the guide')
  } finally {
    await page.close()
    host.close()
  }
}
