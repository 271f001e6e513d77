// Tests the uses of the playground that playground.page.mjs leaves out: watching and canceling a slow generation, adding pictures by drag
// and by paste, and every operation of the model `sketch` that takes a picture, except inpaint.
import { expectText } from './expect.mjs'

const WITH_INPUT = ['Edit', 'Remix', 'Reframe', 'Upscale', 'Remove background', 'Replace background', 'Describe']

export async function run(panel) {
  const { project_key: key } = panel.credentials
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'respond-async' }
  const slow = await fetch(`${panel.baseUrl}/v1/generate`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      model: 'sketch',
      prompt: 'slowly, a tower',
      size: '256x256',
      partial_images: 2,
      provider_options: { sketch: { delay_ms: 60_000 } },
    }),
  }).then((answer) => answer.json())

  // The page follows the generation live: progress, a preview, and a button that cancels it. A canceled generation costs nothing.
  const page = await panel.open('developer', `${panel.at('playground')}?models=sketch`)
  const results = page.getByRole('region', { name: 'Results' })
  const card = results.getByRole('article', { name: 'sketch: slowly, a tower' })
  await card.getByRole('progressbar', { name: 'Progress' }).waitFor()
  await card.getByRole('img').first().waitFor({ timeout: 90_000 })
  await card.getByRole('button', { name: 'Cancel' }).click()
  await card.getByText('canceled', { exact: true }).first().waitFor()
  const ended = await panel.api(`/v1/generations/${slow.id}`, { key })
  expectText(`${ended.status} ${ended.cost.amount_micros}`, 'canceled 0')

  // Adds one picture by drag and drop, and one from the clipboard.
  const made = await panel.api('/v1/generate', { method: 'POST', key, body: { prompt: 'A small pier', size: '256x256' } })
  const bytes = [...new Uint8Array(await (await fetch(made.images[0].url)).arrayBuffer())]
  await page.goto(`${panel.baseUrl}${panel.at('playground')}?operation=describe&models=sketch`)
  const zone = page.getByText(/^or drop or paste one here/)
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([new Uint8Array(content)], 'dropped.png', { type: 'image/png' }))
    return transfer
  }, bytes)
  await zone.dispatchEvent('dragover', { dataTransfer: dropped })
  await zone.dispatchEvent('drop', { dataTransfer: dropped })
  await page.getByRole('button', { name: 'Remove input 1' }).click()
  await zone.waitFor()
  await page.evaluate(
    (content) =>
      navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([new Uint8Array(content)], { type: 'image/png' }) })]),
    bytes,
  )
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+v')
  await page.getByRole('button', { name: 'Remove input 1' }).waitFor()

  // The model `sketch` succeeds with every operation that takes a picture; the input here is a stored picture. Inpaint is left out: it
  // needs the brush, and playground.page.mjs tests it.
  for (const operation of WITH_INPUT) {
    const id = operation.toLowerCase().replaceAll(' ', '_')
    await page.goto(`${panel.baseUrl}${panel.at('playground')}?operation=${id}&models=sketch&input=${made.images[0].asset_id}`)
    await page.getByRole('button', { name: 'Remove input 1' }).waitFor()
    const prompt = page.getByLabel('What to do with it')
    const words = `an evening of ${id}`
    if (await prompt.isVisible()) await prompt.fill(words)
    const before = (await panel.api('/v1/generations?limit=1', { key })).data[0]?.id
    await page.getByRole('button', { name: /^Make · / }).click()
    await results
      .getByRole('article')
      .first()
      .getByText(new RegExp(`sketch · ${operation}`))
      .waitFor()
    await results.getByRole('article').first().getByText('succeeded', { exact: true }).first().waitFor()
    const [newest] = (await panel.api('/v1/generations?limit=1', { key })).data
    if (newest.id === before || newest.operation !== id || newest.status !== 'succeeded')
      panel.faults.push(`${id}: the newest generation is ${newest.operation}, ${newest.status}`)
  }
}
