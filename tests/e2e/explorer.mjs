// The API explorer in a real browser: `npm run test:browser`. Both contracts must be shown, no other host may be called, and the page's own
// policy must not be violated. Chromium is the file in CHROMIUM, or /usr/bin/chromium.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const state = mkdtempSync(join(tmpdir(), 'explorer-'))
process.env.STATE_DIR = join(state, 'state')
process.env.CREDENTIALS_FILE = join(state, 'credentials.json')
const { isFree, prepare, serve } = await import('../../scripts/local/server.mjs')

let port = 8900
while (!(await isFree(port))) port++
prepare()
const server = await serve(port)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const faults = []
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  page.on('request', (request) => {
    if (!new RegExp(`^(${server.baseUrl}|data:|blob:)`).test(request.url())) faults.push(`outside: ${request.url()}`)
  })
  const answer = await page.goto(`${server.baseUrl}/docs`)
  if (!answer.headers()['content-security-policy']?.includes("default-src 'none'")) faults.push('no strict policy')
  await page.getByText('Make pictures').first().waitFor({ timeout: 30_000 })
  await page.getByText('Generation service').first().click()
  await page.getByText('Config service').first().click()
  await page.getByText('Set the platform up').first().waitFor({ timeout: 30_000 })
} catch (error) {
  faults.push(error.message)
} finally {
  await browser.close()
  await server.stop()
  rmSync(state, { recursive: true, force: true })
}
if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log('explorer: both contracts show, no other host was asked, no policy was violated')
