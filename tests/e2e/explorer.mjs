// Tests the API explorer in a real browser: `npm run test:browser`. Both contracts must be shown, no other host may be called, and the page
// must not violate its own content security policy. Then the test acts as a new user: it enters a valid key and presses Send for every
// operation. explorer-operations.mjs has the expected statuses. If operation ids are given as arguments, only these operations are tested.
// The variable CHROMIUM is the path of the browser; the default is /usr/bin/chromium.
import '../../scripts/local/node-version.mjs'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { png } from '../support/pictures.ts'
import { OPERATIONS, why } from './explorer-operations.mjs'

const PATIENCE_MS = 60_000
const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const EXAMPLE = '01K9ZQ4X1V7M3T8B5N2D6F0GHJ'

const state = mkdtempSync(join(tmpdir(), 'explorer-'))
process.env.STATE_DIR = join(state, 'state')
process.env.CREDENTIALS_FILE = join(state, 'credentials.json')
const { isFree, prepare, serve } = await import('../../scripts/local/server.mjs')
const { call, firstRun } = await import('../../scripts/local/first-run.mjs')
const { root } = await import('../../scripts/local/paths.mjs')

const picture = join(state, 'picture.png')
writeFileSync(
  picture,
  png(64, 64, (x, y) => [x * 3, y * 3, 90, 255]),
)
let port = 8900
while (!(await isFree(port))) port++
await prepare()
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
let sent = 0
try {
  await contractsShow()
  const { credentials } = await firstRun(server.baseUrl)
  const keys = { config: credentials.admin_key, generation: await projectKey(credentials) }
  for (const slug of ['generation', 'config']) {
    const operations = operationsOf(slug)
    await sendAll(slug, keys[slug], operations, 'sent', {})
    const withFile = operations.filter(({ row }) => row.file !== undefined)
    await sendAll(slug, keys[slug], withFile, 'file', {})
    const own = await ownThings(credentials, keys)
    const rest = operations.filter(({ row }) => row?.own !== undefined)
    // The example of a PUT sends the ETag that a document has before its first change. So the PUT operations come first, before any other
    // operation changes a document. The DELETE operations come last, in the reverse order of the contract: a project, for example, comes
    // before the instance that contains it.
    const of = (...methods) => rest.filter(({ method }) => methods.includes(method))
    const ordered = [...of('put'), ...of('get', 'post', 'patch'), ...of('delete').toReversed()]
    await sendAll(slug, keys[slug], ordered, 'own', own)
  }
} catch (error) {
  faults.push(error.stack)
} finally {
  await browser.close()
  await server.stop()
  rmSync(state, { recursive: true, force: true })
}
if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(
  `explorer: both contracts show, no other host was asked, no policy was violated, ${sent} operations were answered as they should`,
)

async function newPage() {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } })
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  page.on('console', (message) => {
    // Two kinds of errors in the console are expected. The browser reports each response with a status of 400 or above; the test checks
    // statuses by itself. The console also reports requests that were canceled because the dialog was closed.
    const isKnown = /^Failed to load resource|^The request has been cancelled/.test(message.text())
    if (message.type() === 'error' && !isKnown) faults.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!new RegExp(`^(${server.baseUrl}|data:|blob:)`).test(request.url())) faults.push(`outside: ${request.url()}`)
  })
  return page
}

async function contractsShow() {
  const page = await newPage()
  const answer = await page.goto(`${server.baseUrl}/docs`)
  if (!answer.headers()['content-security-policy']?.includes("default-src 'none'")) faults.push('no strict policy')
  await page.getByText('Make pictures').first().waitFor()
  await page.getByText('Generation service').first().click()
  await page.getByText('Config service').first().click()
  await page.getByText('Set the platform up').first().waitFor()
  await page.close()
}

function operationsOf(slug) {
  const contract = JSON.parse(readFileSync(join(root, 'generated', slug, 'openapi.json'), 'utf8'))
  const found = Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => ({
      method,
      path,
      id: item[method].operationId,
      hash: `#${slug}/tag/${item[method].tags[0].replaceAll(' ', '-')}/${method.toUpperCase()}${path}`,
      row: OPERATIONS[slug][item[method].operationId],
    })),
  )
  for (const { id, row } of found) if (row === undefined) faults.push(`${slug}: explorer-operations.mjs has no row for ${id}`)
  for (const id of Object.keys(OPERATIONS[slug]))
    if (!found.some((operation) => operation.id === id)) faults.push(`${slug}: explorer-operations.mjs has a row for ${id}, which is gone`)
  const only = process.argv.slice(2)
  return found.filter(({ id, row }) => row !== undefined && (only.length === 0 || only.includes(id)))
}

/**
 * Presses Send for each of these operations, and compares the status with the expected one in explorer-operations.mjs.
 * @param column the field of the expected status: 'sent', 'file' or 'own'. For 'file', a picture is selected before Send is pressed.
 * @param own maps prefixes of ids, such as `org`, to ids of existing resources. In the contract that the explorer loads, these ids replace
 * the ids of the examples.
 */
async function sendAll(slug, key, operations, column, own) {
  const page = await newPage()
  await page.route('**/openapi.json', async (route) => {
    const answer = await route.fetch()
    let text = await answer.text()
    for (const [prefix, id] of Object.entries(own)) text = text.replaceAll(`${prefix}_${EXAMPLE}`, id)
    await route.fulfill({ response: answer, body: text })
  })
  let entered = false
  for (const operation of operations) {
    const name = `${column} ${operation.id}`
    try {
      await page.goto(`${server.baseUrl}/docs${operation.hash}`)
      if (!entered) {
        await page.getByPlaceholder('Token').first().fill(key)
        entered = true
      }
      const answer = await send(page, operation, column === 'file')
      sent++
      const wanted = operation.row[column]
      const said = `${slug} ${name}: ${answer.status()}`
      console.log(`${said} ${why(operation.row, wanted)}`.trim())
      if (answer.status() !== wanted)
        faults.push(
          `${said} instead of ${wanted}\n  ${answer.request().method()} ${answer.url()} ${answer.request().postData()?.slice(0, 300) ?? ''}\n  ${(await answer.text()).slice(0, 400)}`,
        )
    } catch (error) {
      faults.push(`${slug} ${name}: ${error.message}`)
      await page.goto('about:blank')
      entered = false
    }
  }
  await page.close()
}

async function send(page, { method, path }, withFile) {
  await page
    .getByRole('button', { name: `Test Request (${method} ${path})`, exact: true })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  if (withFile) {
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByText('Select File').first().click()
    await (await choosing).setFiles(picture)
  }
  // Waits for the response with this operation's method and path. The next response may be another one: on a slow machine, the explorer
  // may still be loading a contract.
  const sent = new RegExp(`/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === method.toUpperCase() && sent.test(new URL(answer.url()).pathname),
  )
  await dialog.getByRole('button', { name: 'Send', exact: false }).first().click()
  const answer = await answered
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  return answer
}

function projectKey({ admin_key: key, project_id: projectId }) {
  const body = { kind: 'project', project_id: projectId, name: 'Explorer', scopes: ['read', 'generate', 'manage'] }
  return call(`${server.baseUrl}/config/v1/keys`, { method: 'POST', key, body }).then(({ secret }) => secret)
}

/** Makes the resources that the second run of `sendAll` changes and deletes, so that this run affects no other resource. */
async function ownThings({ admin_key: key }, { generation: generationKey }) {
  const config = `${server.baseUrl}/config/v1`
  const make = (path, body, method = 'POST') => call(`${config}${path}`, { method, key, body })
  const name = `own-${Date.now().toString(36)}`
  const organization = await make('/organizations', { name, slug: name })
  const user = await make('/users', { name: 'Own', email: `${name}@example.com`, role: 'viewer' })
  const instance = await make('/instances', { name, slug: name, default_model: 'sketch' })
  const project = await make(`/instances/${instance.id}/projects`, { name, slug: name })
  const own = await make('/keys', { kind: 'project', project_id: project.id, name, scopes: ['read', 'generate'] })
  // The platform verifies this credential with a call to its address. Nothing listens on port 1, so the call reaches nobody.
  const fields = { fields: { api_key: 'sk-example-0123456789' }, base_url: 'http://127.0.0.1:1/v1' }
  const credential = await make(`/instances/${instance.id}/credentials/openai`, fields, 'PUT')
  const webhook = await make(`/instances/${instance.id}/webhooks`, { url: 'http://127.0.0.1:1/hook', events: ['generation.succeeded'] })
  const generation = await call(`${server.baseUrl}/v1/generate`, {
    method: 'POST',
    key: generationKey,
    body: { prompt: 'a hut', model: 'sketch' },
  })
  const asset = await call(`${server.baseUrl}/v1/assets`, {
    method: 'POST',
    key: generationKey,
    body: { base64: readFileSync(picture).toString('base64') },
  })
  return {
    org: organization.id,
    user: user.id,
    inst: instance.id,
    proj: project.id,
    key: own.id,
    cred: credential.id,
    hook: webhook.id,
    gen: generation.id,
    asset: asset.id,
  }
}
