// Tests the consent page. An app on another site sends a person to this page, gets a code, and works until its key is revoked.
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { expectText } from './expect.mjs'

const NAME = '<img src=x onerror="document.title=1">Paint'

export async function run(panel, { checkAccessibility, checkWidth }) {
  const { baseUrl } = panel
  let start = ''
  // The app must be on another site than the panel, whose address begins with 127.0.0.1. Browsers regard localhost as a different site, so
  // the app's address begins with localhost.
  const app = createServer((request, response) => {
    const html =
      request.url === '/start'
        ? `<a href="${start}">Connect</a>`
        : request.url === '/frame'
          ? `<iframe src="${start}"></iframe>`
          : 'Back in the app'
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>App</title>${html}`)
  })
  await new Promise((done) => app.listen(0, '127.0.0.1', done))
  const site = `http://localhost:${app.address().port}`
  try {
    const verifier = randomBytes(32).toString('base64url')
    const client = await post(
      `${baseUrl}/config/v1/oauth/clients`,
      JSON.stringify({ client_name: NAME, redirect_uris: [`${site}/callback`] }),
      'application/json',
    )
    const address = (changes = {}) =>
      `${baseUrl}/admin/connect?${new URLSearchParams({
        response_type: 'code',
        client_id: client.client_id,
        redirect_uri: `${site}/callback`,
        state: 'their state',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        resource: `${baseUrl}/mcp`,
        ...changes,
      })}`
    start = address().replaceAll('&', '&amp;')

    // When the browser follows a link from another site, it does not send the session's cookie. So the page must load itself once more to
    // find the session.
    const page = await panel.open('developer', panel.at('keys', 'instance'))
    page.allowed.push(/^outside: http:\/\/localhost/, /favicon/)
    const fromTheApp = async () => {
      await page.goto(`${site}/start`)
      await page.getByRole('link', { name: 'Connect' }).click()
      await page.getByRole('heading', { name: 'Connect an app' }).waitFor()
    }
    await panel.check('an app gets what the person chooses', async () => {
      await fromTheApp()
      await page.getByText(NAME, { exact: true }).waitFor()
      expectText(await page.locator('img[src="x"]').count(), 0)
      await page.getByText('this computer', { exact: true }).waitFor()
      await checkAccessibility(page, 'consent', panel.faults)
      await page.setViewportSize({ width: 375, height: 800 })
      await checkWidth(page, 'consent', panel.faults)
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.getByLabel('Budget in USD').fill('2.5')
      await page.getByRole('button', { name: 'Allow' }).click()
      await page.waitForURL(`${site}/callback?**`)
      const back = new URL(page.url()).searchParams
      expectText(`${back.get('state')} ${back.get('iss')}`, `their state ${baseUrl}`)
      const tokens = await post(
        `${baseUrl}/config/v1/oauth/token`,
        new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: client.client_id,
          code: back.get('code'),
          redirect_uri: `${site}/callback`,
          code_verifier: verifier,
        }),
      )
      expectText(await toolsFor(baseUrl, tokens.access_token), 200)

      // The app's access is shown in the list of keys, marked as a connected app. When the user revokes the access there,
      // it ends immediately.
      await page.goto(`${baseUrl}${panel.at('keys', 'instance')}`)
      await page.getByText('Connected app, this computer').first().waitFor()
      await page.getByRole('link', { name: NAME }).first().click()
      const details = page.getByRole('dialog', { name: NAME })
      await details.getByText('$2.50 per month').waitFor()
      expectText(await details.getByRole('button', { name: 'Rotate' }).count(), 0)
      await checkAccessibility(page, 'the key of an app', panel.faults)
      await details.getByRole('button', { name: 'Revoke', exact: true }).click()
      await page.getByRole('button', { name: 'Revoke the key' }).click()
      await page.getByText('Key revoked').first().waitFor()
      expectText(await toolsFor(baseUrl, tokens.access_token), 401)
    })

    await panel.check('a faulty request is never sent back by itself', async () => {
      await page.goto(address({ code_challenge_method: 'plain' }))
      await page.getByText('PKCE is required').waitFor()
      expectText(new URL(page.url()).origin, baseUrl)
      page.allowed.push(/400/)
      await page.goto(address({ redirect_uri: `${site}/elsewhere` }))
      await page.getByText('is not one of those that the app has registered').waitFor()
      expectText(await page.getByRole('button', { name: /Return|Allow|Deny/ }).count(), 0)
      await page.goto(`${address()}&state=twice`)
      await page.getByText('The address has state more than once.').waitFor()
    })

    await panel.check('no other site can frame it', async () => {
      page.allowed.push(/frame-ancestors/, /Framing/, /ERR_BLOCKED_BY_RESPONSE/)
      await page.goto(`${site}/frame`)
      await page.waitForLoadState('networkidle')
      expectText(page.frames().filter((frame) => frame.url().startsWith(baseUrl)).length, 0)
    })

    await panel.check('somebody signs in first, and can deny', async () => {
      const visitor = await panel.newPage()
      visitor.allowed.push(/^outside: http:\/\/localhost/, /favicon/)
      await visitor.goto(`${site}/start`)
      await visitor.getByRole('link', { name: 'Connect' }).click()
      await visitor.getByRole('textbox', { name: 'API key' }).fill(await panel.keyOf('developer'))
      await visitor.getByRole('button', { name: 'Sign in' }).click()
      await visitor.getByRole('button', { name: 'Deny' }).click()
      await visitor.waitForURL(`${site}/callback?**`)
      expectText(new URL(visitor.url()).searchParams.get('error'), 'access_denied')
    })
  } finally {
    app.closeAllConnections()
    app.close()
  }
}

async function post(url, body, type = 'application/x-www-form-urlencoded') {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** Returns the status of a call to the MCP endpoint. */
async function toolsFor(baseUrl, token) {
  const response = await fetch(`${baseUrl}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  })
  await response.text()
  return response.status
}
