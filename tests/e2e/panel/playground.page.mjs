// Tests the playground: a prompt, the price before the click, two models side by side, an input with a painted mask, and "copy as".
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectText } from './expect.mjs'

export async function run(panel, { checkAccessibility, checkWidth }) {
  await panel.enableModels(['sketch-priced', 'sketch-queued'])
  const page = await panel.open('developer', panel.at('playground'))
  const make = (name = /^Make( with \d models)? · /) => page.getByRole('button', { name })
  await page.getByLabel('Prompt').fill('A lighthouse in fog, woodcut')
  await page.getByRole('list', { name: 'Quote' }).getByText('$0.00').waitFor()
  await checkAccessibility(page, 'playground', panel.faults)

  // Models whose provider is not connected are in a collapsed list below the others. Only an admin gets a link to the page on which the
  // provider can be connected.
  const picker = page.getByRole('dialog', { name: 'Choose models' })
  const listed = picker.getByRole('list', { name: 'Models' }).getByRole('listitem')
  await page.getByRole('button', { name: 'Change or compare' }).click()
  const folded = picker.getByRole('button', { name: /^\d+ models of \d+ providers not connected$/ })
  await folded.waitFor()
  if ((await listed.count()) > 5) panel.faults.push(`${await listed.count()} models are shown as usable`)
  expectText(await picker.getByRole('link', { name: 'Connect' }).count(), 0)
  await folded.click()
  await picker
    .getByText(/^openai · /)
    .first()
    .waitFor()
  await checkAccessibility(page, 'models that are not connected', panel.faults)
  await page.keyboard.press('Escape')
  const admin = await panel.open('admin', panel.at('playground'))
  // Sets the clock of the page to a day on which some models have ended and others end soon.
  await admin.clock.setFixedTime(new Date('2026-11-20'))
  const connected = await panel.api(`/config/v1/instances/${panel.credentials.instance_id}/credentials/openai`, {
    method: 'PUT',
    body: { fields: { api_key: 'sk-example-0123456789-open' } },
  })
  await admin.reload()
  await admin.getByRole('button', { name: 'Change or compare' }).click()
  await admin.getByRole('button', { name: /^\d+ models? shut down$/ }).click()
  await admin
    .getByText(/^openai · shut down on 12 May 2026; .* replaces it$/)
    .first()
    .waitFor()
  await admin.getByRole('list', { name: 'Models' }).getByText('ends on 1 Dec 2026').first().waitFor()
  await checkAccessibility(admin, 'models that are shut down', panel.faults)
  await admin.getByRole('link', { name: 'Connect' }).click()
  await admin.getByRole('heading', { level: 1, name: 'Providers' }).waitFor()
  await admin.context().close()
  await panel.api(`/config/v1/credentials/${connected.id}`, { method: 'DELETE' })

  // With two models, each shows its price, and the button shows the sum.
  await page.getByRole('button', { name: 'Change or compare' }).click()
  await page.getByRole('checkbox', { name: /^Compare Sketch with play prices/ }).check()
  await checkAccessibility(page, 'the choice of models', panel.faults)
  await page.keyboard.press('Escape')
  await page.getByRole('list', { name: 'Quote' }).getByText('$0.04').first().waitFor()
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7')
  await make(/^Make with 2 models · \$0\.04$/).click()
  const results = page.getByRole('region', { name: 'Results' })
  const priced = results.getByRole('article', { name: 'sketch-priced: A lighthouse in fog, woodcut' })
  await priced.getByText('succeeded', { exact: true }).first().waitFor()
  await priced.getByRole('img', { name: 'A lighthouse in fog, woodcut' }).waitFor()
  await priced.getByText('$0.04').first().click()
  await priced.getByText('Attempt 1: sketch-priced').waitFor()
  await results
    .getByRole('article', { name: 'sketch: A lighthouse in fog, woodcut' })
    .getByText('succeeded', { exact: true })
    .first()
    .waitFor()
  await checkAccessibility(page, 'results', panel.faults)

  // After a visit to another page, the form is as it was.
  await page.getByRole('link', { name: 'Gallery' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor()
  await page.getByRole('link', { name: 'Playground' }).click()
  await make(/^Make with 2 models · \$0\.04$/).waitFor()
  expectText(await page.getByLabel('Prompt').inputValue(), 'A lighthouse in fog, woodcut')
  expectText(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue(), '7')

  // Runs each program that "copy as" offers and that can run on this machine. Each must print the picture's address.
  await priced.getByRole('button', { name: 'Copy as…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy as' })
  await checkAccessibility(page, 'copy as', panel.faults)
  const folder = mkdtempSync(join(tmpdir(), 'snippets-'))
  const runs = {
    curl: (file) => ['bash', [file]],
    TypeScript: (file) => [process.execPath, [file]],
    Python: (file) => ['python3', [file]],
    Go: (file) => ['go', ['run', file]],
    Java: (file) => ['java', [file]],
    'OpenAI SDK': (file) => [process.execPath, [file]],
    MCP: (file) => [process.execPath, [file]],
  }
  const extension = { curl: 'sh', TypeScript: 'ts', Python: 'py', Go: 'go', Java: 'java', 'OpenAI SDK': 'mts', MCP: 'mts' }
  for (const [name, how] of Object.entries(runs)) {
    await dialog.getByRole('tab', { name, exact: true }).click()
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
    const code = await page.evaluate(() => navigator.clipboard.readText())
    if (/cma_(live|panel)/.test(code)) panel.faults.push(`the ${name} form holds a key`)
    if (/partial_images/.test(code)) panel.faults.push(`the ${name} form asks for previews, which nobody chose`)
    // Node looks for packages in the folder of a program and in the folders above it. So a copied program that needs packages is written
    // into the folder of this test, which is inside the checkout.
    const file = join(extension[name] === 'mts' ? import.meta.dirname : folder, `snippet-${process.pid}.${extension[name]}`)
    writeFileSync(file, code)
    const [command, args] = how(file)
    try {
      const printed = execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, CMA_KEY: panel.credentials.project_key } })
      if (!/https?:\/\/[^"\s]+\/v1\/assets\//.test(printed)) panel.faults.push(`copied as ${name}, it printed ${printed.slice(0, 300)}`)
    } catch (error) {
      if (error.code === 'ENOENT') console.log(`       ${name} was not run: there is no ${command} here`)
      else panel.faults.push(`copied as ${name}: ${error.stderr ?? error.message}`)
    } finally {
      rmSync(file, { force: true })
    }
  }
  await page.keyboard.press('Escape')

  // A result is used as an input, and a mask is painted over it.
  await priced.getByRole('button', { name: 'Use as input' }).click()
  await page.getByText('Change a picture as the words say.').waitFor()
  await page.getByRole('combobox', { name: 'What to do' }).first().click()
  await page.getByRole('option', { name: 'Inpaint' }).click()
  await page.getByText('Paint over what is to change.').waitFor()
  // The bar at the bottom of the window, which shows the price, says that a mask is missing. The button that paints a mask must not be
  // hidden behind this bar.
  const paint = page.getByRole('button', { name: 'Paint a mask' })
  const [button, bar] = await Promise.all([paint.boundingBox(), page.getByRole('list', { name: 'Quote' }).boundingBox()])
  if (button.y + button.height > bar.y) panel.faults.push('the button of the mask is below the bar')
  await paint.click()
  const area = page.getByLabel('Painting area')
  const box = await area.boundingBox()
  const stroke = async () => {
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.4, { steps: 5 })
    await page.mouse.up()
  }
  // The eraser cannot be chosen while nothing is painted. If the eraser removes everything that was painted, there is no mask to use.
  const [eraser, use] = [page.getByRole('button', { name: 'Eraser' }), page.getByRole('button', { name: 'Use this mask' })]
  expectText(await eraser.isDisabled(), true)
  await page.getByRole('note', { name: /paint something first/ }).waitFor()
  await stroke()
  expectText(await use.isEnabled(), true)
  await eraser.click()
  await page.getByRole('slider', { name: 'Width' }).fill('12')
  await stroke()
  expectText(await use.isDisabled(), true)
  expectText(await page.getByRole('button', { name: 'Brush' }).getAttribute('aria-pressed'), 'true')
  await stroke()
  await checkAccessibility(page, 'the brush', panel.faults)
  await page.getByRole('button', { name: 'Use this mask' }).click()
  await page.getByRole('img', { name: 'The mask: white is changed' }).waitFor()
  await page.getByLabel('What to do with it').fill('a red sail')
  await make().click()
  const painted = results.getByRole('article', { name: /: a red sail$/ }).first()
  await painted.getByText('succeeded', { exact: true }).first().waitFor()

  // Writes another text into the form. "Make again" must replace it by the prompt of the picture.
  await page.getByLabel('What to do with it').fill('nothing that was made')

  // The button "Make again" in the dialog of a picture fills the form with the prompt, the input pictures and the mask from which the
  // picture was made.
  await painted.getByRole('img', { name: 'a red sail' }).click()
  await page.getByRole('dialog', { name: 'a red sail' }).getByRole('button', { name: 'Make again' }).click()
  await page.getByRole('img', { name: 'The mask: white is changed' }).waitFor()
  expectText(await page.getByLabel('What to do with it').inputValue(), 'a red sail')

  // Uploads a file as the input of the operation `describe`, which returns a text.
  await page.goto(`${panel.baseUrl}${panel.at('playground')}?operation=describe&models=sketch`)
  const picture = await (
    await fetch((await panel.api('/v1/assets?limit=1', { key: panel.credentials.project_key })).data[0].url)
  ).arrayBuffer()
  await page.getByLabel('Picture files').setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: Buffer.from(picture) })
  await page.getByRole('button', { name: 'Remove input 1' }).waitFor()
  await make().click()
  await results
    .getByRole('article', { name: /Describe$/ })
    .first()
    .getByText('succeeded', { exact: true })
    .waitFor()

  // If a budget refuses a request, the page names the budget and has a link to the page on which it is set.
  const tight = { scope: 'project', target: null, metric: 'cost_micros', window: 'day', limit: 40_000 }
  await panel.withLimits(
    () => [tight],
    () => refusedByBudget(panel, page, make, checkAccessibility),
  )

  // On a phone, the results are below the form. The page scrolls to them.
  const phone = await panel.open('developer', `${panel.at('playground')}?models=sketch`, { width: 375, height: 800 })
  await phone.getByLabel('Prompt').fill('A kite over the sea')
  await phone.getByRole('button', { name: /^Make · / }).click()
  const kite = phone.getByRole('article', { name: 'sketch: A kite over the sea' })
  await kite.getByText('succeeded', { exact: true }).waitFor()
  await phone.waitForFunction(() => document.querySelector('[aria-label="Results"]').getBoundingClientRect().top < 200)
  await phone.getByLabel('or pixels').fill('banana')
  await phone.getByText('Write width x height, for example 1024x1024.').waitFor()
  expectText(await phone.getByRole('button', { name: /^Make/ }).first().isDisabled(), true)
  await checkWidth(phone, 'a playground with a fault on a phone', panel.faults)
  await phone.context().close()

  // A viewer sees everything but cannot generate.
  const viewer = await panel.open('viewer', panel.at('playground'), { width: 375, height: 800 })
  await viewer.getByLabel('Prompt').fill('anything')
  expectText(await viewer.getByRole('button', { name: /^Make/ }).first().isDisabled(), true)
  await checkWidth(viewer, 'playground on a phone', panel.faults)
}

async function refusedByBudget(panel, page, make, checkAccessibility) {
  await page.goto(`${panel.baseUrl}${panel.at('playground')}?models=sketch-priced`)
  await page.getByLabel('Prompt').fill('A picture that nobody can pay')
  page.allowed.push(/429/)
  await make().click()
  await page
    .getByText(/^The budget of this project is \$0\.04 a day\. \$0\.00 of it is left, and this request can cost \$0\.04\./)
    .waitFor()
  await checkAccessibility(page, 'a refusal by a budget', panel.faults)
  // On a phone, the message about the refusal would cover half of the screen until the user tries again. So the user can close it.
  const refusal = page.getByRole('alert').filter({ hasText: 'budget_exceeded' })
  await refusal.getByRole('button', { name: 'Dismiss' }).click()
  await refusal.waitFor({ state: 'hidden' })
  await make().click()
  await refusal.waitFor()
  page.allowed.length = 0
  // A developer may raise the budget, so the link is called "Raise the budget".
  await page.getByRole('link', { name: 'Raise the budget' }).click()
  await page.getByRole('heading', { level: 1, name: 'Limits and budgets' }).waitFor()
}
