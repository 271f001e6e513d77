import { expectText } from './expect.mjs'

/** Closes the dialog that shows a new key. Returns the key's id and its secret. */
async function takeSecret(page, title) {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByText('Copied to the clipboard').waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expectText(await dialog.locator('code').first().innerText(), copied)
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'I have stored it' }).click()
  await dialog.waitFor({ state: 'hidden' })
  return copied
}

/** Waits until an element has the focus. */
async function expectFocus(locator) {
  for (let tries = 0; tries < 50; tries++) {
    if (await locator.evaluate((element) => element === document.activeElement, { timeout: 10_000 })) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const focused = await locator.page().evaluate(() => document.activeElement?.outerHTML.slice(0, 200))
  throw new Error(`the focus is at ${focused}`)
}

/**
 * Checks that the user is asked before the entries of a drawer are lost: after Escape, after a click on "Close", and before the page is
 * loaded again.
 */
async function asksBeforeLoss(page, drawer, checkAccessibility, faults) {
  const question = page.getByRole('dialog', { name: 'Close without saving?' })
  for (const close of [() => page.keyboard.press('Escape'), () => drawer.getByRole('button', { name: 'Close' }).click()]) {
    await close()
    await question.waitFor()
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'hidden' })
    expectText(await drawer.getByLabel('Name').inputValue(), 'Web shop')
  }
  // The first Escape opens the question. The second closes only the question, and the drawer stays open.
  await page.keyboard.press('Escape')
  await question.waitFor()
  await checkAccessibility(page, 'the question before a drawer is closed', faults)
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'hidden' })
  expectText(await drawer.getByLabel('Name').inputValue(), 'Web shop')
  // If the page is loaded again, the browser itself asks whether to leave the page. In this test, the user answers no, so the page and the
  // entries in the drawer stay.
  const asked = page.waitForEvent('dialog')
  const left = page.evaluate(() => location.reload())
  const dialog = await asked
  expectText(dialog.type(), 'beforeunload')
  await dialog.dismiss()
  await left
  expectText(await drawer.getByLabel('Name').inputValue(), 'Web shop')
  // If the user discards the entries, the drawer is empty when it is opened again. An empty drawer closes without a question.
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Discard the entries' }).click()
  await drawer.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Create a key' }).click()
  expectText(await drawer.getByLabel('Name').inputValue(), '')
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Create a key' }).click()
  await drawer.getByLabel('Name').fill('Web shop')
}

export async function run(panel, { checkAccessibility, checkWidth }) {
  const page = await panel.open('developer', panel.at('keys', 'instance'))
  const table = page.getByRole('table', { name: 'Keys' })
  await table.getByRole('row').nth(1).waitFor()
  await checkAccessibility(page, 'keys', panel.faults)

  // Errors are shown at their fields, whether the form or the API has found them.
  await page.getByRole('button', { name: 'Create a key' }).click()
  const drawer = page.getByRole('dialog', { name: 'Create a key' })
  // The first field of the drawer has the focus, whether a button or the address of the page has opened the drawer.
  await expectFocus(drawer.getByRole('combobox', { name: 'Project' }))
  await page.reload()
  await expectFocus(drawer.getByRole('combobox', { name: 'Project' }))
  await drawer.getByRole('button', { name: 'Create the key' }).click()
  await drawer.getByText('This is needed.').waitFor()
  await drawer.getByLabel('Name').fill('Web shop')
  await drawer.getByRole('checkbox', { name: /^Generate: .*delete pictures/ }).waitFor()
  // A key of a project cannot read the metrics of an instance, so the form does not offer it.
  expectText(await drawer.getByRole('checkbox', { name: /^Metrics/ }).count(), 0)
  await asksBeforeLoss(page, drawer, checkAccessibility, panel.faults)
  await drawer.getByLabel('Expires').fill('2020-01-01T00:00')
  page.allowed.push(/400/)
  await drawer.getByRole('button', { name: 'Create the key' }).click()
  await drawer.getByText('must be in the future').waitFor()
  page.allowed.length = 0
  await drawer.getByLabel('Expires').fill('')
  await drawer.getByRole('button', { name: 'Add a limit' }).click()
  await drawer.getByRole('group', { name: 'Limit 1' }).getByLabel('At most', { exact: true }).fill('120')
  await checkAccessibility(page, 'the form of a key', panel.faults)
  await drawer.getByRole('button', { name: 'Create the key' }).click()
  const secret = await takeSecret(page, 'Key created')
  const me = await panel.api('/config/v1/me', { key: secret })
  const project = await panel.api('/config/v1/me', { key: panel.credentials.project_key })
  expectText(me.project_id, project.project_id)

  // The new key is in the list immediately. While its form is open, somebody else changes the key's name. The first save is refused; the
  // form then shows this change and keeps the user's input. The second save replaces the name that the other person has set.
  await table.getByRole('link', { name: 'Web shop' }).click()
  const details = page.getByRole('dialog', { name: 'Web shop' })
  await details.getByText('120 requests per minute').waitFor()
  const id = new URL(page.url()).searchParams.get('key')
  await fetch(`${panel.baseUrl}/config/v1/keys/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${panel.credentials.admin_key}`, 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ name: 'Shop of the other admin' }),
  })
  await details.getByLabel('Name').fill('My shop')
  // Going back in the browser would close the drawer, and the new name would be lost. So the panel first asks whether to close it.
  await page.evaluate(() => history.back())
  const question = page.getByRole('dialog', { name: 'Close without saving?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'hidden' })
  expectText(await details.getByLabel('Name').inputValue(), 'My shop')
  page.allowed.push(/412/)
  await details.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Name: Web shop → Shop of the other admin').waitFor()
  page.allowed.length = 0
  expectText(await page.getByLabel('Name').inputValue(), 'My shop')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog', { name: 'My shop' }).waitFor()
  const saved = await panel.api(`/config/v1/keys/${id}`)
  expectText(`${saved.name} ${saved.limits[0].limit}`, 'My shop 120')
  await checkAccessibility(page, 'a key', panel.faults)

  // After a rotation, the old key and the new one both work. After a revocation, a key is refused immediately.
  const rotate = page.getByRole('button', { name: 'Rotate', exact: true })
  const { y, height } = await rotate.boundingBox()
  if (y + height > 900) panel.faults.push('the button that rotates a key is below the edge of the window')
  await rotate.click()
  await checkAccessibility(page, 'the rotation of a key', panel.faults)
  await page.getByRole('button', { name: 'Rotate the key' }).click()
  const successor = await takeSecret(page, 'Key rotated')
  await panel.api('/config/v1/me', { key: secret })
  // The drawer of a replaced key shows the key that replaced it, and who made the replaced key. Developers may not list people. So a
  // developer sees a short id instead of another person's name.
  await page.goto(`${panel.baseUrl}${panel.at('keys', 'instance')}?key=${id}`)
  const renamed = page.getByRole('dialog', { name: 'My shop' })
  await renamed.getByText('You', { exact: true }).waitFor()
  // The details come first in this drawer, so the heading gets the focus and not a field far below.
  await expectFocus(renamed.getByRole('heading', { name: 'My shop' }))
  const superadmin = await panel.open('superadmin', `${panel.at('keys', 'instance')}?key=${id}`)
  await superadmin.getByRole('dialog', { name: 'My shop' }).getByText('The developer').waitFor()
  await superadmin.close()
  const { replaced_by: successorId } = await panel.api(`/config/v1/keys/${id}`)
  await renamed.getByRole('link', { name: 'My shop' }).click()
  await page.waitForURL((url) => url.searchParams.get('key') === successorId)
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  const revocation = page.getByRole('dialog', { name: 'Revoke this key?' })
  const isLocked = await revocation.getByRole('button', { name: 'Revoke the key' }).isDisabled()
  expectText(isLocked, true)
  await revocation.getByLabel(/^Type/).fill(successor.slice(-4))
  await revocation.getByRole('button', { name: 'Revoke the key' }).click()
  await revocation.waitFor({ state: 'hidden' })
  const refused = await fetch(`${panel.baseUrl}/config/v1/me`, { headers: { authorization: `Bearer ${successor}` } })
  expectText(refused.status, 401)

  // After drawers were opened and closed, one press of Back leaves the page. A double click on "Close" does not change this.
  await page.goto(`${panel.baseUrl}${panel.at('gallery')}`)
  await page.getByRole('link', { name: 'Keys' }).click()
  for (const name of ['First key', 'My shop', 'First key']) {
    await table.getByRole('link', { name }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).dblclick()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor()

  // The times in the list are updated while the page stays open.
  const patient = await panel.newPage()
  await patient.clock.install()
  await patient.request.post(`${panel.baseUrl}/config/v1/sessions`, { data: { key: panel.credentials.admin_key } })
  await patient.goto(`${panel.baseUrl}${panel.at('keys', 'instance')}?status=revoked`)
  const created = patient.getByRole('table', { name: 'Keys' }).getByRole('row').nth(1).getByRole('time').last()
  // On a busy machine, the key may be some minutes old already. So the test first reads the age that the list shows.
  const minutes = Number(/^(\d+) min/.exec(await created.innerText())?.[1] ?? 0)
  await patient.clock.fastForward('05:00')
  await created.filter({ hasText: new RegExp(`^(${minutes + 5}|${minutes + 6}) min\\. ago$`) }).waitFor()

  // A viewer on a phone sees the keys, and the reason why a viewer cannot create a key. The address of the page has a filter, so the list
  // shows only revoked keys.
  const viewer = await panel.open('viewer', `${panel.at('keys', 'instance')}?status=revoked`, { width: 375, height: 812 })
  await viewer.getByRole('table', { name: 'Keys' }).getByRole('link', { name: 'My shop' }).waitFor()
  await viewer.getByRole('note', { name: 'This takes the role developer; you are viewer here.' }).waitFor()
  expectText(await viewer.getByRole('button', { name: 'Create a key' }).isDisabled(), true)
  await checkWidth(viewer, 'keys on a phone', panel.faults)

  await keepsTheProject(panel)
}

/**
 * Checks that forms are for the right project. The page of a new project has links to two forms: one creates a key, one sets a budget. Both
 * must be for the new project, not for the first project of the instance. On a page whose address names no project, a form must be for the
 * project that was opened last, even after a reload.
 */
async function keepsTheProject(panel) {
  const page = await panel.open('developer', panel.at('overview', 'instance'))
  const switcher = page.getByRole('button', { name: 'Switch organization, instance or project' })
  const follow = (name) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByLabel('Name').fill('Panel shop')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const steps = page.getByRole('list', { name: 'Next steps' })
  await steps.getByRole('link', { name: 'Create a key' }).click()
  const drawer = page.getByRole('dialog', { name: 'Create a key' })
  const project = drawer.getByRole('combobox', { name: 'Project' })
  await project.filter({ hasText: 'Panel shop' }).waitFor()
  await page.reload()
  await project.filter({ hasText: 'Panel shop' }).waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  await switcher.filter({ hasText: 'Panel shop' }).waitFor()
  await follow('Project')
  await steps.getByRole('link', { name: 'Set a budget' }).click()
  // The new rule comes after those that the instance has already.
  const rule = page.getByRole('list', { name: 'Rules' }).getByRole('listitem').last()
  await rule
    .getByRole('combobox', { name: /^For of rule/ })
    .filter({ hasText: 'Projects' })
    .waitFor()
  expectText(await rule.getByRole('combobox', { name: /^Project of rule/ }).inputValue(), 'Panel shop')

  // The keys page of the instance has no project in its address. So a new key is for the project that was opened last: first `Panel shop`,
  // and after the user has opened another project, `First project`.
  await follow('Keys')
  await page.getByRole('button', { name: 'Create a key' }).click()
  await project.filter({ hasText: 'Panel shop' }).waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  await switcher.click()
  await page.getByRole('list', { name: 'Places' }).getByRole('link', { name: 'First project' }).click()
  await switcher.filter({ hasText: 'First project' }).waitFor()
  await page.getByRole('button', { name: 'Create a key' }).click()
  await project.filter({ hasText: 'First project' }).waitFor()
}
