// Shared by every test of the panel: starts a platform and a browser, and watches for faults.
// const page = await panel.open('admin', panel.at('gallery'))
// await page.getByRole('button', { name: 'Create' }).click()      // by role, label and text; there are no test ids
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { call } from '../../../scripts/local/first-run.mjs'
import { root } from '../../../scripts/local/paths.mjs'
import { chromiumPath } from './chromium.mjs'
import { Coverage } from './coverage.mjs'
import { startServer } from '../../support/server.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PATIENCE_MS = 90_000
const SERVER_ALONE = join(import.meta.dirname, 'empty-server.mjs')
/** Matches keys, codes of sign-in links and secrets of webhooks. */
const SECRET = /cma_(live|panel|once|oauth|refresh)_\w{8}|whsec_\w{8}/

/** Long names, which break careless layouts; the API accepts at most 200 characters. */
export const LONG_NAME = 'A very long name that somebody pasted by mistake and that goes on '.repeat(4).slice(0, 200)
export const RTL_NAME = 'מגדלור בערפל · منارة في الضباب'

const launchBrowser = () =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      // Keeps Chromium from lowering the priority of the pages. Otherwise, other programs on a busy machine would distort the measured
      // times.
      '--disable-renderer-priority-management',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** @param shared if this is the second platform of a test: what it shares with the first, such as the browser and the list of faults. */
export async function startPanel(shared = null) {
  const folder = mkdtempSync(join(tmpdir(), 'panel-'))
  let server = await startServer(folder)
  const credentials = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
  const baseUrl = credentials.base_url
  const { browser, faults, coverage, counts } = shared ?? {
    browser: await launchBrowser(),
    faults: [],
    coverage: new Coverage(),
    counts: { passed: 0, failed: 0 },
  }
  const api = (path, { method = 'GET', body, key = credentials.admin_key } = {}) =>
    call(`${baseUrl}${path}`, {
      method,
      body,
      key,
      headers: method === 'PATCH' ? { 'content-type': 'application/merge-patch+json' } : {},
    })
  const keys = new Map([['superadmin', credentials.admin_key]])
  /**
   * The ids of pictures that a test has deleted. Pages show that such a picture is deleted, but the browser reports the request for it as
   * not found. This is not a fault.
   */
  const deleted = new Set()

  /**
   * Returns the key of a user with this role: superadmin, admin, developer or viewer. Developers and viewers have a grant in the instance
   * `credentials.instance_id`.
   */
  async function keyOf(role) {
    if (keys.has(role)) return keys.get(role)
    const user = await api('/config/v1/users', {
      method: 'POST',
      body: { organization_id: credentials.organization_id, name: `The ${role}`, email: `${role}@roles.example.com`, role },
    })
    if (role === 'developer' || role === 'viewer') {
      const current = await fetch(`${baseUrl}/config/v1/users/${user.id}`, {
        headers: { authorization: `Bearer ${credentials.admin_key}` },
      })
      await fetch(`${baseUrl}/config/v1/users/${user.id}/grants`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${credentials.admin_key}`,
          'content-type': 'application/json',
          'if-match': current.headers.get('etag'),
        },
        body: JSON.stringify({ grants: [{ instance_id: credentials.instance_id, role }] }),
      })
    }
    const key = await api('/config/v1/keys', {
      method: 'POST',
      body: { kind: 'user', user_id: user.id, name: `Key of the ${role}`, scopes: ['read', 'generate', 'manage'] },
    })
    keys.set(role, key.secret)
    return key.secret
  }

  /**
   * Replaces the model settings by settings that enable these models. With `keep`, the providers and models that are defined as data are
   * kept.
   */
  async function enableModels(ids, { keep = false } = {}) {
    const path = `${baseUrl}/config/v1/instances/${credentials.instance_id}/models`
    const authorization = `Bearer ${credentials.admin_key}`
    const current = await fetch(path, { headers: { authorization } })
    const { custom_providers: providers, custom_models: models } = keep ? await current.clone().json() : {}
    const answer = await fetch(path, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json', 'if-match': current.headers.get('etag') },
      body: JSON.stringify({
        models: ids.map((model) => ({ model, enabled: true })),
        aliases: [],
        custom_providers: providers,
        custom_models: models,
      }),
    })
    if (!answer.ok) throw new Error(`enabling models: ${await answer.text()}`)
  }

  /**
   * Changes the instance's limits, runs `body`, and then restores the former limits. `change` gets the present limits and returns the new
   * ones. `body` gets a function with which it can replace the limits again. The former limits are restored even if `body` throws, so that
   * a failure does not break the tests that follow.
   */
  async function withLimits(change, body) {
    const path = `${baseUrl}/config/v1/instances/${credentials.instance_id}/limits`
    const authorization = `Bearer ${credentials.admin_key}`
    const read = () => fetch(path, { headers: { authorization } })
    const set = async (limits) => {
      const etag = (await read()).headers.get('etag')
      const headers = { authorization, 'content-type': 'application/json', 'if-match': etag }
      const answer = await fetch(path, { method: 'PUT', headers, body: JSON.stringify({ limits }) })
      if (!answer.ok) throw new Error(`setting limits: ${await answer.text()}`)
    }
    const { limits: before } = await (await read()).json()
    try {
      await set(change(before))
      return await body(set)
    } finally {
      await set(before)
    }
  }

  /**
   * Runs one part of a test and counts it as passed or failed. The part fails if it adds a fault, or if it throws. An error that it throws
   * also ends the test.
   */
  async function check(name, body) {
    const before = faults.length
    try {
      await body()
    } catch (error) {
      counts.failed++
      error.message = `${name}: ${error.message}`
      throw error
    }
    if (faults.length === before) counts.passed++
    else counts.failed++
  }

  /** Starts a second platform, which is not set up yet. Its pages open in the same browser, and their faults make the test fail, too. */
  async function empty() {
    const folder = mkdtempSync(join(tmpdir(), 'panel-empty-'))
    let server = await startServer(folder, { script: SERVER_ALONE })
    const baseUrl = JSON.parse(readFileSync(server.credentialsFile, 'utf8')).base_url
    return {
      baseUrl,
      faults,
      newPage: (options) => newPage({ ...options, origin: baseUrl }),
      async crash() {
        server = await startAgain(server, folder, baseUrl)
      },
      async stop() {
        await server.stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }

  /**
   * Opens a page in a new browser profile. Errors in the console, in the page and of the content security policy count as faults of the
   * test.
   */
  async function newPage({ width = 1440, height = 900, mode = 'light', origin = baseUrl } = {}) {
    // Animations are off, so that a page does not change while it is checked.
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: mode,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    page.allowed = []
    const fault = (text) => {
      const missing = /404 \(Not Found\).*\/v1\/assets\/(asset_\w+)/.exec(text)?.[1]
      if (deleted.has(missing)) return
      if (!page.allowed.some((pattern) => pattern.test(text))) faults.push(`${new URL(page.url()).pathname}: ${text}`)
    }
    page.on('console', (message) => {
      if (SECRET.test(message.text())) faults.push(`${new URL(page.url()).pathname}: a secret is in the console`)
      if (['error', 'warning'].includes(message.type())) fault(`console: ${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => fault(`page: ${error.stack ?? error.message}`))
    page.on('request', (request) => {
      if (request.url().startsWith(origin)) coverage.take(request.method(), request.url(), page.url())
      if (!new RegExp(`^(${origin}|data:|blob:)`).test(request.url())) fault(`outside: ${request.url()}`)
      // The address of a sign-in link has its code after the #. Browsers do not send this part to the server, so the code may be there. The
      // test looks for secrets only in the part before the #.
      if (SECRET.test(request.url().split('#')[0]))
        faults.push(`a secret is in the address of a request: ${request.method()} of ${page.url()}`)
    })
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`),
      )
    })
    return page
  }

  /** Opens a page, signed in with this role. Signs in through the API, so that tests of other pages do not wait for the form. */
  async function open(role, path = '/admin/', options = {}) {
    const page = await newPage(options)
    const signIn = async () => page.request.post(`${baseUrl}/config/v1/sessions`, { data: { key: await keyOf(role) } })
    let session = await signIn()
    // Taking many screenshots needs more sign-ins than the platform allows in a minute. So after a refusal, `open` waits and tries again.
    while (session.status() === 429) {
      await page.waitForTimeout((await session.json()).retry_after_ms)
      session = await signIn()
    }
    if (!session.ok()) throw new Error(`signing in as ${role}: ${session.status()} ${await session.text()}`)
    await page.goto(`${baseUrl}${path}`)
    return page
  }

  return {
    baseUrl,
    credentials,
    faults,
    api,
    keyOf,
    enableModels,
    withLimits,
    coverage,
    deleted,
    empty,
    counts,
    check,
    another: () => startPanel({ browser, faults, coverage, counts }),
    /** Stops the server, calls `meanwhile` to change the data, and starts the server again at the same address. */
    async restart(meanwhile) {
      await server.stop()
      await meanwhile(join(folder, 'state'))
      server = await startServer(folder, { port: Number(new URL(baseUrl).port) })
    },
    newPage,
    open,
    log: () => server.log(),
    /** Returns the address of a page in the first project, for example `at('gallery')`. */
    at: (id, scope = 'project') =>
      `/admin/${{ platform: '', organization: 'o/local/', instance: 'o/local/i/development/', project: 'o/local/i/development/p/first-project/' }[scope]}${id}`,
    /** Kills the Worker, and starts it again at the same address with the same data. */
    async crash() {
      server = await startAgain(server, folder, baseUrl)
    },
    /** Writes a screenshot of each open page and the server's log into .screenshots, to explain a failure. */
    async photograph(name) {
      mkdirSync(join(root, '.screenshots'), { recursive: true })
      writeFileSync(join(root, '.screenshots', `failed-${name}.log`), server.log())
      for (const [index, page] of browser
        .contexts()
        .flatMap((context) => context.pages())
        .entries())
        await page.screenshot({ path: join(root, '.screenshots', `failed-${name}-${index}.png`) }).catch(() => null)
    },
    /**
     * Checks that the browser keeps no secret of the test that has ended. Then closes all pages of this test, so that they do not disturb
     * the next test.
     */
    async closePages() {
      for (const page of browser.contexts().flatMap((context) => context.pages())) {
        const kept = await page.evaluate(readStorage).catch(() => '')
        const found = SECRET.exec(kept) ?? /csrf/i.exec(kept)
        // The text before the secret shows which storage keeps it.
        const near = found === null ? '' : kept.slice(Math.max(0, found.index - 80), found.index + 10)
        if (found !== null) faults.push(`${page.url()}: a secret is kept in the browser: ${near}…`)
      }
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async stop() {
      if (shared === null) await browser.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Kills a server, and starts another one at the same address with the same data. */
async function startAgain(server, folder, baseUrl) {
  await server.kill()
  return startServer(folder, { script: SERVER_ALONE, port: Number(new URL(baseUrl).port), env: { AGAIN: '1' } })
}

/**
 * Runs in the page. Returns everything that the browser would still have after a reload of the page: the storage, the cookies, the
 * address, the history state, and the names of the databases and caches.
 */
async function readStorage() {
  const databases = await indexedDB.databases()
  const cached = await caches.keys()
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, databases, cached])
}

/** Checks the accessibility of the page as it is now, in both colour modes unless `modes` names one. */
export async function checkAccessibility(page, where, faults, modes = ['light', 'dark']) {
  for (const mode of modes) {
    await page.emulateMedia({ colorScheme: mode })
    await page.evaluate(waitForAnimations)
    await page.evaluate(AXE)
    const { violations } = await page.evaluate(() =>
      window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    )
    for (const { id, nodes } of violations)
      faults.push(
        `${where} (${mode}): ${id} ×${nodes.length}: ${nodes
          .slice(0, 2)
          .map((node) => `${node.html.slice(0, 140)} — ${node.any[0]?.message ?? node.failureSummary}`)
          .join(' | ')}`,
      )
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/**
 * Runs in the page: waits until transitions have ended. During a transition, colours may have too little contrast. This is no fault,
 * because a transition is too short for reading.
 */
async function waitForAnimations() {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const isRunning = ({ playState, effect }) => playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime)
  // The end of a transition may start another one, so the running transitions are listed again after each wait, at most ten times.
  for (let round = 0; round < 10; round++) {
    await frame()
    await frame()
    const running = document.getAnimations().filter(isRunning)
    if (running.length === 0) return
    await Promise.allSettled(running.map(({ finished }) => finished))
  }
}

/**
 * Reports a fault if the page is wider than the browser's window, or if the content of a drawer or dialog is wider than the drawer or
 * dialog.
 */
export async function checkWidth(page, where, faults) {
  const boxes = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('[role="dialog"], [role="dialog"] > div')].map((box) => [
      box === document.documentElement ? 'window' : 'dialog',
      box.scrollWidth,
      box.clientWidth,
    ]),
  )
  for (const [name, wide, own] of boxes) if (wide > own) faults.push(`${where}: ${wide} px wide in a ${name} of ${own} px`)
}
