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
    await region('Ready without a credential').getByRole('button', { name: 'Sketch' }).waitFor()
    await checkAccessibility(page, 'providers', panel.faults)

    // The field shows that it is required, and shows errors from the API.
    await page.getByRole('searchbox', { name: 'Find a provider' }).fill('openai')
    await region('To connect').getByRole('button', { name: 'OpenAI', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'OpenAI' })
    await drawer.getByRole('button', { name: 'Connect' }).click()
    await drawer.getByText('This is needed.').waitFor()
    await drawer.getByLabel('API key', { exact: true }).fill('sk-wrong-000000000000')
    await drawer.getByLabel('Address').fill(fake.url)
    await checkAccessibility(page, 'the form of a connection', panel.faults)
    await drawer.getByRole('button', { name: 'Connect' }).click()
    await page.getByText('OpenAI is connected').waitFor()

    // The provider rejects the secret, and the page shows the provider's words. The old secret is kept if a new one is rejected.
    await drawer.getByRole('button', { name: 'Verify' }).click()
    await drawer.getByRole('status').getByText('Rejected').waitFor()
    page.allowed.push(/424/)
    await drawer.getByLabel('API key', { exact: true }).fill('sk-wrong-again-00000000')
    await drawer.getByRole('button', { name: 'Replace', exact: true }).click()
    await drawer.getByRole('alert').getByText('provider_credential_rejected').waitFor()
    page.allowed.length = 0
    await drawer.getByLabel('API key', { exact: true }).fill(GOOD)
    await drawer.getByRole('button', { name: 'Replace', exact: true }).click()
    await page.getByText('Credential replaced').waitFor()
    await drawer.getByText('…good').waitFor()
    await drawer.getByRole('button', { name: 'Verify' }).click()
    await drawer.getByRole('status').getByText('Accepted').waitFor()
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
    const authorization = `Bearer ${panel.credentials.admin_key}`
    const before = await fetch(`${panel.baseUrl}${instancePath}/models`, { headers: { authorization } })
    const { updated_at: _, ...set } = await before.clone().json()
    const setting = { model: 'gpt-image-1.5', enabled: null, price: null, connections: [{ id: 'openai-eu' }, { id: 'openai' }] }
    const put = await fetch(`${panel.baseUrl}${instancePath}/models`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json', 'if-match': before.headers.get('etag') },
      body: JSON.stringify({ ...set, models: [...set.models, setting] }),
    })
    if (!put.ok) throw new Error(`naming a connection: ${await put.text()}`)
    // The address names the open connection, so it is open again.
    await page.reload()
    const second = page.getByRole('dialog', { name: 'OpenAI (openai-eu)' })
    await second.getByText('…next').waitFor()
    await second.getByRole('button', { name: 'Verify' }).click()
    await second.getByRole('status').getByText('Accepted').waitFor()
    // If the model is changed in the panel, it keeps its connections.
    await page.goto(`${panel.baseUrl}${panel.at('models', 'instance')}?model=gpt-image-1.5`)
    await page.getByRole('dialog').getByLabel('Aliases').fill('house-photo')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('GPT Image 1.5 changed').waitFor()
    const kept = (await panel.api(`${instancePath}/models`)).models.find(({ model }) => model === setting.model)
    expectText(JSON.stringify(kept.connections.map(({ id }) => id)), '["openai-eu","openai"]')
    await page.goto(`${panel.baseUrl}${panel.at('providers', 'instance')}?provider=openai-eu`)
    await second.getByRole('button', { name: 'Remove the credential' }).click()
    const gone = page.getByRole('dialog', { name: 'Disconnect OpenAI (openai-eu)?' })
    await gone.getByLabel(/^Type/).fill('openai-eu')
    await gone.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('OpenAI (openai-eu) is disconnected').waitFor()
    await page.goto(`${panel.baseUrl}${panel.at('providers', 'instance')}`)

    // To remove a connection, the user must type its name.
    await region('Connected').getByRole('button', { name: 'OpenAI', exact: true }).click()
    await drawer.getByRole('button', { name: 'Remove the credential' }).click()
    const question = page.getByRole('dialog', { name: 'Disconnect OpenAI?' })
    await question.getByLabel(/^Type/).fill('openai')
    await question.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('OpenAI is disconnected').waitFor()
    await region('To connect').getByRole('button', { name: 'OpenAI', exact: true }).waitFor()

    // A provider that is defined as data: a text that is not JSON, errors from the API, the dry run, and saving.
    await page.getByRole('searchbox', { name: 'Find a provider' }).fill('')
    await page.getByRole('button', { name: 'Add a provider as data' }).click()
    const editor = page.getByRole('dialog', { name: 'A provider as data' })
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
    await checkAccessibility(page, 'a provider as data', panel.faults)
    page.allowed.push(/400/)
    await definition.fill(example.replace('"url"', '"telepathy"'))
    await editor.getByRole('button', { name: 'Add the provider' }).click()
    await editor.getByText('/body/custom_providers/0/response/kind').waitFor()
    page.allowed.length = 0
    await definition.fill(example)
    await editor.getByRole('button', { name: 'Add the provider' }).click()
    await page.getByText('Provider added').waitFor()
    await region('Own providers').getByRole('button', { name: 'Example Studio' }).click()
    await page.getByRole('dialog', { name: 'Example Studio' }).getByRole('button', { name: 'Show its definition' }).click()
    const own = page.getByRole('dialog', { name: 'Definition of studio' })
    expectText(JSON.parse(await own.getByLabel('Definition').inputValue()).base_url, 'https://pictures.example-studio.com/api')

    // Somebody else changes the models in the meantime. The form shows the change and who made it; saving again replaces it.
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

    // A viewer on a phone sees the providers and why a viewer cannot connect one.
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
