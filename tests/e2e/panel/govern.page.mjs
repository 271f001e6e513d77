// Tests limits with their gauges, the organization's budget, organizations, and the audit log; and the actions that each role may not take.
import { expectText } from './expect.mjs'

export async function run(panel, { checkAccessibility, checkWidth }) {
  const page = await panel.open('admin', panel.at('limits', 'instance'))
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByRole('spinbutton', { name: 'Amount of rule 1' }).fill('12.5')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Limits are in force').waitFor()
  await page.getByRole('meter', { name: 'Budget of the month, The whole instance' }).waitFor()
  await page.getByText('of $12.50').waitFor()
  await checkAccessibility(page, 'limits', panel.faults)

  // Two admins change the same limits. The form of the admin who saves last shows the conflict, and keeps the input.
  const other = await panel.open('superadmin', panel.at('limits', 'instance'))
  await other.getByRole('spinbutton', { name: 'Amount of rule 1' }).fill('20')
  await page.getByRole('spinbutton', { name: 'Amount of rule 1' }).fill('15')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('of $15.00').waitFor()
  other.allowed.push(/412/)
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByText('Somebody else changed this set of limits while you edited it').waitFor()
  await other.getByText('$12.50 a month (UTC), the whole instance → Budget: $15.00').waitFor()
  await other.getByText('Changed by The admin').waitFor()
  expectText(await other.getByRole('spinbutton', { name: 'Amount of rule 1' }).inputValue(), '20')
  await other.getByRole('button', { name: 'Take what is there now' }).click()
  await other.getByText('of $15.00').waitFor()
  expectText(await other.getByRole('spinbutton', { name: 'Amount of rule 1' }).inputValue(), '15')
  other.allowed.length = 0

  // If the user leaves the page with unsaved entries, the panel first asks whether to discard them. If the user discards them and opens
  // the page again, the page shows the stored value.
  const question = other.getByRole('dialog', { name: 'Leave without saving?' })
  const usage = other.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Usage' })
  await other.getByRole('spinbutton', { name: 'Amount of rule 1' }).fill('21')
  await usage.click()
  await checkAccessibility(other, 'the question before entries are lost', panel.faults)
  await question.getByRole('button', { name: 'Cancel' }).click()
  expectText(await other.getByRole('spinbutton', { name: 'Amount of rule 1' }).inputValue(), '21')
  await usage.click()
  await question.getByRole('button', { name: 'Leave' }).click()
  await other.getByRole('heading', { level: 1, name: 'Usage' }).waitFor()
  await other.getByRole('link', { name: 'Limits and budgets' }).click()
  await other.getByText('of $15.00').waitFor()
  expectText(await other.getByRole('spinbutton', { name: 'Amount of rule 1' }).inputValue(), '15')

  // The links "Set a budget" lead to this address. The form then adds a rule for a new budget: rule 2, whose amount is still empty.
  await other.goto(`${panel.baseUrl}${panel.at('limits', 'instance')}?new=budget`)
  expectText(await other.getByRole('spinbutton', { name: 'Amount of rule 2' }).inputValue(), '')
  await other.waitForURL(/limits$/)
  // Rule 1 is a monthly budget, so the new rule 2 is a daily budget at first. If the user makes rule 2 monthly, too, both rules are budgets
  // for the same thing and the same time. The page then shows a message, and the rules cannot be saved.
  const time = other.getByRole('combobox', { name: 'Time of rule 2' })
  await time.getByText('a day (UTC)').waitFor()
  await other.getByRole('spinbutton', { name: 'Amount of rule 2' }).fill('5')
  expectText(await other.getByRole('button', { name: 'Save' }).isEnabled(), true)
  await time.click()
  await other.getByRole('option', { name: 'a month (UTC)' }).click()
  await other.getByRole('alert').getByText('Rule 1 is for the same thing and time.').waitFor()
  expectText(await other.getByRole('button', { name: 'Save' }).isDisabled(), true)
  await checkAccessibility(other, 'two rules for the same', panel.faults)

  // Adds a second rule ("rule 2"). Makes it a rule for a provider, then for a model, then for a key. After this key is revoked, the rule
  // must still show the key's name.
  const old = await panel.api('/config/v1/keys', {
    method: 'POST',
    body: { kind: 'project', project_id: panel.credentials.project_id, name: 'Old app', scopes: ['read'] },
  })
  const rule = (name) => page.getByRole('combobox', { name: `${name} of rule 2` })
  const choose = async (name, option) => {
    await rule(name).click()
    await page.getByRole('option', { name: option }).first().click()
  }
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await choose('Metric', 'Requests')
  // A rate admits its burst at once, and room for more comes back at the rate. So within one window, the burst and the amount can come
  // together. The form shows this sum.
  await page.getByRole('spinbutton', { name: 'Amount of rule 2' }).fill('3')
  await page.getByText('Here: 3 at once, and at most 6 in any such time.').waitFor()
  await page.getByRole('spinbutton', { name: 'Most at once of rule 2' }).fill('1')
  await page.getByText('Here: 1 at once, and at most 4 in any such time.').waitFor()
  await page.getByRole('spinbutton', { name: 'Most at once of rule 2' }).fill('')
  await page.getByRole('spinbutton', { name: 'Amount of rule 2' }).fill('')
  for (const [scope, field, words, option] of [
    ['Providers', 'Provider', 'open', 'OpenAI'],
    ['Models', 'Model', 'sketch', 'Sketch'],
    ['Keys', 'Key', 'old', 'Old app'],
  ]) {
    await choose('For', scope)
    await rule(field).fill(words)
    await page
      .getByRole('option', { name: new RegExp(`^${option}`) })
      .first()
      .click()
    if (!(await rule(field).inputValue()).startsWith(option)) panel.faults.push(`the rule does not show ${option}`)
  }
  await page.getByRole('spinbutton', { name: 'Amount of rule 2' }).fill('60')
  await checkAccessibility(page, 'a rule for a key', panel.faults)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Limits are in force').first().waitFor()
  await page.getByRole('meter', { name: 'Requests in a minute, Key Old app' }).waitFor()
  await panel.api(`/config/v1/keys/${old.id}`, { method: 'DELETE' })
  await page.reload()
  await rule('Key').waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => /^Old app ….*, revoked$/.test(value)))

  const viewer = await panel.open('viewer', panel.at('limits', 'instance'), { width: 375, height: 800 })
  await viewer.getByText('This takes the role developer').waitFor()
  expectText(await viewer.getByRole('button', { name: 'Save' }).isDisabled(), true)
  await checkWidth(viewer, 'limits on a phone', panel.faults)

  // Opens the organization's page, changes its budget, and makes a new instance.
  await page.goto(panel.baseUrl + panel.at('organization', 'organization'))
  await page.getByRole('button', { name: 'Name and budget' }).click()
  await page.getByLabel('Budget of a month, in US dollars').fill('100')
  await checkAccessibility(page, 'the organization’s budget', panel.faults)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('meter', { name: 'Budget of the month, The whole organization' }).waitFor()
  await page.getByRole('button', { name: 'New instance' }).click()
  await page.getByLabel('Name').fill('Customer One')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByText('Instance created').waitFor()
  // The page of the new instance opens and has a link to the next step of setting the instance up: making a project.
  await page.getByRole('heading', { name: 'Set up: 1 of 6' }).waitFor()
  await page.getByRole('link', { name: 'Make a project' }).waitFor()
  await checkAccessibility(page, 'a new instance', panel.faults)
  await page.goto(panel.baseUrl + panel.at('organization', 'organization'))
  await page.getByRole('table', { name: 'Instances' }).getByRole('link', { name: 'Customer One' }).waitFor()
  await page.getByText('% of generations').or(page.getByText('of no generations')).waitFor()
  await checkAccessibility(page, 'organization', panel.faults)
  await checkWidth(page, 'organization', panel.faults)

  // The audit log describes the change of the organization's budget in words.
  await page.goto(panel.baseUrl + panel.at('audit', 'organization'))
  const table = page.getByRole('table', { name: 'Audit log' })
  await table.getByRole('link', { name: 'Organization: update' }).first().click()
  await page.getByRole('dialog').getByRole('list', { name: 'What changed' }).getByText('monthly').waitFor()
  await checkAccessibility(page, 'an entry', panel.faults)
  await page.getByRole('dialog').getByRole('button', { name: 'Its history' }).click()
  await page.getByRole('button', { name: 'Verify' }).click()
  await page.getByText(/^Intact: /).waitFor()
  await checkAccessibility(page, 'audit', panel.faults)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()])
  const lines = Buffer.concat(await (await file.createReadStream()).toArray()).toString()
  expectText(JSON.parse(lines.slice(0, lines.indexOf('\n'))).sequence, 1)

  // A superadmin who belongs to another organization is shown in words, without the name. The list never shows an actor's id instead of a
  // name.
  const theirs = await panel.api('/config/v1/organizations', { method: 'POST', body: { name: 'Customer', slug: 'customer' } })
  const ada = await panel.api('/config/v1/users', {
    method: 'POST',
    body: { organization_id: theirs.id, name: 'Ada', email: 'ada@customer.example', role: 'admin' },
  })
  const { secret } = await panel.api('/config/v1/keys', {
    method: 'POST',
    body: { kind: 'user', user_id: ada.id, name: 'Ada', scopes: ['read', 'manage'] },
  })
  const customer = await panel.newPage()
  expectText((await customer.request.post(`${panel.baseUrl}/config/v1/sessions`, { data: { key: secret } })).status(), 201)
  await customer.goto(`${panel.baseUrl}/admin/o/customer/audit`)
  const log = customer.getByRole('table', { name: 'Audit log' })
  await log.getByText('Superadmin of the platform').filter({ visible: true }).first().waitFor()
  await log.getByRole('link').last().click()
  await customer.getByRole('dialog').getByText('Superadmin of the platform').waitFor()
  expectText(await customer.getByText('Local admin').count(), 0)
  await customer.close()

  // A developer does not see the audit log, and only superadmins see the list of organizations.
  const developer = await panel.open('developer', panel.at('audit', 'organization'))
  await developer.getByRole('heading', { name: 'There is no such page' }).waitFor()
  await page.goto(panel.baseUrl + panel.at('organizations', 'platform'))
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  await other.goto(panel.baseUrl + panel.at('organizations', 'platform'))
  await other.getByRole('button', { name: 'New organization' }).click()
  await other.getByLabel('Name').fill('Second tenant')
  await other.getByRole('button', { name: 'Create' }).click()
  await other.getByText('Organization created').waitFor()
  await other.getByRole('heading', { name: 'Second tenant', level: 1 }).waitFor()
  await other.getByRole('button', { name: 'Add the first instance' }).waitFor()
  await other.goto(panel.baseUrl + panel.at('organizations', 'platform'))
  await other.getByRole('table', { name: 'Organizations' }).getByText('second-tenant').waitFor()
  await checkAccessibility(other, 'organizations', panel.faults)
}
