// Tests signing in by key, by link and with a project key; the frame around the pages; and signing out.
import { expectText } from './expect.mjs'

export async function run(panel, { checkAccessibility, checkWidth }) {
  // If nobody is signed in, every address leads to the sign-in page. After the sign-in, the browser returns to the address that was
  // requested.
  const page = await panel.newPage()
  await page.goto(panel.baseUrl + panel.at('gallery'))
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await checkAccessibility(page, 'sign-in', panel.faults)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('This is needed.').waitFor()
  page.allowed.push(/401/)
  await page.getByLabel('API key', { exact: true }).fill('cma_live_wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('There is no such key').waitFor()
  await page.getByLabel('API key', { exact: true }).fill(panel.credentials.admin_key)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Gallery' }).waitFor()
  expectText(new URL(page.url()).pathname, panel.at('gallery'))
  page.allowed.length = 0

  // No secret may be in the storage, the cookies that scripts can read, the address or the history state.
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state]),
  )
  if (/cma_|csrf/.test(kept)) panel.faults.push(`a secret is kept in the browser: ${kept}`)

  // Checks the frame around the pages.
  await checkAccessibility(page, 'shell', panel.faults)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByText('First project').waitFor()
  // The command palette also finds pages by words that are not in their titles. The page whose title fits best is nevertheless the first in
  // the list, and is highlighted.
  await page.keyboard.type('bud')
  await page.getByRole('option', { name: 'Overview' }).waitFor()
  expectText(await page.getByRole('option').first().innerText(), 'Limits and budgets')
  await page.locator('[role="option"][data-highlighted]').getByText('Limits and budgets').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('gall')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Switch organization, instance or project' }).click()
  await page.getByRole('textbox', { name: 'Find a place' }).fill('first')
  await page.getByRole('list', { name: 'Places' }).getByRole('link', { name: 'First project' }).click()
  await page.goto(`${panel.baseUrl}/admin/o/none/nothing`)
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  await page.goto(panel.baseUrl + panel.at('gallery').replace('first-project', 'of-somebody-else'))
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  await page.getByRole('link', { name: 'To the start' }).click()
  // Waits for all requests, because a request that is still running when the session ends would be refused.
  await page.getByRole('heading', { name: 'Playground' }).waitFor()
  await page.waitForLoadState('networkidle')

  await checkLocked(panel, checkAccessibility)
  await checkVeils(panel)

  // Signing out ends the session on the server.
  await page.getByRole('button', { name: 'Account of Local admin' }).click()
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()

  // A sign-in link works once.
  const link = await panel.api('/config/v1/sessions/links', { method: 'POST', body: {} })
  await page.goto('about:blank')
  await page.goto(link.url)
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
  if (page.url().includes('cma_once')) panel.faults.push('the code stays in the address')
  const second = await panel.newPage({ width: 375, height: 800 })
  second.allowed.push(/401/)
  await second.goto(link.url)
  await second.getByRole('alert').getByText('was used before').waitFor()
  second.allowed.length = 0

  // Signs in with a project key on a phone. The panel holds this key only in memory, so the sign-in page is shown again after a reload.
  await second.getByLabel('API key', { exact: true }).fill(panel.credentials.project_key)
  await second.getByRole('button', { name: 'Sign in' }).click()
  await second.getByRole('button', { name: 'Menu' }).click()
  await second.getByRole('dialog').getByRole('link', { name: 'Gallery' }).click()
  await second.getByRole('heading', { name: 'Gallery' }).waitFor()
  await checkWidth(second, 'gallery on a phone', panel.faults)
  await second.reload()
  await second.getByRole('heading', { name: 'Sign in' }).waitFor()

  // Signing out everywhere in one browser ends the session in another browser, too: after a reload, the other browser shows the sign-in
  // page.
  page.allowed.push(/401/)
  const other = await panel.open('superadmin')
  await other.getByRole('heading', { name: 'Playground' }).waitFor()
  await other.waitForLoadState('networkidle')
  await other.getByRole('button', { name: 'Account of Local admin' }).click()
  await other.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await other.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

/** Pages that need an instance or a project are locked until there is one. They say why, and the navigation says what to make first. */
async function checkLocked(panel, checkAccessibility) {
  const { id } = await panel.api('/config/v1/organizations', { method: 'POST', body: { name: 'Nothing here', slug: 'nothing-here' } })
  const page = await panel.open('superadmin', '/admin/o/nothing-here/organization')
  const pages = page.getByRole('navigation', { name: 'Pages' })
  const locked = pages.getByRole('link', { name: 'Keys: Needs an instance first' })
  expectText(await locked.getAttribute('aria-disabled'), 'true')
  await checkAccessibility(page, 'locked pages', panel.faults)
  await locked.focus()
  await page.getByText('Needs an instance first', { exact: true }).filter({ visible: true }).first().waitFor()
  await pages.getByRole('link', { name: 'Make the first instance' }).click()
  await page.getByRole('dialog', { name: 'New instance' }).waitFor()
  await page.context().close()
  await panel.api(`/config/v1/organizations/${id}`, { method: 'DELETE' })
}

/**
 * A drawer, a dialog and the command palette cover the page with a veil (a coloured layer), which must be the same for all three. A dialog
 * above a drawer covers the drawer with a veil, too.
 */
async function checkVeils(panel) {
  const page = await panel.open('superadmin', `${panel.at('project')}?edit=settings`)
  // Waits until a veil has faded in completely, then returns its colour. `selector` finds an element. If `pseudo` is given, the veil is
  // this pseudo-element of the element; otherwise the veil is the element itself.
  const veilOf = async (selector, pseudo) => {
    const shown = await page.waitForFunction(
      ([selector, pseudo]) => {
        const { backgroundColor, opacity } = getComputedStyle(document.querySelector(selector), pseudo)
        return opacity === '1' && backgroundColor
      },
      [selector, pseudo],
    )
    return shown.jsonValue()
  }
  const veil = () => veilOf('[role="presentation"].fixed.inset-0')
  await page.getByRole('dialog', { name: 'Project settings' }).waitFor()
  const ofDrawer = await veil()
  await page.getByRole('button', { name: 'Delete the project' }).click()
  await page.getByRole('dialog', { name: /^Delete / }).waitFor()
  await page.locator('[role="dialog"][data-nested-dialog-open]').waitFor()
  const above = await veilOf('[role="dialog"][data-nested-dialog-open]', '::after')
  await page.goto(panel.baseUrl + panel.at('gallery'))
  await page.getByRole('heading', { name: 'Gallery' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByText('First project').waitFor()
  expectText(`${above}, ${await veil()}`, `${ofDrawer}, ${ofDrawer}`)
  await page.context().close()
}
