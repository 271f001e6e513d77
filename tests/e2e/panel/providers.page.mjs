// Tests connections: connect, verify, replace, remove; a provider that is defined as data, with a dry run on a pasted answer; and the roles
// that may not do this.
import { expectText } from './expect.mjs'
import { startFakeProvider } from './fake-provider.mjs'

const GOOD = 'sk-first-0123456789-good'
const NEXT = 'sk-second-9876543210-next'

export async function run(panel, { checkAccessibility, checkWidth }) {
  const fake = await startFakeProvider([GOOD, NEXT])
  try {
    const page = await panel.open('admin', panel.at('providers', 'instance'))
    const region = (name) => page.getByRole('region', { name, exact: true })
    await region('To connect').getByRole('button', { name: 'OpenAI', exact: true }).waitFor()
    await region('No credential needed').getByRole('button', { name: 'Sketch' }).waitFor()
    await checkAccessibility(page, 'providers', panel.faults)

    // First submits the form without a key, and the form shows that the key is required. Then connects OpenAI with a wrong key.
    await page.getByRole('searchbox', { name: 'Find a provider' }).fill('openai')
    await region('To connect').getByRole('button', { name: 'OpenAI', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'OpenAI' })
    await drawer.getByRole('button', { name: 'Connect' }).click()
    await drawer.getByText('This is needed.').waitFor()
    await drawer.getByLabel('API key', { exact: true }).fill('sk-wrong-000000000000')
    await drawer.getByLabel('Address').fill(fake.url)
    await checkAccessibility(page, 'the form of a connection', panel.faults)
    await drawer.getByRole('button', { name: 'Connect' }).click()
    await page.getByText('The credential is stored, but the provider rejects it').waitFor()
    expectText(await page.getByText('OpenAI is connected').count(), 0)

    // The provider rejects the secret, and the page shows this although nobody has clicked Verify. If a new secret is rejected, the old one
    // is kept.
    await drawer.getByRole('status').getByText('Rejected').waitFor()
    page.allowed.push(/424/)
    await drawer.getByLabel('API key', { exact: true }).fill('sk-wrong-again-00000000')
    await drawer.getByRole('button', { name: 'Replace', exact: true }).click()
    await drawer.getByRole('alert').getByText('provider_credential_rejected').waitFor()
    page.allowed.length = 0
    await drawer.getByLabel('API key', { exact: true }).fill(GOOD)
    await drawer.getByRole('button', { name: 'Replace', exact: true }).click()
    await page.getByText('Credential replaced').waitFor()
    // The warning was about the first secret, so it disappears when the secret is replaced.
    await page.getByText('The credential is stored, but the provider rejects it').waitFor({ state: 'hidden' })
    await drawer.getByText('…good').waitFor()
    await drawer.getByRole('status').getByText('Accepted').waitFor()
    await drawer.getByRole('button', { name: 'Verify' }).click()
    await drawer.getByText('it sees 2 models').waitFor()
    // The field of a secret hides its text. The other fields show theirs.
    expectText(await drawer.getByLabel('API key', { exact: true }).getAttribute('type'), 'password')
    for (const name of [/^Organization/, /^Project/]) await drawer.getByRole('textbox', { name }).waitFor()
    // If the provider refuses because of a rate limit, the panel shows the credential neither as accepted nor as rejected.
    fake.state.isBusy = true
    await drawer.getByRole('button', { name: 'Verify' }).click()
    await drawer.getByRole('status').getByText('No clear answer').waitFor()
    fake.state.isBusy = false
    await drawer.getByRole('button', { name: 'Verify' }).click()
    await drawer.getByText('it sees 2 models').waitFor()
    await checkAccessibility(page, 'a connection', panel.faults)
    if ((await page.content()).includes(GOOD)) panel.faults.push('the secret is in the page')
    await page.keyboard.press('Escape')
    await region('Connected').getByText('accepted').waitFor()

    // A further connection of the provider, with its own id, is shown next to the first and does not replace it.
    const instancePath = `/config/v1/instances/${panel.credentials.instance_id}`
    await region('Connected').getByRole('button', { name: 'OpenAI', exact: true }).click()
    const further = drawer.getByRole('region', { name: 'Further connections' })
    await further.getByRole('button', { name: 'Add a connection' }).click()
    await further.getByLabel('Id', { exact: true }).fill('openai-eu')
    await further.getByLabel('API key', { exact: true }).fill(NEXT)
    await further.getByLabel('Address').fill(fake.url)
    await checkAccessibility(page, 'the form of a further connection', panel.faults)
    await further.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('dialog', { name: 'OpenAI (openai-eu)' }).waitFor()
    const second = page.getByRole('dialog', { name: 'OpenAI (openai-eu)' })
    // Nobody clicks Verify. Even so, the platform asks the provider whether the second connection's credential is accepted.
    await second.getByRole('status').getByText('Accepted').waitFor()
    const stored = () => panel.api(`${instancePath}/models`)
    const choose = async (scope, way) => {
      await scope.getByRole('combobox', { name: 'Served by' }).click()
      await page.getByRole('option', { name: way }).click()
    }

    // Spreads the requests for all models of the provider over both connections, by weight. First enters the weight 0. The form refuses it,
    // because a weight is a number from 1 to 1000.
    const serving = second.getByRole('region', { name: 'What serves the models of OpenAI' })
    await choose(serving, 'By weight')
    await serving.getByLabel('Weight of OpenAI', { exact: true }).fill('0')
    await serving.getByRole('button', { name: 'Save' }).click()
    await serving.getByRole('alert').getByText('Each weight is a whole number from 1 to 1000.').waitFor()
    await serving.getByLabel('Weight of OpenAI', { exact: true }).fill('3')
    await serving.getByText('75 %').waitFor()
    await checkAccessibility(page, 'the connections of a provider', panel.faults)
    await serving.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Connections chosen').waitFor()
    expectText(
      JSON.stringify((await stored()).providers),
      '[{"provider":"openai","connections":[{"id":"openai","weight":3},{"id":"openai-eu","weight":1}]}]',
    )

    // Gives one model its own order of connections. A request for this model must use the first connection of that order.
    await page.goto(`${panel.baseUrl}${panel.at('models', 'instance')}?model=gpt-image-2.6-flare`)
    const model = page.getByRole('dialog', { name: 'GPT Image 2.6 Flare' })
    await model
      .getByRole('combobox', { name: 'Served by' })
      .getByText('As the provider: OpenAI 3 of 4, OpenAI (openai-eu) 1 of 4')
      .waitFor()
    await choose(model, 'In an order')
    await model.getByRole('button', { name: 'Move OpenAI (openai-eu) up' }).click()
    await checkAccessibility(page, 'the connections of a model', panel.faults)
    await model.getByRole('button', { name: 'Save' }).click()
    await page.getByText('GPT Image 2.6 Flare changed').waitFor()
    const { attempts } = await panel.api('/v1/generate', {
      method: 'POST',
      key: panel.credentials.project_key,
      body: { model: 'gpt-image-2.6-flare', prompt: 'a boat', size: '1024x1024' },
    })
    expectText(attempts.map(({ connection }) => connection).join(), 'openai-eu')
    await page.goto(`${panel.baseUrl}${panel.at('providers', 'instance')}?provider=openai-eu`)

    // After a reload, the drawer of the connection is open again, because the address of the page names the connection.
    await page.reload()
    await second.getByText('…next').waitFor()
    await second.getByRole('button', { name: 'Verify' }).click()
    await second.getByRole('status').getByText('Accepted').waitFor()
    await serving.getByRole('link', { name: 'gpt-image-2.6-flare' }).waitFor()
    // A change of another setting of the model must not change the model's connections.
    await page.goto(`${panel.baseUrl}${panel.at('models', 'instance')}?model=gpt-image-2.6-flare`)
    await page.getByRole('dialog').getByLabel('Aliases').fill('house-photo')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('GPT Image 2.6 Flare changed').waitFor()
    const kept = (await stored()).models.find((each) => each.model === 'gpt-image-2.6-flare')
    expectText(JSON.stringify(kept.connections.map(({ id }) => id)), '["openai-eu","openai"]')
    await page.goto(`${panel.baseUrl}${panel.at('providers', 'instance')}?provider=openai-eu`)
    await second.getByRole('button', { name: 'Remove the credential' }).click()
    const gone = page.getByRole('dialog', { name: 'Disconnect OpenAI (openai-eu)?' })
    await gone.getByLabel(/^Type/).fill('openai-eu')
    await gone.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('OpenAI (openai-eu) is disconnected').waitFor()

    // Two settings still name the removed connection, and show that it has no credential: the setting of one model, on the page of the
    // models, and the setting of the provider, on the page of the providers. The user must change both.
    await page.goto(`${panel.baseUrl}${panel.at('models', 'instance')}?model=gpt-image-2.6-flare`)
    await model.getByRole('listitem').getByText('1. OpenAI (openai-eu), without a credential').waitFor()
    await choose(model, /^As the provider/)
    await model.getByRole('button', { name: 'Save' }).click()
    await page.getByText('GPT Image 2.6 Flare changed').waitFor()
    await page.goto(`${panel.baseUrl}${panel.at('providers', 'instance')}?provider=openai`)
    const ofFirst = drawer.getByRole('region', { name: 'What serves the models of OpenAI' })
    await choose(ofFirst, 'Only OpenAI')
    await ofFirst.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Connections chosen').waitFor()
    const { models: left, providers: none } = await stored()
    expectText(JSON.stringify([left.filter(({ connections }) => connections).length, none]), '[0,[]]')
    await page.goto(`${panel.baseUrl}${panel.at('providers', 'instance')}`)

    // To remove a connection, the user must type its id.
    await region('Connected').getByRole('button', { name: 'OpenAI', exact: true }).click()
    await drawer.getByRole('button', { name: 'Remove the credential' }).click()
    const question = page.getByRole('dialog', { name: 'Disconnect OpenAI?' })
    await question.getByLabel(/^Type/).fill('openai')
    await question.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('OpenAI is disconnected').waitFor()
    await region('To connect').getByRole('button', { name: 'OpenAI', exact: true }).waitFor()

    // Adds a provider that is defined as data. First tries a text that is not JSON, then a dry run, then a definition that the API refuses.
    await page.getByRole('searchbox', { name: 'Find a provider' }).fill('')
    await page.getByRole('button', { name: 'Add a provider as data' }).click()
    const editor = page.getByRole('dialog', { name: 'A provider as data' })
    const reference = await editor.getByRole('link', { name: 'All members and ten examples' }).getAttribute('href')
    expectText((await fetch(panel.baseUrl + reference)).status, 200)
    const definition = editor.getByLabel('Definition')
    const example = await definition.inputValue()
    await definition.fill('{ nonsense')
    await editor.getByRole('button', { name: 'Add the provider' }).click()
    await editor.getByText(/^This is not JSON/).waitFor()
    await definition.fill(example)
    await editor
      .getByLabel('An answer of the provider')
      .fill('{ "pictures": [{ "url": "https://cdn.example-studio.com/1.png" }], "cost": 0.004 }')
    await editor.getByRole('button', { name: 'Dry run' }).click()
    const result = editor.getByRole('status', { name: 'Result of the dry run' })
    await result.getByText('POST https://pictures.example-studio.com/api/draw').waitFor()
    await result.getByText('Picture 1: https://cdn.example-studio.com/1.png').waitFor()
    await result.getByText('as the provider says').waitFor()
    // The result is below the button; the drawer scrolls to it.
    await page.waitForFunction((edge) => {
      const { top, bottom } = document.querySelector('[aria-label="Result of the dry run"]').getBoundingClientRect()
      return top < edge && bottom <= edge
    }, page.viewportSize().height)
    await checkAccessibility(page, 'a provider as data', panel.faults)
    page.allowed.push(/400/)
    await definition.fill(example.replace('"url"', '"telepathy"'))
    await editor.getByRole('button', { name: 'Add the provider' }).click()
    // If the API refuses a definition, the form shows the number of the faulty line. It does the same if a dry run finds the fault. A click
    // on the number selects the fault in the definition.
    const line = example.split('\n').findIndex((text) => text.includes('"kind": "url"')) + 1
    await editor.getByRole('alert').getByText('response.kind').waitFor()
    await editor.getByRole('button', { name: `Line ${line}`, exact: true }).click()
    const selected = await definition.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd))
    expectText(selected, '"telepathy"')
    await checkAccessibility(page, 'a definition with a fault', panel.faults)
    await definition.fill(`\n${example.replace('"url"', '"telepathy"')}`)
    await editor.getByRole('button', { name: 'Dry run' }).click()
    await editor.getByText('Its faults are shown above.').waitFor()
    await editor.getByRole('button', { name: `Line ${line + 1}`, exact: true }).waitFor()
    page.allowed.length = 0
    await definition.fill(example)
    await editor.getByRole('button', { name: 'Add the provider' }).click()
    await page.getByText('Provider added').waitFor()
    // The panel now opens the drawer of the new provider, in which the user enters the credential.
    await page.getByRole('dialog', { name: 'Example Studio' }).getByLabel('API key', { exact: true }).waitFor()
    await page.getByRole('dialog', { name: 'Example Studio' }).getByRole('button', { name: 'Show its definition' }).click()
    const own = page.getByRole('dialog', { name: 'Definition of studio' })
    expectText(JSON.parse(await own.getByLabel('Definition').inputValue()).base_url, 'https://pictures.example-studio.com/api')

    // While this form is open, somebody else changes which models are enabled. So the first save is refused, and the form says who made
    // that change. The second save changes only the provider's definition.
    await panel.enableModels(['sketch-priced'], { keep: true })
    await own.getByLabel('Definition').fill((await own.getByLabel('Definition').inputValue()).replace('Example Studio', 'My studio'))
    page.allowed.push(/412/)
    await own.getByRole('button', { name: 'Save' }).click()
    await own.getByText('Somebody else changed this set of providers and models').waitFor()
    await own.getByText('Changed by Local admin').waitFor()
    page.allowed.length = 0
    await own.getByRole('button', { name: 'Save' }).click()
    await region('Own providers').getByRole('button', { name: 'My studio' }).click()
    await page.getByRole('button', { name: 'Show its definition' }).click()
    await own.getByRole('button', { name: 'Remove this provider' }).click()
    const last = page.getByRole('dialog', { name: 'Remove studio?' })
    await last.getByLabel(/^Type/).fill('studio')
    await last.getByRole('button', { name: 'Remove', exact: true }).click()
    await region('Own providers').waitFor({ state: 'detached' })

    // On a phone, a viewer sees the providers, and the reason why viewers cannot connect a provider.
    const viewer = await panel.open('viewer', `${panel.at('providers', 'instance')}?provider=openai`, { width: 375, height: 812 })
    const shown = viewer.getByRole('dialog', { name: 'OpenAI' })
    await shown.getByText('This takes the role admin; you are viewer here.').waitFor()
    expectText(await shown.getByRole('button', { name: 'Connect' }).isDisabled(), true)
    await viewer.getByRole('button', { name: 'Close' }).click()
    await checkWidth(viewer, 'providers on a phone', panel.faults)
  } finally {
    await fake.stop()
  }
}
