// Tests the settings of an instance and of a project, and export and import. Before an import, the panel shows what the import would
// change.
import { setTimeout } from 'node:timers/promises'
import { expectText } from './expect.mjs'

export async function run(panel, checks) {
  const path = `/config/v1/instances/${panel.credentials.instance_id}`
  const { name, status, retention_days, cors_origins, content_policy, worker_url } = await panel.api(path)
  try {
    await change(panel, checks)
  } finally {
    const body = { name, status, retention_days, cors_origins, content_policy, worker_url }
    await panel.api(path, { method: 'PATCH', body })
  }
}

async function change(panel, { checkAccessibility, checkWidth }) {
  const instancePath = `/config/v1/instances/${panel.credentials.instance_id}`
  const page = await panel.open('admin', panel.at('settings', 'instance'))
  // If an origin is invalid, the form says so and sends nothing. If a blocked word is too long, the API finds the fault, and the form shows
  // it at the field of the blocked words.
  await page.getByLabel('Origins').fill('https://shop.example.com\nhttps://shop.example.com/path')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('“https://shop.example.com/path” is not an origin').waitFor()
  await page.getByLabel('Origins').fill('')
  await page.getByLabel('Blocked words').fill(`tulip\n${'x'.repeat(1_000)}`)
  page.allowed.push(/400/)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/^Entry 2 must have at most \d+ characters/).waitFor()
  page.allowed.length = 0
  await page.getByLabel('Origins').fill('https://shop.example.com\nhttps://*.example.org')
  await page.getByLabel('Blocked words').fill('tulip')
  await page.getByLabel('Generations and pictures, in days').fill('30')
  await checkAccessibility(page, 'settings', panel.faults)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Settings are in force').waitFor()
  const saved = await panel.api(instancePath)
  expectText(saved.cors_origins.join(' '), 'https://shop.example.com https://*.example.org')
  const refused = await panel
    .api('/v1/generate', { method: 'POST', key: panel.credentials.project_key, body: { prompt: 'a red tulip', size: '256x256' } })
    .catch((error) => error.message)
  if (!String(refused).includes('content_policy'))
    panel.faults.push(`a blocked word went through: ${JSON.stringify(refused).slice(0, 200)}`)

  // Exports the settings as a file, changes the file, and imports it. Before the import, the panel shows what the import would change.
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()])
  const exported = JSON.parse(Buffer.concat(await (await file.createReadStream()).toArray()).toString())
  expectText(exported.settings.retention_days, 30)
  const wanted = {
    ...exported,
    settings: {
      ...exported.settings,
      retention_days: 90,
      name: 'Another name',
      content_policy: { ...exported.settings.content_policy, blocked_terms: [] },
    },
  }
  const choose = (content) =>
    page.getByLabel('File to import').setInputFiles({ name: 'wanted.json', mimeType: 'application/json', buffer: Buffer.from(content) })
  await choose('{ nonsense')
  await page.getByRole('alert').getByText('wanted.json is not JSON').waitFor()
  await choose(JSON.stringify(wanted))
  const drawer = page.getByRole('dialog', { name: 'What would change' })
  const changes = drawer.getByRole('list', { name: 'What changed' })
  await changes.getByText('retention days').waitFor()
  await changes.getByText('90').waitFor()
  expectText((await panel.api(instancePath)).retention_days, 30)
  // An import changes the instance's name only if the user asks for it.
  await drawer.getByRole('checkbox', { name: 'Take the name, too' }).check()
  await changes.getByText('Another name').waitFor()
  await drawer.getByRole('checkbox', { name: 'Take the name, too' }).uncheck()
  await changes.getByText('Another name').waitFor({ state: 'detached' })
  await checkAccessibility(page, 'an import', panel.faults)
  await drawer.getByRole('button', { name: /^Apply \d changes$/ }).click()
  await page.getByText('Imported').waitFor()
  // The form of the page shows the imported values. If it still had the old ones, the next save would undo the import.
  await page.waitForFunction(() => document.querySelector('input[name="retention_days"]')?.value === '90')
  expectText((await panel.api(instancePath)).retention_days, 90)
  await choose(JSON.stringify(wanted))
  await drawer.getByText('Nothing: the instance is already as the file says.').waitFor()
  await page.keyboard.press('Escape')

  // Tests the state of a dedicated Worker. In this test, the platform itself plays the dedicated Worker, under another origin. The content
  // security policy allows requests to this origin only after the Worker's address was stored.
  const worker = panel.baseUrl.replace('127.0.0.1', 'localhost')
  page.allowed.push(/^outside: http:\/\/localhost:\d+\/v1\/health$/)
  const state = page.getByRole('status', { name: 'State of the Worker' })
  await state.getByText('The Worker of the platform serves this instance.').waitFor()
  const { version } = await panel.api('/v1/health', { key: null })
  const [, release, commit] = /^([\d.]+)\+(\w{10})(\.changed)?$/.exec(version) ?? []
  const showsBuild = () => Promise.all([release, commit].map((text) => state.getByText(text, { exact: true }).waitFor()))
  if (commit === undefined) panel.faults.push(`the Worker reports the version ${version}, which has no commit`)
  else await showsBuild()
  await panel.api(instancePath, { method: 'PATCH', body: { worker_url: worker } })
  await page.reload()
  await state.getByText('A Worker of its own serves this instance.').waitFor()
  if (commit !== undefined) await showsBuild()
  await checkAccessibility(page, 'the state of a dedicated Worker', panel.faults)
  await page.getByRole('textbox', { name: /^Dedicated Worker/ }).fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await state.getByText('The Worker of the platform serves this instance.').waitFor()
  page.allowed.length = 0
  // If the Worker's address is wrong, another server may answer there. Even so, the settings must be shown, so that the user can correct
  // the address.
  await page.route('**/v1/health', (route) => route.fulfill({ json: { code: 'not_found' } }))
  await page.reload()
  await state.getByText('Nothing answers at its address as a Worker of this platform does.').waitFor()
  await page.unroute('**/v1/health')

  // Disables the instance, and enables it again.
  await page.reload()
  await page.getByRole('button', { name: 'Switch off' }).click()
  await page
    .getByRole('dialog', { name: /^Switch .* off\?$/ })
    .getByRole('button', { name: 'Switch off' })
    .click()
  await page.getByText('Instance is off').waitFor()
  const off = await fetch(`${panel.baseUrl}/v1/models`, { headers: { authorization: `Bearer ${panel.credentials.project_key}` } })
  if (off.ok) panel.faults.push('a key works in an instance that is off')
  await page.getByRole('button', { name: 'Switch on' }).click()
  await page.getByText('Instance is on').waitFor()
  expectText(await page.getByRole('button', { name: 'Delete the instance' }).isDisabled(), true)

  // A project can be deleted after its slug is typed. An instance can be deleted when it has no projects.
  const spare = await panel.api('/config/v1/instances', {
    method: 'POST',
    body: { organization_id: panel.credentials.organization_id, name: 'Spare', slug: 'spare' },
  })
  const project = await panel.api(`/config/v1/instances/${spare.id}/projects`, {
    method: 'POST',
    body: { name: 'Short-lived', slug: 'short' },
  })
  await page.goto(`${panel.baseUrl}/admin/o/local/i/spare/p/short/project`)
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Project settings' })
  // The form says that the project's number of days replaces the instance's number, even a smaller one, and that not only pictures are
  // deleted after this time, but also prompts and webhook deliveries.
  await settings
    .getByText(/with their prompts, pictures and webhook deliveries.* Empty: as the instance, which keeps them for ever\./)
    .waitFor()
  await settings.getByText(/counts instead of the instance's, also if it is larger\.$/).waitFor()
  await settings.getByLabel('Name').fill('Renamed')
  await checkAccessibility(page, 'project settings', panel.faults)
  await settings.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Project changed').waitFor()
  expectText((await panel.api(`/config/v1/projects/${project.id}`)).name, 'Renamed')
  await settings.getByRole('button', { name: 'Delete the project' }).click()
  const question = page.getByRole('dialog', { name: /^Delete .*\?$/ })
  await question.getByLabel(/^Type/).fill('short')
  await question.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('Project deleted').waitFor()
  // The instance has no other project, so the panel opens the page of the instance.
  await page.waitForURL(/\/i\/spare\/overview$/)
  await page.goto(`${panel.baseUrl}/admin/o/local/i/spare/settings`)
  // After the deletion, the panel loads its list of instances again. The test delays the response by a second, so the panel still has
  // the old list with the deleted instance. Even so, the panel must not open a page of this instance.
  const late = async (route) => {
    await setTimeout(1_000)
    await route.continue()
  }
  await page.route('**/config/v1/me/places', late, { times: 1 })
  await page.getByRole('button', { name: 'Delete the instance' }).click()
  await page.getByRole('dialog', { name: 'Delete Spare?' }).getByLabel(/^Type/).fill('spare')
  await page.getByRole('dialog', { name: 'Delete Spare?' }).getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('Instance deleted').waitFor()
  await page.waitForURL((url) => !url.pathname.includes('/i/spare/') && url.pathname !== '/admin')

  const viewer = await panel.open('viewer', panel.at('settings', 'instance'), { width: 375, height: 812 })
  await viewer.getByLabel('Origins').waitFor()
  expectText(await viewer.getByRole('button', { name: 'Save' }).isDisabled(), true)
  await checkWidth(viewer, 'settings on a phone', panel.faults)
}
