// Kills the Worker while a form is being sent, and starts the Worker again. The form must keep its input, the change must succeed, and it
// must be made only once. This is done with most forms of the panel.
import { readSecret } from '../../../scripts/local/install.mjs'
import { expectText } from './expect.mjs'

const PATIENCE_MS = 300_000

/**
 * Submits a form, kills the Worker when the request has been sent, starts the Worker again, and submits the form once more if the form asks
 * for it. Afterwards the page must load by itself everything that it could not load while the Worker was down.
 */
async function submitThroughCrash(step) {
  await submitUntilDone(step)
  await step.page.getByRole('main').getByText('cannot be reached').first().waitFor({ state: 'hidden', timeout: PATIENCE_MS })
}

async function submitUntilDone({ page, crash, submit, method, path, done }) {
  const sent = page.waitForRequest((request) => request.method() === method && new URL(request.url()).pathname.startsWith(path))
  // The success message is watched from the beginning, because it may come and go while the Worker starts again.
  let isDone = false
  const succeeded = done
    .first()
    .waitFor({ timeout: PATIENCE_MS })
    .then(() => (isDone = true))
  await submit.click()
  await sent
  await crash()
  // If the form gives up after several tries, it shows the error inside itself, in an element with the role `alert`. Alerts outside of the
  // form are ignored, because they are about lists that could not be loaded.
  const form = submit.locator('xpath=ancestor::*[self::form or @role="dialog"][1]')
  const refused = form.getByRole('alert').filter({ hasText: /That did not work|Somebody else changed|req_/ })
  await Promise.race([succeeded, refused.first().waitFor({ timeout: PATIENCE_MS })])
  if (isDone) return
  const answered = refused.filter({ hasText: 'req_' })
  if ((await answered.count()) > 0) throw new Error(`the form was refused: ${await answered.first().innerText()}`)
  if ((await refused.filter({ hasText: 'Somebody else' }).count()) > 0)
    throw new Error('the form takes its own change for that of somebody else')
  await submit.click()
  await succeeded
}

export async function run(shared) {
  await setUpThroughCrash(shared)
  const panel = await shared.another()
  try {
    await allForms(shared, panel)
  } finally {
    await panel.stop()
  }
}

/**
 * Tests the set-up form. Its response contains the first key, which is shown only once, so this response must arrive in spite of the
 * crash.
 */
async function setUpThroughCrash(shared) {
  const panel = await shared.empty()
  try {
    await shared.check('the set-up through a crash', async () => {
      const page = await panel.newPage()
      page.allowed.push(/ERR_|Failed to load resource/)
      await page.goto(`${panel.baseUrl}/admin/`)
      await page.getByLabel('Set-up token', { exact: true }).fill(readSecret('SETUP_TOKEN'))
      await page.getByLabel('Organization').fill('Acme Pictures')
      await page.getByLabel('Your name').fill('Ada Lovelace')
      await page.getByLabel('Your e-mail address').fill('ada@example.com')
      const submit = page.getByRole('button', { name: 'Set up' })
      const done = page.getByRole('heading', { name: 'Keep your key' })
      await submitThroughCrash({ page, crash: panel.crash, submit, method: 'POST', path: '/config/v1/setup', done })
      const key = await page.locator('code').first().innerText()
      const answer = await fetch(`${panel.baseUrl}/config/v1/organizations`, { headers: { authorization: `Bearer ${key}` } })
      expectText((await answer.json()).data.length, 1)
    })
  } finally {
    await panel.stop()
  }
}

async function allForms(shared, panel) {
  const { instance_id: instanceId, organization_id: organizationId, project_id: projectId, project_key: key } = panel.credentials
  const instance = `/config/v1/instances/${instanceId}`
  const list = async (path, options) => (await panel.api(path, options)).data
  const count = async (path, text, options) => (await list(path, options)).filter((each) => JSON.stringify(each).includes(text)).length
  const page = await panel.open('superadmin', shared.at('overview', 'instance'))
  page.allowed.push(/ERR_|Failed to load resource|could not be refreshed/)
  const open = (id, scope, search = '') => page.goto(panel.baseUrl + shared.at(id, scope) + search)
  const button = (name, scope = page) => scope.getByRole('button', { name, exact: true })
  const note = (text) => page.getByText(text)
  const dialog = (name) => page.getByRole('dialog', { name })
  /**
   * Finds the dialog that shows a secret once. The success message is a dialog, too, and may have the same name. Only the dialog with the
   * secret has a button that begins with "I have".
   */
  const secretOnce = (name) => dialog(name).filter({ has: page.getByRole('button', { name: /^I have (stored it|handed it over)$/ }) })
  const secret = (name) => secretOnce(name).locator('code').first().innerText()
  const choose = async (field, option) => {
    await page.getByRole('combobox', { name: field }).first().click()
    await page.getByRole('option', { name: option }).first().click()
  }
  const through = (name, submit, method, path, done, verify) =>
    shared.check(`${name} through a crash`, async () => {
      await submitThroughCrash({ page, crash: panel.crash, submit, method, path, done })
      await verify()
    })

  await open('overview', 'instance', '?new=project')
  await page.getByLabel('Name').fill('Made in a crash')
  await through('a project', button('Create'), 'POST', `${instance}/projects`, note('Project created'), async () =>
    expectText(await count(`${instance}/projects?limit=100`, 'Made in a crash'), 1),
  )

  await open('organization', 'organization', '?new=instance')
  await page.getByLabel('Name').fill('Instance of a crash')
  await through('an instance', button('Create'), 'POST', '/config/v1/instances', note('Instance created'), async () =>
    expectText(await count(`/config/v1/instances?organization_id=${organizationId}&limit=100`, 'Instance of a crash'), 1),
  )

  await open('organizations', 'platform', '?new=organization')
  await page.getByLabel('Name').fill('Tenant of a crash')
  await through('an organization', button('Create'), 'POST', '/config/v1/organizations', note('Organization created'), async () =>
    expectText(await count('/config/v1/organizations?limit=100', 'Tenant of a crash'), 1),
  )

  await open('organization', 'organization')
  await button('Name and budget').click()
  await page.getByLabel('Budget of a month, in US dollars').fill('321')
  const organizationPath = `/config/v1/organizations/${organizationId}`
  await through('the budget of the organization', button('Save'), 'PATCH', organizationPath, note('Organization changed'), async () => {
    const { budget } = await panel.api(organizationPath)
    expectText(JSON.stringify(budget).includes('321000000'), true)
  })

  await open('keys', 'instance', '?key=new')
  await page.getByLabel('Name').fill('Key of a crash')
  const keys = `/config/v1/keys?instance_id=${instanceId}&limit=100`
  await through('a key', button('Create the key'), 'POST', '/config/v1/keys', secretOnce('Key created'), async () => {
    expectText(await count(keys, 'Key of a crash'), 1)
    // The form has repeated its request after the crash. The dialog shows the secret from the response to the repeat, and this secret must
    // work.
    await panel.api('/config/v1/me', { key: await secret('Key created') })
  })
  const made = (await list(keys)).find(({ name }) => name === 'Key of a crash')

  await open('keys', 'instance', `?key=${made.id}`)
  await page.getByLabel('Name').fill('Key after a crash')
  await through('the change of a key', button('Save'), 'PATCH', '/config/v1/keys/', note('Key changed'), async () =>
    expectText((await panel.api(`/config/v1/keys/${made.id}`)).name, 'Key after a crash'),
  )
  await button('Rotate').click()
  await through('the rotation of a key', button('Rotate the key'), 'POST', '/config/v1/keys/', secretOnce('Key rotated'), async () => {
    expectText((await list(keys)).filter(({ name }) => name === 'Key after a crash').length, 2)
    await panel.api('/config/v1/me', { key: await secret('Key rotated') })
  })

  await open('webhooks', 'instance', '?hook=new')
  await page.getByLabel('Address').fill('https://hooks.example.com/crash')
  const webhooks = `${instance}/webhooks`
  await through('a webhook', button('Create the webhook'), 'POST', webhooks, secretOnce('Webhook created'), async () =>
    expectText(await count(`${webhooks}?limit=100`, 'hooks.example.com/crash'), 1),
  )
  const [hook] = await list(`${webhooks}?limit=100`)
  await open('webhooks', 'instance', `?hook=${hook.id}`)
  await page.getByLabel('Note').fill('Noted in a crash')
  await through('the change of a webhook', button('Save'), 'PATCH', '/config/v1/webhooks/', note('Webhook changed'), async () =>
    expectText((await list(`${webhooks}?limit=100`))[0].description, 'Noted in a crash'),
  )
  await button('Delete').click()
  const last = dialog('Delete this webhook?')
  await through('a confirmation', button('Delete', last), 'DELETE', '/config/v1/webhooks/', note('Webhook deleted'), async () =>
    expectText((await list(`${webhooks}?limit=100`)).length, 0),
  )

  await open('people', 'organization', '?user=new')
  await page.getByLabel('Name').fill('Crash Tester')
  await page.getByLabel('E-mail address').fill('crash@example.com')
  const users = `/config/v1/users?organization_id=${organizationId}&limit=100`
  await through('an invitation', button('Invite'), 'POST', '/config/v1/users', secretOnce('A key for Crash Tester'), async () => {
    expectText(await count(users, 'crash@example.com'), 1)
    await panel.api('/config/v1/me', { key: await secret('A key for Crash Tester') })
  })
  const person = (await list(users)).find(({ email }) => email === 'crash@example.com')
  await open('people', 'organization', `?user=${person.id}`)
  await page.getByLabel('Name').fill('Crash Survivor')
  await choose('Role in Development', 'Developer')
  await through('the change of a person', button('Save'), 'PATCH', '/config/v1/users/', note('Person changed'), async () => {
    const now = await panel.api(`/config/v1/users/${person.id}`)
    expectText(`${now.name} ${now.grants.map(({ role }) => role).join()}`, 'Crash Survivor developer')
  })

  await open('limits', 'instance')
  await button('Add a rule').click()
  await page.getByRole('spinbutton', { name: 'Amount of rule 1' }).fill('7')
  await through('limits', button('Save'), 'PUT', `${instance}/limits`, note('Limits are in force'), async () =>
    expectText((await panel.api(`${instance}/limits`)).limits.length, 1),
  )

  await open('settings', 'instance')
  await page.getByLabel('Blocked words').fill('tulip')
  await through('settings', button('Save'), 'PATCH', instance, note('Settings are in force'), async () =>
    expectText((await panel.api(instance)).content_policy.blocked_terms.join(), 'tulip'),
  )
  const exported = await panel.api(`${instance}/export`)
  exported.settings.retention_days = 77
  await page
    .getByLabel('File to import')
    .setInputFiles({ name: 'wanted.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(exported)) })
  const apply = dialog('What would change').getByRole('button', { name: /^Apply/ })
  await through('an import', apply, 'POST', `${instance}/import`, note('Imported'), async () =>
    expectText((await panel.api(instance)).retention_days, 77),
  )

  await open('project', 'project')
  await button('Settings').click()
  await page.getByLabel('Name').fill('First project after a crash')
  const project = `/config/v1/projects/${projectId}`
  await through('the change of a project', button('Save'), 'PATCH', project, note('Project changed'), async () =>
    expectText((await panel.api(project)).name, 'First project after a crash'),
  )

  await open('providers', 'instance', '?provider=openai')
  await page.getByLabel('API key', { exact: true }).fill('sk-crash-0123456789')
  const credentials = `${instance}/credentials`
  await through('a credential', button('Connect'), 'PUT', credentials, note(/^The credential is stored|^OpenAI is connected/), async () =>
    expectText(await count(credentials, 'openai'), 1),
  )
  await open('providers', 'instance', '?define=new')
  await through('a provider as data', button('Add the provider'), 'PUT', `${instance}/models`, note('Provider added'), async () =>
    expectText((await panel.api(`${instance}/models`)).custom_providers.length, 1),
  )

  await open('models', 'instance')
  await button('Add a model as data').click()
  await through('a model as data', button('Add the model'), 'PUT', `${instance}/models`, note('Model added'), async () =>
    expectText((await panel.api(`${instance}/models`)).custom_models.length, 1),
  )
  await open('models', 'instance', '?model=sketch-priced')
  await choose('Offered', 'Yes')
  await through('a model', button('Save', page.getByRole('dialog')), 'PUT', `${instance}/models`, note(/ changed$/), async () =>
    expectText(JSON.stringify((await panel.api(`${instance}/models`)).models).includes('sketch-priced'), true),
  )
  await open('models', 'instance')
  await choose('Add a fallback', /^Sketch with play prices/)
  await through('the order of fallbacks', button('Save the order'), 'PATCH', instance, note('Order is in force'), async () =>
    expectText((await panel.api(instance)).fallback_chain.join(), 'sketch-priced'),
  )

  await open('playground', 'project', '?models=sketch')
  await page.getByLabel('Prompt').fill('A lifeboat in a storm')
  const card = page.getByRole('article', { name: 'sketch: A lifeboat in a storm' }).getByText('succeeded', { exact: true })
  const make = page.getByRole('button', { name: /^Make · / })
  await make.waitFor()
  await through('a generation', make, 'POST', '/v1/generate', card, async () =>
    expectText(await count('/v1/generations?limit=100', 'A lifeboat in a storm', { key }), 1),
  )

  await panel
    .api('/v1/generate', {
      method: 'POST',
      key,
      body: { prompt: 'Lost at sea', size: '256x256', provider_options: { sketch: { fail: 'lost', billed: 'unknown' } } },
    })
    .catch(() => null)
  await open('generations', 'project')
  await page
    .getByRole('table', { name: 'Generations' })
    .getByRole('link', { name: /Lost at sea/ })
    .click()
  await page.getByLabel('What it cost, in US dollars').fill('0.02')
  await through('a settlement', button('Settle'), 'POST', '/v1/generations/', note('Settled'), async () => {
    const lost = (await list('/v1/generations?limit=100', { key })).find(({ prompt }) => prompt === 'Lost at sea')
    expectText(`${lost.cost.amount_micros} ${lost.cost.held_micros}`, '20000 0')
  })
}
