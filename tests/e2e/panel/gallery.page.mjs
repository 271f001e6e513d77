// Tests the gallery: the list of pictures, the details of one picture, a link to this picture, its deletion, and the filters.
import { expectText } from './expect.mjs'

export async function run(panel, { checkAccessibility, checkWidth }) {
  for (const prompt of ['A paper boat on a pond', 'A red kite over dunes'])
    await panel.api('/v1/generate', { method: 'POST', key: panel.credentials.project_key, body: { prompt, size: '512x512' } })
  const page = await panel.open('developer', panel.at('gallery'))
  const boat = page.getByRole('link', { name: 'A paper boat on a pond' })
  await page.getByRole('link', { name: 'A red kite over dunes' }).waitFor()
  await checkAccessibility(page, 'gallery', panel.faults)
  await boat.click()
  const drawer = page.getByRole('dialog', { name: 'A paper boat on a pond' })
  await drawer.getByText('512 × 512 px').waitFor()
  await drawer.getByText('sketch (sketch)').waitFor()
  await checkAccessibility(page, 'a picture', panel.faults)

  // The address of the page names the open picture. If the address is opened, the picture is shown again.
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await drawer.getByRole('button', { name: 'Make a link' }).click()
  await drawer.getByRole('button', { name: 'Copy the link' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expectText((await fetch(link)).status, 200)

  await drawer.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog', { name: 'Delete this picture?' }).getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Picture deleted').waitFor()
  panel.deleted.add(new URL(address).searchParams.get('picture'))
  await boat.waitFor({ state: 'detached' })
  expectText((await fetch(link)).status, 404)

  // For a viewer, the button that deletes a picture is disabled.
  const viewer = await panel.open('viewer', panel.at('gallery'), { width: 375, height: 800 })
  await viewer.getByRole('link', { name: 'A red kite over dunes' }).click()
  expectText(await viewer.getByRole('dialog').getByRole('button', { name: 'Delete' }).isDisabled(), true)
  await checkWidth(viewer, 'a picture on a phone', panel.faults)
  await viewer.getByRole('button', { name: 'Close' }).click()
  await checkWidth(viewer, 'gallery on a phone', panel.faults)

  // The address of the page shows the filter that the user sets. If an address with a filter is opened, the page applies this filter.
  await page.getByRole('searchbox', { name: 'Words of the prompt' }).fill('dunes')
  await page.waitForURL(/prompt=dunes/)
  await page.getByRole('link', { name: 'A red kite over dunes' }).waitFor()
  await page.goto(`${panel.baseUrl}${panel.at('gallery')}?prompt=nothing+like+this`)
  await page.getByRole('heading', { name: 'No picture fits these filters' }).waitFor()
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('link', { name: 'A red kite over dunes' }).waitFor()

  // An entry of the menu opens a page without filters, even if the user is still typing a filter. If the user goes back, the page shows its
  // earlier filters again.
  const entry = (name) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
  const words = page.getByRole('searchbox', { name: 'Words of the prompt' })
  await words.fill('dunes')
  await entry('Gallery')
  // A typed text becomes a filter when the user has typed nothing for a moment. The test waits longer than that.
  await page.waitForTimeout(1_000)
  expectText(`${new URL(page.url()).search} ${await words.inputValue()}`, ' ')
  await words.fill('dunes')
  await page.waitForURL(/prompt=dunes/)
  await entry('Keys')
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor()
  await page.goBack()
  await page.waitForURL(/prompt=dunes/)
  expectText(await words.inputValue(), 'dunes')

  // When the user opens the tab of uploads, the page removes the filter `prompt`, because uploads have no prompt.
  await page.getByRole('tab', { name: 'Uploads' }).click()
  await page.getByRole('heading', { name: 'No uploads yet' }).waitFor()
}
