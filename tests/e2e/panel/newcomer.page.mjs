// A new user needs nothing but the panel: from an empty platform to a picture, its cost, a key for an app, and the audit log of all this.
import { readSecret } from '../../../scripts/local/install.mjs'
import { expectText } from './expect.mjs'
import { startFakeProvider } from './fake-provider.mjs'

const KEY = 'sk-newcomer-0123456789'

export async function run(shared, { checkAccessibility }) {
  const fake = await startFakeProvider([KEY])
  const panel = await shared.empty()
  try {
    const page = await panel.newPage()
    const link = (name) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
    const choose = async (field, option) => {
      await field.click()
      await page.getByRole('option', { name: option }).first().click()
    }

    // Sets up the platform.
    await page.goto(`${panel.baseUrl}/admin/`)
    await page.getByRole('heading', { name: 'Set the platform up' }).waitFor()
    await checkAccessibility(page, 'set-up', panel.faults)
    // In .dev.vars the token has quotation marks around it. A user may copy them, too, so the form ignores them.
    await page.getByLabel('Set-up token', { exact: true }).fill(` '${readSecret('SETUP_TOKEN')}' `)
    await page.getByLabel('Organization').fill('Acme Pictures')
    await page.getByLabel('Your name').fill('Ada Lovelace')
    await page.getByLabel('Your e-mail address').fill('ada@example.com')
    await page.getByRole('button', { name: 'Set up' }).click()
    await page.getByRole('heading', { name: 'Keep your key' }).waitFor()
    const own = await page.locator('code').first().innerText()
    await page.getByRole('button', { name: 'I have stored it' }).click()

    // The whole menu fits into the window, even with the additional message about locked pages.
    const menu = page.getByRole('navigation', { name: 'Pages' })
    await menu.getByText('Locked pages need an instance.').waitFor()
    const hidden = await menu.evaluate(({ parentElement: room }) => room.scrollHeight - room.clientHeight)
    if (hidden > 0) panel.faults.push(`the menu of an empty platform is ${hidden} px too high for a window of 900 px`)

    // Makes an instance, a project, a provider connection and a budget.
    await page.getByRole('navigation', { name: 'Pages' }).waitFor()
    await link('Organization')
    await page.getByRole('button', { name: 'New instance' }).click()
    await page.getByLabel('Name').fill('Production')
    await page.getByRole('button', { name: 'Create' }).click()
    // The page of the new instance opens and has a link to the next step of setting the instance up: making a project. Later the page of
    // the new project lists next steps, too.
    await page.getByRole('heading', { name: 'Production', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Make a project' }).click()
    await page.getByLabel('Name').fill('Web shop')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Project created').waitFor()
    await page.getByRole('list', { name: 'Next steps' }).getByRole('link', { name: 'Create a key' }).waitFor()
    await checkAccessibility(page, 'a new project', panel.faults)
    await link('Overview')
    await page.getByRole('link', { name: 'Connect a provider' }).click()
    await page.getByRole('button', { name: 'OpenAI', exact: true }).click()
    const connection = page.getByRole('dialog', { name: 'OpenAI' })
    await connection.getByLabel('API key', { exact: true }).fill(KEY)
    await connection.getByLabel('Address').fill(fake.url)
    await connection.getByRole('button', { name: 'Connect' }).click()
    await connection.getByRole('button', { name: 'Verify' }).click()
    await connection.getByText('it sees 2 models').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await link('Limits and budgets')
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByRole('spinbutton', { name: 'Amount of rule 1' }).fill('25')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Limits are in force').waitFor()
    // Enables a model with an invented price, so that costs are shown.
    await link('Models and aliases')
    await page.getByRole('searchbox', { name: 'Name or alias' }).fill('sketch-priced')
    await page
      .getByRole('table', { name: 'Models' })
      .getByRole('link', { name: /sketch-priced/ })
      .click()
    await choose(page.getByRole('combobox', { name: 'Offered' }), 'Yes')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText(/^Sketch with play prices.* changed$/).waitFor()

    // Makes a developer and a key for her.
    await link('People and roles')
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByLabel('Name').fill('Grace Hopper')
    await page.getByLabel('E-mail address').fill('grace@example.com')
    await choose(page.getByRole('combobox', { name: 'Role in Production' }), 'Developer')
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const once = page.getByRole('dialog', { name: 'A key for Grace Hopper' })
    const grace = await once.locator('code').first().innerText()
    await once.getByRole('button', { name: 'I have handed it over' }).click()

    // The developer signs in, makes a picture, and edits it with a mask.
    const hers = await panel.newPage()
    await hers.goto(`${panel.baseUrl}/admin/sign-in`)
    await hers.getByLabel('API key', { exact: true }).fill(grace)
    await hers.getByRole('button', { name: 'Sign in' }).click()
    const go = (name) => hers.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
    await go('Playground')
    await hers.goto(`${hers.url().split('?')[0]}?models=sketch-priced`)
    await hers.getByLabel('Prompt').fill('A paper boat on a pond')
    const make = hers.getByRole('button', { name: /^Make · \$0\.04$/ })
    await make.click()
    const results = hers.getByRole('region', { name: 'Results' })
    const boat = results.getByRole('article', { name: /A paper boat on a pond$/ }).first()
    await boat.getByText('succeeded', { exact: true }).first().waitFor()
    await boat.getByRole('button', { name: 'Use as input' }).click()
    await hers.getByRole('combobox', { name: 'What to do' }).first().click()
    await hers.getByRole('option', { name: 'Inpaint' }).click()
    await hers.getByRole('button', { name: 'Paint a mask' }).click()
    const box = await hers.getByLabel('Painting area').boundingBox()
    await hers.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3)
    await hers.mouse.down()
    await hers.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.5, { steps: 4 })
    await hers.mouse.up()
    await hers.getByRole('button', { name: 'Use this mask' }).click()
    await hers.getByLabel('What to do with it').fill('a red sail')
    await make.click()
    await results
      .getByRole('article', { name: /a red sail$/ })
      .getByText('succeeded', { exact: true })
      .first()
      .waitFor()

    // Reads the cost of the generation, then the cost of the whole project.
    await go('Generations')
    await hers
      .getByRole('table', { name: 'Generations' })
      .getByRole('link', { name: /a red sail/ })
      .click()
    await hers.getByRole('dialog').getByText('$0.04').first().waitFor()
    await hers.getByRole('button', { name: 'Close' }).click()
    await go('Project')
    await hers.getByText('sketch-priced').first().waitFor()

    // Creates a key for an app and rotates it; then the old key expires.
    await go('Keys')
    await hers.getByRole('button', { name: 'Create a key' }).first().click()
    await hers.getByLabel('Name').fill('The shop')
    await hers.getByRole('button', { name: 'Create the key' }).click()
    const made = hers.getByRole('dialog', { name: 'Key created' })
    const first = await made.locator('code').first().innerText()
    await made.getByRole('button', { name: 'I have stored it' }).click()
    await hers.getByRole('table', { name: 'Keys' }).getByRole('link', { name: 'The shop' }).click()
    await hers.getByRole('button', { name: 'Rotate', exact: true }).click()
    await hers.getByRole('combobox', { name: 'The old key ends' }).click()
    await hers.getByRole('option', { name: 'At once' }).click()
    await hers.getByRole('button', { name: 'Rotate the key' }).click()
    const rotated = hers.getByRole('dialog', { name: 'Key rotated' })
    const second = await rotated.locator('code').first().innerText()
    await rotated.getByRole('button', { name: 'I have stored it' }).click()
    const statusOf = async (key) => (await fetch(`${panel.baseUrl}/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status
    expectText(`${await statusOf(first)} ${await statusOf(second)}`, '401 200')

    // The admin reads in the audit log who did what.
    await link('Audit log')
    const log = page.getByRole('table', { name: 'Audit log' })
    const entry = log.getByRole('row').filter({ hasText: 'Key: rotate' }).first()
    await entry.getByText('Grace Hopper').filter({ visible: true }).waitFor()
    for (const said of ['Limits: set', 'User: create', 'Credential: '])
      await log
        .getByRole('link', { name: new RegExp(said) })
        .first()
        .waitFor()
    // Each entry says what was changed: a person, a credential or an instance. It shows the name of this thing, and not only the id.
    for (const [action, name] of [
      ['User: set grants', 'Grace Hopper'],
      ['Credential: create', 'openai'],
      ['Limits: set', 'Production'],
    ])
      await log.getByRole('row').filter({ hasText: action }).first().getByText(name).filter({ visible: true }).first().waitFor()
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByText(/^Intact: /).waitFor()
    // The admin filters the log by a person, and finds this person by a part of the name.
    await page.getByRole('combobox', { name: 'Who' }).fill('grace')
    await page.getByRole('option', { name: /^Grace Hopper/ }).click()
    await log.getByRole('row').filter({ hasText: 'Ada Lovelace' }).first().waitFor({ state: 'hidden' })
    await log.getByRole('row').filter({ hasText: 'Key: rotate' }).first().waitFor()
    await checkAccessibility(page, 'the log of one person', panel.faults)

    // The panel gets a list of at most 200 organizations from the server. The user can also open an organization that is not in this list:
    // immediately after it was made, and later by its address.
    const numbers = Array.from({ length: 200 }, (_, index) => String(index).padStart(3, '0'))
    const post = async (path, body) => {
      const answer = await fetch(`${panel.baseUrl}/config/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${own}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    }
    for (let from = 0; from < numbers.length; from += 10)
      await Promise.all(
        numbers.slice(from, from + 10).map((number) => post('/organizations', { name: `Tenant ${number}`, slug: `tenant-${number}` })),
      )
    await page.goto(`${panel.baseUrl}/admin/organizations`)
    await page.getByRole('button', { name: 'New organization' }).click()
    await page.getByLabel('Name').fill('Zebra')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'Zebra', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Zebra', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'New instance' }).click()
    await page.getByLabel('Name').fill('Far away')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'Far away', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Make a project' }).click()
    await page.getByLabel('Name').fill('Further')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'Further', level: 1 }).waitFor()
    await page.goto(`${panel.baseUrl}/admin/organizations`)
    await page.getByRole('table', { name: 'Organizations' }).getByRole('link', { name: 'Zebra' }).click()
    await page.getByRole('heading', { name: 'Zebra', level: 1 }).waitFor()
    await page.goto(`${panel.baseUrl}/admin/o/nobody/organization`)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  } finally {
    await panel.stop()
    await fake.stop()
  }
}
