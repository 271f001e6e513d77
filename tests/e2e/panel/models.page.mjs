// Tests models and aliases: the order of fallbacks, enabling and disabling, a price that the instance sets, an alias, and a model that is
// defined as data.
import { expectText } from './expect.mjs'

export async function run(panel, checks) {
  try {
    await change(panel, checks)
  } finally {
    // Restores the instance's fallback chain and models for the following tests, even if this test fails.
    await panel.api(`/config/v1/instances/${panel.credentials.instance_id}`, { method: 'PATCH', body: { fallback_chain: [] } })
    await panel.enableModels(['sketch-priced'])
  }
}

async function change(panel, { checkAccessibility, checkWidth }) {
  const page = await panel.open('admin', panel.at('models', 'instance'))
  const table = page.getByRole('table', { name: 'Models' })
  await table.getByRole('link', { name: 'Sketch', exact: false }).first().waitFor()
  await checkAccessibility(page, 'models', panel.faults)

  // If a model is priced by tokens, the list shows the approximate price of a picture, and the drawer shows the price of a million tokens.
  await table
    .getByText(/^about \$0\.\d+ to \$0\.\d+ a picture, by tokens$/)
    .first()
    .waitFor()
  await page.goto(`${page.url()}?model=gpt-image-2.6-flare`)
  await page
    .getByRole('dialog')
    .getByText(/\$5\.00 text sent/)
    .waitFor()
  await page.goto(`${panel.baseUrl}${panel.at('models', 'instance')}`)

  // Two kinds of models cannot be used here: those that their provider has shut down, and those that need the AI binding, which a platform
  // on one's own machine does not have. The list must not show them as offered, and its filter must find them.
  const rows = table.getByRole('row')
  const state = async (name, id) => {
    await page.goto(`${panel.baseUrl}${panel.at('models', 'instance')}`)
    await page.getByRole('combobox', { name: 'State' }).click()
    await page.getByRole('option', { name }).click()
    await page.waitForURL(new RegExp(`state=${id}`))
    await rows.nth(1).getByText(name, { exact: true }).waitFor()
    return (await rows.allInnerTexts()).slice(1)
  }
  for (const text of await state('Needs the AI binding', 'binding'))
    if (!/workers-ai/.test(text)) panel.faults.push(`needs no binding: ${text}`)
  await rows.nth(1).getByRole('link').click()
  await page.getByRole('dialog').getByText('It is called through the AI binding of the deployment.').waitFor()
  await state('Shut down', 'shut_down')
  await rows.nth(1).getByRole('link').click()
  await page
    .getByRole('dialog')
    .getByText(/ shut this model down on /)
    .waitFor()
  for (const text of await state('Offered', 'on')) if (/workers-ai/.test(text)) panel.faults.push(`offered without the binding: ${text}`)
  await page.goto(`${panel.baseUrl}${panel.at('models', 'instance')}`)

  // The user searches for the model `sketch-priced`, and the address of the page then contains the search. This model is for tests, so it
  // is disabled until the user enables it here.
  await page.getByRole('searchbox', { name: 'Name or alias' }).fill('sketch-priced')
  await page.waitForURL(/words=sketch-priced/)
  await table.getByRole('link', { name: /sketch-priced/ }).click()
  const drawer = page.getByRole('dialog', { name: 'Sketch with play prices' })
  await drawer.getByRole('combobox', { name: 'Offered' }).click()
  await page.getByRole('option', { name: 'Yes', exact: true }).click()
  // The form must notice by itself that an alias has a space, and must send nothing. If the form sent the alias, the API would respond with
  // 400, which counts as a fault of this test.
  await drawer.getByLabel('Aliases').fill('house-style, Hero Pics')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await drawer.getByText('“Hero Pics” has a space.').waitFor()
  await drawer.getByLabel('Aliases').fill('house-style, poster')
  // The fields for the price start with the catalogue's prices. If the user then chooses to edit the price as JSON, the JSON field shows
  // the price from the fields. If the API finds a fault in the JSON, the form names the line.
  const price = async (way) => {
    await drawer.getByRole('combobox', { name: 'Own price' }).click()
    await page.getByRole('option', { name: way }).click()
  }
  await price('A price for each picture')
  await drawer.getByRole('list', { name: 'Other prices' }).getByRole('listitem').first().waitFor()
  await checkAccessibility(page, 'a model with prices for some pictures', panel.faults)
  for (const others = drawer.getByRole('list', { name: 'Other prices' }); (await others.count()) > 0;)
    await others
      .getByRole('button', { name: /^Remove price/ })
      .first()
      .click()
  await drawer.getByLabel('US dollars for a picture').fill('-1')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await drawer.getByText('At least 0.').waitFor()
  await drawer.getByLabel('US dollars for a picture').fill('0.05')
  await price('Edit as JSON')
  const json = drawer.getByLabel('Price as JSON')
  expectText(JSON.stringify(JSON.parse(await json.inputValue())), '{"kind":"per_image","rules":[{"micros":50000}]}')
  page.allowed.push(/400/)
  await json.fill('{\n  "kind": "per_image",\n  "rules": [{ "micros": "much" }]\n}')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await drawer.getByRole('alert').getByText('rules.0.micros').waitFor()
  await drawer.getByRole('button', { name: 'Line 3', exact: true }).waitFor()
  page.allowed.length = 0
  await checkAccessibility(page, 'a price as JSON with a fault', panel.faults)
  await json.fill('{ "kind": "per_image", "rules": [{ "quality": "high", "micros": 90000 }, { "micros": 60000 }] }')
  await price('A price for each picture')
  expectText(await drawer.getByLabel('US dollars for a picture').inputValue(), '0.06')
  expectText(await drawer.getByLabel('US dollars for such a picture').inputValue(), '0.09')
  await drawer.getByRole('button', { name: 'Remove price 1' }).click()
  await drawer.getByLabel('US dollars for a picture').fill('0.07')
  await checkAccessibility(page, 'a model', panel.faults)
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/^Sketch with play prices.* changed$/).waitFor()
  await table.getByText('also house-style, poster').waitFor()
  await table.getByText('$0.07 a picture').waitFor()
  const { price: quoted } = await panel
    .api('/v1/quote', {
      method: 'POST',
      key: panel.credentials.project_key,
      body: { model: 'poster', prompt: 'a boat' },
    })
    .then((quote) => ({ price: JSON.stringify(quote) }))
  if (!quoted.includes('70000')) panel.faults.push(`the own price is not in the quote: ${quoted}`)

  // The playground, opened with a generation that was asked for by an alias, chooses the model of this alias. So it does if the address of
  // the page names the alias itself.
  const { id: made } = await panel.api('/v1/generate', {
    method: 'POST',
    key: panel.credentials.project_key,
    body: { model: 'poster', prompt: 'a house in our style' },
  })
  for (const search of [`again=${made}`, 'models=house-style']) {
    const again = await panel.open('admin', `${panel.at('playground')}?${search}`)
    await again.getByRole('list', { name: 'Model' }).getByText('Sketch with play prices').waitFor()
    if (search.startsWith('again')) await again.waitForURL(/models=sketch-priced/)
    await again.close()
  }

  // Adds two fallbacks after the default model. Changes their order with a button, and then by dragging with the mouse.
  await page.getByRole('combobox', { name: 'Add a fallback' }).click()
  await page.getByRole('option', { name: /^Sketch with play prices/ }).click()
  await page.getByRole('combobox', { name: 'Add a fallback' }).click()
  await page.getByRole('option', { name: 'poster', exact: true }).click()
  await page.getByRole('button', { name: 'Move poster up' }).click()
  const chain = page.getByRole('list', { name: 'Fallbacks' }).getByRole('listitem')
  expectText(await chain.first().innerText(), '1. poster')
  await chain.nth(1).dragTo(chain.first())
  expectText((await chain.first().innerText()).split(' (')[0], '1. Sketch with play prices')
  await page.getByRole('button', { name: 'Save the order' }).click()
  await page.getByText('Order is in force').waitFor()
  const { fallback_chain: saved } = await panel.api(`/config/v1/instances/${panel.credentials.instance_id}`)
  expectText(saved.join(' '), 'sketch-priced poster')

  // Adds a model that is defined as data, after a dry run of the definition.
  await page.getByRole('button', { name: 'Add a model as data' }).click()
  const editor = page.getByRole('dialog', { name: 'A model as data' })
  await editor.getByRole('button', { name: 'Dry run' }).click()
  await editor.getByText('POST https://api.openai.com/v1/images/generations').waitFor()
  await checkAccessibility(page, 'a model as data', panel.faults)
  await editor.getByRole('button', { name: 'Add the model' }).click()
  await page.getByText('Model added').waitFor()
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('searchbox', { name: 'Name or alias' }).fill('my-model')
  // Waits until the page filters by the typed text. If the test clicked on the link before that, the text would be lost.
  await page.waitForURL(/words=my-model/)
  await table.getByRole('link', { name: /my-model/ }).click()
  await page.getByRole('dialog', { name: 'My model' }).getByRole('button', { name: 'Show its definition' }).click()
  await page.getByRole('button', { name: 'Remove this model' }).click()
  const question = page.getByRole('dialog', { name: 'Remove my-model?' })
  await question.getByLabel(/^Type/).fill('my-model')
  await question.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('heading', { name: 'No model fits these filters' }).waitFor()

  const viewer = await panel.open('viewer', panel.at('models', 'instance'), { width: 375, height: 812 })
  await viewer.getByRole('table', { name: 'Models' }).getByRole('link').first().waitFor()
  expectText(await viewer.getByRole('button', { name: 'Save the order' }).isDisabled(), true)
  await checkWidth(viewer, 'models on a phone', panel.faults)
  // On a phone, the filters take several lines. Each line must fill the whole width.
  const edges = await viewer.getByRole('search', { name: 'Filters' }).evaluate((row) => {
    const lines = Map.groupBy([...row.querySelectorAll('[type="search"], [role="combobox"]')], (field) =>
      Math.round(field.getBoundingClientRect().top),
    )
    const { left, right } = row.getBoundingClientRect()
    return [...lines.values()].map((fields) => {
      const boxes = fields.map((field) => field.getBoundingClientRect())
      return Math.abs(Math.min(...boxes.map((box) => box.left)) - left) + Math.abs(Math.max(...boxes.map((box) => box.right)) - right)
    })
  })
  if (edges.length !== 3 || edges.some((gap) => gap > 2)) panel.faults.push(`filters are ragged on a phone: ${edges.join(', ')} px`)

  // If the model was switched off since the picture was made, the playground says so, and does not take another model silently.
  await panel.api(`/config/v1/instances/${panel.credentials.instance_id}`, { method: 'PATCH', body: { fallback_chain: [] } })
  await panel.enableModels([])
  const gone = await panel.open('admin', `${panel.at('playground')}?again=${made}`)
  await gone.getByText('poster cannot be used any more').waitFor()
}
