// Tests users: invite, sign in, change role and grants, rotate and revoke their keys, sign out everywhere, remove; and rights that an admin
// may not give.
import { expectText } from './expect.mjs'

/**
 * Rotates the key with which the page is signed in, and ends the old key immediately. The page's session ends with the old key, so every
 * further request is refused. The new secret stays in view until the user says that it is stored. Then the sign-in page opens.
 */
async function rotatesOwnKey(panel) {
  const { user } = await panel.api('/config/v1/me')
  const body = { kind: 'user', name: 'To be rotated', scopes: ['read', 'generate', 'manage'] }
  const { secret } = await panel.api('/config/v1/keys', { method: 'POST', body })
  const page = await panel.newPage()
  const signedIn = await page.request.post(`${panel.baseUrl}/config/v1/sessions`, { data: { key: secret } })
  expectText(signedIn.status(), 201)
  await page.goto(`${panel.baseUrl}${panel.at('people', 'organization')}?user=${user.id}`)
  await page.getByRole('button', { name: /^Rotate To be rotated/ }).click()
  await page.getByRole('combobox', { name: 'The old key ends' }).click()
  await page.getByRole('option', { name: 'At once' }).click()
  await page.getByText('You are signed in with this key.').waitFor()
  page.allowed.push(/401/)
  const left = []
  page.on('request', (request) => request.isNavigationRequest() && left.push(request.url()))
  const isRefused = page.waitForResponse((response) => response.status() === 401)
  await page.getByRole('button', { name: 'Rotate the key' }).click()
  await isRefused
  // The session has ended, but the user still has to store the new secret. So the panel must not open the sign-in page yet. The five
  // requests below give the panel enough time to open it by mistake. `left` lists the address of every page that the browser opens, so it
  // must stay empty.
  for (let requests = 0; requests < 5; requests++) await page.evaluate(() => fetch('/config/v1/health').then((response) => response.text()))
  expectText(left.join(), '')
  const once = page.getByRole('dialog', { name: `A key for ${user.name}` })
  const successor = await once.locator('code').first().innerText()
  await once.getByRole('button', { name: 'I have stored it' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await panel.api('/config/v1/me', { key: successor })
  await page.close()
}

/**
 * Makes a viewer a developer. This ends a key of hers that the admin made, and a key that she made with that key. The form says so before
 * the change, and the drawer after it.
 */
async function raises(panel, page, checkAccessibility) {
  const { organization_id } = panel.credentials
  const user = await panel.api('/config/v1/users', {
    method: 'POST',
    body: { organization_id, name: 'Ada Lovelace', email: 'ada@example.com', role: 'viewer' },
  })
  const make = (body, key) =>
    panel.api('/config/v1/keys', { method: 'POST', key, body: { kind: 'user', user_id: user.id, scopes: ['read', 'manage'], ...body } })
  const { secret } = await make({ name: 'Made for Ada' })
  await make({ name: 'Made by Ada', scopes: ['read'] }, secret)
  await page.goto(`${panel.baseUrl}${panel.at('people', 'organization')}?user=${user.id}`)
  const drawer = page.getByRole('dialog', { name: 'Ada Lovelace' })
  await drawer.getByText('Made for Ada').waitFor()
  expectText(await drawer.getByText('Saving ends').count(), 0)
  await drawer.getByRole('combobox', { name: 'Role', exact: true }).click()
  await page.getByRole('option', { name: 'Developer', exact: true }).click()
  const warning = drawer.getByRole('alert')
  await warning.getByText('Saving ends 1 key of this person').waitFor()
  await warning.getByText(/^Made for Ada .*, and 1 key that was made with it$/).waitFor()
  await warning.getByText('Make a new key for this person afterwards.').waitFor()
  await checkAccessibility(page, 'a higher role that ends keys', panel.faults)
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page.getByText('1 key ended with the higher role.').waitFor()
  await drawer
    .getByRole('status')
    .getByText(/^1 key ended with the higher role/)
    .waitFor()
  await drawer.getByText('None that works').waitFor()
  expectText(await drawer.getByText('Saving ends').count(), 0)

  // The new key asks for its name and its scopes. With the scope of the metrics alone, it is the key for Prometheus.
  await drawer.getByRole('button', { name: 'New key' }).click()
  const form = page.getByRole('dialog', { name: 'A new key for Ada Lovelace' })
  await form.getByRole('button', { name: 'Create the key' }).click()
  await form.getByText('This is needed.').waitFor()
  await form.getByLabel('Name').fill('Prometheus')
  for (const scope of ['Read', 'Generate', 'Manage', 'Metrics'])
    await form.getByRole('checkbox', { name: new RegExp(`^${scope}:`) }).click()
  await checkAccessibility(page, 'a new key of a person', panel.faults)
  await form.getByRole('button', { name: 'Create the key' }).click()
  const once = page.getByRole('dialog', { name: 'A key for Ada Lovelace' })
  const made = await once.locator('code').first().innerText()
  await once.getByRole('button', { name: 'I have handed it over' }).click()
  const { scopes } = (await panel.api(`/config/v1/keys?user_id=${user.id}&status=active`)).data[0]
  expectText(scopes.join(), 'metrics:read')
  const metrics = await fetch(`${panel.baseUrl}/config/v1/instances/${panel.credentials.instance_id}/metrics`, {
    headers: { authorization: `Bearer ${made}` },
  })
  // The person has no grant in the instance yet, so the scope is enough but the instance is not to be seen.
  expectText(metrics.status, 404)
  await panel.api(`/config/v1/users/${user.id}`, { method: 'DELETE' })
}

export async function run(panel, { checkAccessibility, checkWidth }) {
  const page = await panel.open('admin', panel.at('people', 'organization'))
  const table = page.getByRole('table', { name: 'People' })
  await table.getByRole('link', { name: 'Local admin' }).waitFor()
  await checkAccessibility(page, 'people', panel.faults)

  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const invite = page.getByRole('dialog', { name: 'Invite somebody' })
  await invite.getByLabel('Name').fill('Grace Hopper')
  await invite.getByLabel('E-mail address').fill('nonsense')
  page.allowed.push(/400/)
  await invite.getByRole('button', { name: 'Invite', exact: true }).click()
  await invite
    .getByText(/must (be|match)/)
    .first()
    .waitFor()
  page.allowed.length = 0
  await invite.getByLabel('E-mail address').fill('grace@example.com')
  await invite.getByRole('combobox', { name: 'Role', exact: true }).click()
  // Waits until the list of roles is there. Only then does a count of 0 mean that an option is missing, and only then does Escape close the
  // list.
  const offered = page.getByRole('option', { name: 'Admin', exact: true })
  await offered.waitFor()
  expectText(await page.getByRole('option', { name: 'Superadmin' }).count(), 0)
  await page.keyboard.press('Escape')
  await offered.waitFor({ state: 'hidden' })
  // The person is invited as a viewer of no instance. A viewer makes no pictures, but the form does not say so, because a grant in an
  // instance may still allow this person to make some.
  await invite.getByText(/^Opens no instance by itself: .* 60 changes a minute\.$/).waitFor()
  await invite.getByRole('combobox', { name: 'Role in Development' }).click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await checkAccessibility(page, 'an invitation', panel.faults)
  await invite.getByRole('button', { name: 'Invite', exact: true }).click()
  const once = page.getByRole('dialog', { name: 'A key for Grace Hopper' })
  const key = await once.locator('code').first().innerText()
  // From the dialog, the admin copies a message for the new user. It has everything that the new user needs to begin.
  await checkAccessibility(page, 'a key to hand over', panel.faults)
  await once.getByRole('button', { name: 'Copy the message' }).click()
  const message = await page.evaluate(() => navigator.clipboard.readText())
  for (const part of ['Grace Hopper', 'Local', `${panel.baseUrl}/admin`, key])
    if (!message.includes(part)) panel.faults.push(`the invitation lacks ${part}: ${message}`)
  await once.getByText('Message copied').waitFor()
  await once.getByRole('button', { name: 'I have handed it over' }).click()
  const grace = await panel.api('/config/v1/me', { key })
  expectText(JSON.stringify(grace.grants.map(({ role }) => role)), '["viewer"]')

  // The new user's session sees the instance. Then an admin makes her a developer. After a reload, the same session has the rights of a
  // developer.
  const hers = await panel.newPage()
  const signedIn = await hers.request.post(`${panel.baseUrl}/config/v1/sessions`, { data: { key } })
  expectText(signedIn.status(), 201)
  await hers.goto(panel.baseUrl + panel.at('keys', 'instance'))
  await hers.getByRole('note', { name: 'This takes the role developer; you are viewer here.' }).waitFor()
  await hers.getByRole('button', { name: 'Account of Grace Hopper' }).getByText('viewer').waitFor()
  await table.getByRole('link', { name: 'Grace Hopper' }).click()
  const drawer = page.getByRole('dialog', { name: 'Grace Hopper' })
  await drawer.getByRole('combobox', { name: 'Role in Development' }).click()
  await page.getByRole('option', { name: 'Developer' }).click()
  await checkAccessibility(page, 'a person', panel.faults)
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Person changed').waitFor()
  await hers.reload()
  await hers.getByRole('button', { name: 'Create a key' }).first().waitFor()
  expectText(await hers.getByRole('button', { name: 'Create a key' }).first().isDisabled(), false)

  // After the user is signed out everywhere, a reload of the user's page leads to the sign-in page.
  await drawer.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('dialog', { name: 'Sign this person out everywhere?' }).getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('Signed out everywhere').waitFor()
  hers.allowed.push(/401/)
  await hers.reload()
  await hers.getByRole('heading', { name: 'Sign in' }).waitFor()
  hers.allowed.length = 0

  // Two admins edit the same user. The admin who saves last sees the first admin's change and who made it.
  const other = await panel.open('superadmin', `${panel.at('people', 'organization')}?user=${grace.user.id}`)
  const theirs = other.getByRole('dialog', { name: 'Grace Hopper' })
  await theirs.getByLabel('Name').fill('Admiral Hopper')
  await drawer.getByLabel('Name').fill('Grace Brewster Hopper')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog', { name: 'Grace Brewster Hopper' }).waitFor()
  other.allowed.push(/412/)
  await theirs.getByRole('button', { name: 'Save' }).click()
  await other.getByText('Name: Grace Hopper → Grace Brewster Hopper').waitFor()
  await other.getByText('Changed by The admin').waitFor()
  other.allowed.length = 0

  // The dialog that revokes a key says how many other keys the revocation ends, and names the first of them.
  const renamed = page.getByRole('dialog', { name: 'Grace Brewster Hopper' })
  const question = page.getByRole('dialog', { name: 'Revoke this key?' })
  const ask = () => renamed.getByRole('button', { name: /^Revoke First key/ }).click()
  await ask()
  await question.getByText('No other key ends with it.').waitFor()
  await question.getByRole('button', { name: 'Cancel' }).click()
  const { project_id } = panel.credentials
  for (const number of [1, 2, 3, 4, 5, 6, 7]) {
    const body = { kind: 'project', project_id, name: `Made by Grace ${number}`, scopes: ['read'] }
    await panel.api('/config/v1/keys', { method: 'POST', key, body })
  }
  await ask()
  await question.getByText('7 other keys end with it').waitFor()
  const listed = await question.getByRole('list', { name: 'Keys that end with it' }).getByRole('listitem').allInnerTexts()
  expectText(
    listed.map((text) => text.replace(/ cma_live_[^]*/, '')).join(),
    `${[7, 6, 5, 4, 3].map((number) => `Made by Grace ${number}`)},2 more keys`,
  )
  await checkAccessibility(page, 'the revocation of a key that others depend on', panel.faults)
  await question.getByRole('button', { name: 'Cancel' }).click()

  // The row of a key shows the id of the key. The test rotates the key and ends the old key immediately. Then the old key is refused, and
  // the keys that were made with it depend on the new key.
  const { key_id: keyId } = await panel.api('/config/v1/me', { key })
  const row = renamed.getByRole('listitem').filter({ hasText: keyId })
  await row.getByText(/^Created .*, last used /).waitFor()
  await row.getByRole('button', { name: /^Rotate First key/ }).click()
  await checkAccessibility(page, "the rotation of a person's key", panel.faults)
  await page.getByRole('combobox', { name: 'The old key ends' }).click()
  await page.getByRole('option', { name: 'At once' }).click()
  await page.getByRole('button', { name: 'Rotate the key' }).click()
  const again = page.getByRole('dialog', { name: 'A key for Grace Brewster Hopper' })
  const successor = await again.locator('code').first().innerText()
  await again.getByRole('button', { name: 'I have handed it over' }).click()
  await row.waitFor({ state: 'detached' })
  const ofOld = await fetch(`${panel.baseUrl}/config/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  expectText(`${ofOld.status} ${(await ofOld.json()).code}`, '401 expired_key')
  const { key_id: successorId } = await panel.api('/config/v1/me', { key: successor })
  const { dependent_keys: dependents } = await panel.api(`/config/v1/keys?depends_on=${successorId}`)
  expectText(dependents, 7)
  await rotatesOwnKey(panel)

  // The dialog for revoking a key lists the other keys that would end with it. If one of these is the key of a user, the list names the
  // user.
  const body = { kind: 'user', name: 'Made with the successor', scopes: ['read'] }
  await panel.api('/config/v1/keys', { method: 'POST', key: successor, body })
  await renamed.getByRole('button', { name: new RegExp(`^Revoke First key …${successor.slice(-4)}`) }).click()
  await question
    .getByRole('listitem')
    .filter({ hasText: /Made with the successor.* of Grace Brewster Hopper.*Created .*, never used/ })
    .waitFor()

  // Revokes one of the user's keys, then removes the user.
  await question.getByLabel(/^Type/).fill(successor.slice(-4))
  await question.getByRole('button', { name: 'Revoke the key' }).click()
  await renamed.getByText('None that works').waitFor()
  await renamed.getByRole('button', { name: 'Remove', exact: true }).click()
  const last = page.getByRole('dialog', { name: 'Remove Grace Brewster Hopper?' })
  await last.getByLabel(/^Type/).fill('grace@example.com')
  await last.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('Person removed').waitFor()
  await table.getByText('grace@example.com').waitFor({ state: 'detached' })

  await raises(panel, page, checkAccessibility)
  await page.goto(`${panel.baseUrl}${panel.at('people', 'organization')}`)
  await table.getByRole('link', { name: 'Local admin' }).waitFor()
  await page.setViewportSize({ width: 375, height: 812 })
  await checkWidth(page, 'people on a phone', panel.faults)
  const developer = await panel.open('developer', panel.at('people', 'organization'))
  await developer.getByRole('heading', { name: 'There is no such page' }).waitFor()
}
