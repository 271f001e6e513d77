// Tests the overview, generations and requests, usage, and the page for the owner of a project key.
import { expectText } from './expect.mjs'

const fake = (options) => ({ prompt: 'A lake that fails', size: '256x256', provider_options: { sketch: options } })

export async function run(panel, { checkAccessibility, checkWidth }) {
  const { project_key: key } = panel.credentials
  await panel.api('/v1/generate', { method: 'POST', key, body: { prompt: 'A lighthouse in the fog', size: '512x512' } })
  await panel.api('/v1/generate', { method: 'POST', key, body: fake({ fail: 'bad_request' }) }).catch(() => null)
  await panel.api('/v1/generate', { method: 'POST', key, body: fake({ fail: 'lost', billed: 'unknown' }) }).catch(() => null)

  // Waits until the overview has its counts.
  const page = await panel.open('admin', panel.at('overview', 'instance'))
  await page.getByRole('heading', { name: 'Errors of the last 24 hours' }).waitFor()
  await page.getByRole('list', { name: 'Checklist' }).getByText('A limit or budget').waitFor()
  const errors = page.getByRole('list', { name: 'Errors by code' }).getByRole('link', { name: 'provider_bad_request' })
  await errors.waitFor()
  await page.getByRole('list', { name: 'Recent pictures' }).getByRole('img').first().waitFor()
  await checkAccessibility(page, 'overview', panel.faults)

  // For a refusal by a budget, the overview names the budget.
  const limits = `/config/v1/instances/${panel.credentials.instance_id}/limits`
  const authorization = `Bearer ${panel.credentials.admin_key}`
  const before = await fetch(panel.baseUrl + limits, { headers: { authorization } })
  const put = (etag, body) =>
    fetch(panel.baseUrl + limits, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json', 'if-match': etag },
      body: JSON.stringify(body),
    })
  await panel.enableModels(['sketch-priced'])
  const tight = await put(before.headers.get('etag'), {
    limits: [{ scope: 'instance', target: null, metric: 'cost_micros', window: 'month', limit: 60_000 }],
  })
  for (const prompt of ['A lighthouse that fits', 'A lighthouse that does not'])
    await panel.api('/v1/generate', { method: 'POST', key, body: { model: 'sketch-priced', prompt } }).catch(() => null)
  const advice = page.getByText('Least is left of: Budget of the month, The whole instance, $0.02 of $0.06')
  for (let tries = 0; tries < 20 && !(await advice.isVisible()); tries++) {
    await page.reload()
    await advice.waitFor({ timeout: 5_000 }).catch(() => null)
  }
  await advice.getByRole('link', { name: 'Show the budgets' }).waitFor()
  await put(tight.headers.get('etag'), { limits: (await before.json()).limits })

  // Each number is a link to the rows that it counts.
  await errors.click()
  await page.getByRole('table', { name: 'Requests' }).getByText('provider_bad_request').first().waitFor()
  expectText(new URL(page.url()).searchParams.get('error_code'), 'provider_bad_request')
  await checkAccessibility(page, 'requests', panel.faults)
  await page.getByRole('table', { name: 'Requests' }).getByRole('link').first().click()
  const request = page.getByRole('dialog')
  await request.getByText('What to do:').waitFor()
  await checkAccessibility(page, 'a request', panel.faults)
  await request.getByRole('link', { name: /^gen_/ }).click()
  const failed = page.getByRole('dialog', { name: 'A lake that fails' })
  await failed.getByRole('heading', { name: 'One attempt' }).waitFor()
  await failed.getByRole('heading', { name: 'Where the time went' }).waitFor()
  await checkAccessibility(page, 'a failed generation', panel.faults)

  // The filters in the address are applied.
  await page.goto(`${panel.baseUrl}${panel.at('generations')}?status=succeeded`)
  const table = page.getByRole('table', { name: 'Generations' })
  await table.getByText('A lighthouse in the fog').first().waitFor()
  expectText(await table.getByText('A lake that fails').count(), 0)
  await checkAccessibility(page, 'generations', panel.faults)
  await page.getByRole('button', { name: 'Clear' }).click()
  await table.getByText('A lake that fails').first().waitFor()

  // The usage page has the chart, the sums and a CSV file.
  await page.goto(`${panel.baseUrl}${panel.at('usage', 'instance')}?metric=requests`)
  await page.getByRole('img', { name: /^Requests over time/ }).waitFor()
  if ((await page.locator('canvas').evaluate(countColoured)) < 100) panel.faults.push('the series of the chart have no colour')
  await page.getByRole('table', { name: 'Usage by model' }).getByRole('rowheader', { name: 'sketch', exact: true }).waitFor()
  await checkAccessibility(page, 'usage', panel.faults)
  await page.goto(`${panel.baseUrl}${panel.at('usage', 'instance')}?metric=latency&bucket=hour&span=week`)
  await page.getByRole('heading', { name: 'Mean latency by hour, UTC' }).waitFor()
  await page.getByRole('img', { name: /^Mean latency over time/ }).waitFor()
  if ((await page.locator('canvas').evaluate(countColoured)) < 10) panel.faults.push('the chart of latency has no points')
  await page
    .getByRole('table', { name: 'Usage by model' })
    .getByRole('row', { name: /^sketch .*\d m?s \d/ })
    .waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  const lines = await (await file.createReadStream()).toArray()
  if (!Buffer.concat(lines).toString().startsWith('bucket_start,project_id')) panel.faults.push('the CSV has no heading')

  // The owner of a project key uses a phone.
  const phone = await panel.newPage({ width: 375, height: 800 })
  await phone.goto(`${panel.baseUrl}/admin/sign-in`)
  await phone.getByLabel('API key', { exact: true }).fill(key)
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await phone.getByRole('button', { name: 'Menu' }).click()
  await phone.getByRole('dialog').getByRole('link', { name: 'Project' }).click()
  await phone.getByRole('heading', { name: 'This key' }).waitFor()
  await phone.getByRole('heading', { name: 'Limits and budgets' }).waitFor()
  await checkWidth(phone, 'project', panel.faults)
  await checkAccessibility(phone, 'project', panel.faults)

  for (const [id, scope] of [
    ['overview', 'instance'],
    ['generations', 'project'],
    ['generations?tab=requests', 'project'],
    ['usage', 'instance'],
  ]) {
    const viewer = await panel.open('viewer', panel.at(id, scope), { width: 375, height: 800 })
    await viewer.getByRole('heading', { level: 1 }).waitFor()
    await viewer.waitForLoadState('networkidle')
    await checkWidth(viewer, `${id} for a viewer on a phone`, panel.faults)
    await viewer.context().close()
  }
}

/** Runs in the page: counts the pixels of a canvas that are not grey. */
function countColoured(canvas) {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  let coloured = 0
  for (let at = 0; at < data.length; at += 4) {
    const pixel = [data[at], data[at + 1], data[at + 2]]
    if (Math.max(...pixel) - Math.min(...pixel) > 60) coloured++
  }
  return coloured
}
