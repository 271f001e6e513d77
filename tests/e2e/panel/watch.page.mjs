// Tests the overview, generations and requests, usage, and the page for the owner of a project key.
import { expectText } from './expect.mjs'

const LARGE_MICROS = 1_000_000_000
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 6 })
const fake = (options) => ({ prompt: 'A lake that fails', size: '256x256', provider_options: { sketch: options } })

export async function run(panel, { checkAccessibility, checkWidth }) {
  const { project_key: key } = panel.credentials
  await panel.api('/v1/generate', { method: 'POST', key, body: { prompt: 'A lighthouse in the fog', size: '512x512' } })
  await panel.api('/v1/generate', { method: 'POST', key, body: fake({ fail: 'bad_request' }) }).catch(() => null)
  await panel.api('/v1/generate', { method: 'POST', key, body: fake({ fail: 'lost', billed: 'unknown' }) }).catch(() => null)

  // Waits until the overview shows the failed requests, the checklist and the recent pictures.
  const page = await panel.open('admin', panel.at('overview', 'instance'))
  await page.getByRole('heading', { name: 'Failed requests of the last 24 hours' }).waitFor()
  await page.getByRole('list', { name: 'Checklist' }).getByText('A limit or budget').waitFor()
  const errors = page.getByRole('list', { name: 'Failed requests by code' }).getByRole('link', { name: 'provider_bad_request' })
  await errors.waitFor()
  await page.getByRole('list', { name: 'Recent pictures' }).getByRole('img').first().waitFor()
  await checkAccessibility(page, 'overview', panel.faults)

  // If a budget has refused requests, the overview names this budget.
  await panel.enableModels(['sketch-priced'])
  const monthly = (limit) => [{ scope: 'instance', target: null, metric: 'cost_micros', window: 'month', limit }]
  await panel.withLimits(
    () => monthly(LARGE_MICROS),
    async (setLimits) => {
      // Other tests may have spent money in this month, so the budget is set to what was already spent, plus 60,000 micro-dollars.
      const { data } = await panel.api(`/config/v1/instances/${panel.credentials.instance_id}/limits/states`)
      const { used, reserved, held } = data.find(({ scope, metric }) => scope === 'instance' && metric === 'cost_micros')
      const limit = used + reserved + held + 60_000
      await setLimits(monthly(limit))
      for (const prompt of ['A lighthouse that fits', 'A lighthouse that does not'])
        await panel.api('/v1/generate', { method: 'POST', key, body: { model: 'sketch-priced', prompt } }).catch(() => null)
      const advice = page.getByText(`Least is left of: Budget of the month, The whole instance, $0.02 of ${dollars.format(limit / 1e6)}`)
      for (let tries = 0; tries < 20 && !(await advice.isVisible()); tries++) {
        await page.reload()
        await advice.waitFor({ timeout: 5_000 }).catch(() => null)
      }
      await advice.getByRole('link', { name: 'Show the budgets' }).waitFor()
      // In two cases, the overview says that the budgets have room again: a new month has begun since the refusal, or the budget was
      // raised. The test first simulates a new month, and then raises the budget.
      const room = page.getByText('The budgets have room again.')
      await page.route('**/limits/states', async (route) => {
        const response = await route.fetch()
        const body = await response.json()
        for (const gauge of body.data) gauge.resets_at = new Date(Date.now() + (gauge.window_seconds + 60) * 1000).toISOString()
        await route.fulfill({ response, json: body })
      })
      await page.reload()
      await room.waitFor()
      await page.unroute('**/limits/states')
      await page.reload()
      await advice.waitFor()
      await setLimits(monthly(LARGE_MICROS))
      await page.reload()
      await room.waitFor()
    },
  )

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

  // Filters the log of requests by operation, then by key. A row of `Get generation` must show no cost, because this operation only reads.
  await panel.api('/v1/generations?limit=1', { key })
  const { data: newest } = await panel.api('/v1/generations?limit=1', { key })
  await panel.api(`/v1/generations/${newest[0].id}`, { key })
  await page.goto(`${panel.baseUrl}${panel.at('generations')}?tab=requests`)
  const log = page.getByRole('table', { name: 'Requests' })
  const choose = async (name, option) => {
    await page.getByRole('combobox', { name }).click()
    await page.getByRole('option', { name: option }).first().click()
  }
  // The log first shows the requests of the project. It can also show the requests of all projects.
  expectText(await page.getByRole('combobox', { name: 'Project' }).innerText(), 'First project')
  await choose('Project', 'All projects')
  await page.waitForURL(/of=all/)
  await choose('Operation', 'Get generation')
  await log
    .getByRole('link', { name: /^Generate/ })
    .first()
    .waitFor({ state: 'hidden' })
  const read = log.getByRole('row').filter({ hasText: 'Get generation' }).first()
  for (let tries = 0; tries < 20 && !(await read.isVisible()); tries++) {
    await page.reload()
    await read.waitFor({ timeout: 5_000 }).catch(() => null)
  }
  await read.getByRole('cell', { name: '–', exact: true }).waitFor()
  expectText(await read.getByText('sketch').count(), 0)
  // The log shows requests of the panel itself as requests of the signed-in person.
  await choose('Operation', 'List generations')
  await log.getByRole('row').filter({ hasText: 'You …' }).first().waitFor()
  await choose('Operation', 'Generate')
  await log.getByRole('row').filter({ hasText: '$0.04' }).first().waitFor()
  await page.getByRole('combobox', { name: 'Key' }).fill('first key')
  await page.getByRole('option', { name: /^First key/ }).click()
  await page.waitForURL(/key_id=key_/)
  await log.getByRole('row').filter({ hasText: 'First key' }).first().waitFor()
  await checkAccessibility(page, 'the requests of one key', panel.faults)

  // If an address with a filter is opened, the page applies this filter.
  await page.goto(`${panel.baseUrl}${panel.at('generations')}?status=succeeded`)
  const table = page.getByRole('table', { name: 'Generations' })
  await table.getByText('A lighthouse in the fog').first().waitFor()
  expectText(await table.getByText('A lake that fails').count(), 0)
  await checkAccessibility(page, 'generations', panel.faults)
  await page.getByRole('button', { name: 'Clear' }).click()
  await table.getByText('A lake that fails').first().waitFor()

  // The usage page has the chart, the sums and a CSV file.
  await page.goto(`${panel.baseUrl}${panel.at('usage', 'instance')}?metric=requests`)
  await page.getByRole('img', { name: /^Generations over time/ }).waitFor()
  if ((await page.locator('canvas').evaluate(countColoured)) < 100) panel.faults.push('the series of the chart have no colour')
  // The page explains that it does not count refused requests, and has a link to the failed requests in the log.
  await page.getByText('A refused request begins no generation, so it is not counted here').waitFor()
  await page.getByRole('link', { name: 'Show the failed requests' }).waitFor()
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
