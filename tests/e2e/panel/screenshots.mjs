// `npm run panel:screenshots [page…]`: writes screenshots of every page to .screenshots, light and dark, at 375 and 1440 pixels.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/local/paths.mjs'
import { LONG_NAME, RTL_NAME, startPanel } from './panel.mjs'
import { shots } from './shots.mjs'

const wanted = process.argv.slice(2)
const folder = join(root, '.screenshots')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const panel = await startPanel()
try {
  await panel.enableModels(['sketch-priced'])
  const { project_key: key, instance_id: instanceId } = panel.credentials
  for (const [name, slug] of [
    [LONG_NAME, 'long'],
    [RTL_NAME, 'rtl'],
  ])
    await panel.api(`/config/v1/instances/${instanceId}/projects`, { method: 'POST', body: { name, slug } })
  const prompts = [
    'A quiet mountain lake at sunrise',
    'A red kite over dunes',
    'City at night in the rain',
    'A fox in the snow',
    RTL_NAME,
    'Desert road under stars',
  ]
  for (const [index, prompt] of prompts.entries())
    await panel.api('/v1/generate', {
      method: 'POST',
      key,
      body: { prompt, size: ['1024x1024', '1344x768', '768x1344'][index % 3], seed: index },
    })
  for (const role of ['admin', 'developer', 'viewer']) await panel.keyOf(role)
  for (const [provider, apiKey] of [
    ['openai', 'sk-example-0123456789-open'],
    ['black-forest-labs', 'example-0123456789-flux'],
  ])
    await panel.api(`/config/v1/instances/${instanceId}/credentials/${provider}`, { method: 'PUT', body: { fields: { api_key: apiKey } } })
  await panel.api(`/config/v1/instances/${instanceId}/webhooks`, {
    method: 'POST',
    body: {
      url: 'https://shop.example.com/hooks/pictures',
      events: ['generation.succeeded', 'generation.failed'],
      description: 'The shop',
    },
  })
  for (const { name, path, role = 'superadmin', prepare } of shots(panel)) {
    if (wanted.length > 0 && !wanted.includes(name.split('-')[0])) continue
    for (const mode of ['light', 'dark'])
      for (const [width, height] of [
        [375, 812],
        [1440, 900],
      ]) {
        const page = role === null ? await panel.newPage({ width, height, mode }) : await panel.open(role, path, { width, height, mode })
        if (role === null) await page.goto(panel.baseUrl + path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        await prepare?.(page)
        await page.waitForTimeout(500)
        await page.screenshot({ path: join(folder, `${name}-${mode}-${width}.png`) })
        await page.context().close()
      }
    console.log(name)
  }
} finally {
  for (const fault of new Set(panel.faults)) console.log(fault)
  await panel.stop()
}
