// The Worker is killed during a submit and started again. The form must keep its input, the submit must succeed, and the change must be
// made only once.
import { expectText } from './expect.mjs'

export async function run(shared) {
  const panel = await shared.another()
  const { instance_id: instanceId, organization_id: organizationId } = panel.credentials
  const instancePath = `/config/v1/instances/${instanceId}`
  const count = async (path, name) => (await panel.api(path)).data.filter((each) => JSON.stringify(each).includes(name)).length
  try {
    const page = await panel.open('superadmin', shared.at('overview', 'instance'))
    page.allowed.push(/ERR_|Failed to load resource|could not be refreshed/)

    /** Submits, kills the Worker once the request is sent, starts it again, and submits again if the form asks for it. */
    async function submitThroughCrash(button, method, path, done) {
      const sent = page.waitForRequest((request) => request.method() === method && new URL(request.url()).pathname.startsWith(path))
      // Watched from the beginning, because the success message may appear and disappear while the Worker starts again.
      const succeeded = done.waitFor({ timeout: 300_000 }).then(() => true)
      await button.click()
      await sent
      await panel.crash()
      const lost = page.getByText('The platform cannot be reached').first()
      if (await Promise.race([succeeded, lost.waitFor({ timeout: 300_000 }).then(() => false)])) return
      if (!(await button.isVisible())) return
      await button.click()
      await succeeded
    }
    const open = (id, scope, search = '') => page.goto(panel.baseUrl + shared.at(id, scope) + search)

    await open('overview', 'instance', '?new=project')
    await page.getByLabel('Name').fill('Made in a crash')
    await submitThroughCrash(
      page.getByRole('button', { name: 'Create' }),
      'POST',
      `${instancePath}/projects`,
      page.getByText('Project created'),
    )
    expectText(await count(`${instancePath}/projects?limit=100`, 'Made in a crash'), 1)

    await open('keys', 'instance', '?key=new')
    await page.getByLabel('Name').fill('Key of a crash')
    const keyDone = page.getByRole('dialog', { name: 'Key created' })
    await submitThroughCrash(page.getByRole('button', { name: 'Create the key' }), 'POST', '/config/v1/keys', keyDone)
    const secret = await keyDone.locator('code').first().innerText()
    expectText(await count(`/config/v1/keys?instance_id=${instanceId}&limit=100`, 'Key of a crash'), 1)
    // The secret in the repeated response works.
    await panel.api('/config/v1/me', { key: secret })

    await open('webhooks', 'instance', '?hook=new')
    await page.getByLabel('Address').fill('https://hooks.example.com/crash')
    await submitThroughCrash(
      page.getByRole('button', { name: 'Create the webhook' }),
      'POST',
      `${instancePath}/webhooks`,
      page.getByRole('dialog', { name: 'Webhook created' }),
    )
    expectText(await count(`${instancePath}/webhooks?limit=100`, 'hooks.example.com/crash'), 1)

    await open('people', 'organization', '?user=new')
    await page.getByLabel('Name').fill('Crash Tester')
    await page.getByLabel('E-mail address').fill('crash@example.com')
    await submitThroughCrash(
      page.getByRole('button', { name: 'Invite', exact: true }),
      'POST',
      '/config/v1/users',
      page.getByRole('dialog', { name: 'A key for Crash Tester' }),
    )
    expectText(await count(`/config/v1/users?organization_id=${organizationId}&limit=100`, 'crash@example.com'), 1)

    await open('limits', 'instance')
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByRole('spinbutton', { name: 'Amount of rule 1' }).fill('7')
    await submitThroughCrash(
      page.getByRole('button', { name: 'Save' }),
      'PUT',
      `${instancePath}/limits`,
      page.getByText('Limits are in force'),
    )
    expectText((await panel.api(`${instancePath}/limits`)).limits.length, 1)

    await open('settings', 'instance')
    await page.getByLabel('Blocked words').fill('tulip')
    await submitThroughCrash(page.getByRole('button', { name: 'Save' }), 'PATCH', instancePath, page.getByText('Settings are in force'))
    expectText((await panel.api(instancePath)).content_policy.blocked_terms.join(), 'tulip')
  } finally {
    await panel.stop()
  }
}
