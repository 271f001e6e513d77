// Walks through the panel as a viewer, then as a developer: opens every page and clicks on its enabled controls. If a click opens a dialog,
// the walk clicks on the dialog's controls, too. Of controls that are alike, it clicks only on the first ones. The test fails if the panel
// offers something that the API refuses to this role, or if a page writes an error to the console.
import { pages } from './page-list.mjs'

const ROLES = ['viewer', 'developer']
const CONTROLS = ['button', 'tab', 'switch', 'checkbox', 'link']
/**
 * The names of controls on which the walk does not click. They would sign out, disable the instance, close the dialog, open a file dialog,
 * or turn to another page of a list.
 */
const LEFT_OUT = /^(Sign out|Switch off|Close|Cancel$|Choose|Upload|Import a file|Next page|Previous page)/
/**
 * The maximum number of controls of one kind on which the walk clicks. More are not needed, because the rows of a list are alike. Links
 * have a higher maximum, because they also lead from page to page.
 */
const MOST_OF_A_KIND = 2
const MOST_LINKS = 4

export async function run(panel) {
  await panel.api('/v1/generate', {
    method: 'POST',
    key: panel.credentials.project_key,
    body: { prompt: 'A lighthouse on a rock', size: '256x256' },
  })
  let clicks = 0
  for (const role of ROLES) {
    const page = await panel.open(role, panel.at('overview', 'instance'))
    // Empty forms are submitted, too. The API then reports what is missing with one of these statuses, which is not a fault.
    page.allowed.push(/status of 4(00|04|09|12|22|24)/)
    page.on('response', (response) => {
      if (response.status() === 403) panel.faults.push(`${role} is refused at ${new URL(page.url()).pathname}: ${response.url()}`)
      if (response.status() >= 500) panel.faults.push(`${response.status()} at ${new URL(page.url()).pathname}: ${response.url()}`)
    })
    // A click may have changed a form. When the walk then leaves the page, the browser asks for a confirmation, and the walk confirms.
    page.on('dialog', (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()))
    page.on('filechooser', () => null)
    for (const { id, scope } of pages) {
      const address = panel.baseUrl + panel.at(id, scope)
      const open = async () => {
        await page.goto(address)
        await page
          .getByRole('heading', { level: 1 })
          .or(page.getByRole('heading', { name: 'There is no such page' }))
          .first()
          .waitFor()
        await loaded(page)
      }
      await open()
      if ((await page.getByRole('heading', { name: 'There is no such page' }).count()) > 0) continue
      await panel.check(`a ${role} clicks on everything of ${id}`, async () => {
        const main = page.getByRole('main')
        for (const control of await controlsIn(main)) {
          if (page.url() !== address) await open()
          if (!(await press(main, control))) continue
          clicks++
          await loaded(page)
          const inner = page.getByRole('dialog').last()
          if ((await inner.count()) === 0) continue
          const reopen = async () => {
            await open()
            const isOpen = await press(main, control)
            await loaded(page)
            return isOpen
          }
          const opened = page.url()
          for (const next of await controlsIn(inner)) {
            // The last click may have closed the dialog, opened another page, or opened another dialog on top.
            const isThere = (await inner.count()) > 0 && page.url() === opened
            if (!isThere && !(await reopen())) break
            if ((await press(inner, next)) || ((await reopen()) && (await press(inner, next)))) clicks++
            await loaded(page)
          }
          await open()
        }
      })
    }
    await page.context().close()
  }
  if (clicks < 200) panel.faults.push(`the walk made only ${clicks} clicks`)
  console.log(`       ${clicks} clicks`)
}

/** Waits until everything is loaded, because a list that is still empty has few controls to click on. */
async function loaded(page) {
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy="true"], [role="status"][aria-label^="Loading"]').first().waitFor({ state: 'detached', timeout: 60_000 })
}

/** Returns the first enabled controls of each kind. Each has its role, its name, and its position among the controls of the same name. */
async function controlsIn(scope) {
  const found = []
  for (const role of CONTROLS) {
    const kinds = new Map()
    for (const element of await scope.getByRole(role, { disabled: false }).all()) {
      const name = await nameOf(element)
      if (name === null || LEFT_OUT.test(name)) continue
      // Links to rows and pictures all have different names. They count as one kind, because otherwise the walk would click on every link.
      const kind = role === 'link' ? 'link' : name
      const index = kinds.get(kind) ?? 0
      kinds.set(kind, index + 1)
      if (index < (role === 'link' ? MOST_LINKS : MOST_OF_A_KIND)) found.push({ role, name, index: role === 'link' ? 0 : index })
    }
  }
  return found
}

const nameOf = (element) =>
  element.evaluate((node) => (node.getAttribute('aria-label') ?? node.textContent ?? '').trim().slice(0, 80)).catch(() => null)

/** Clicks on the control. Returns false if it no longer exists, is hidden or disabled, or cannot be clicked in time. */
async function press(scope, { role, name, index }) {
  const control = scope.getByRole(role, { name, disabled: false }).nth(index)
  if ((await control.count()) === 0 || !(await control.isVisible())) return false
  return await control.click({ timeout: 15_000 }).then(
    () => true,
    () => false,
  )
}
