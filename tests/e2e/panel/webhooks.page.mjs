// Tests webhooks: create (the secret is shown once), test, deliveries, sending again, change, rotate, delete.
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { expectText } from './expect.mjs'

export async function run(panel, { checkAccessibility, checkWidth }) {
  const heard = []
  let status = 200
  const server = createServer(async (request, response) => {
    heard.push({ headers: request.headers, body: Buffer.concat(await request.toArray()).toString() })
    response.writeHead(status).end()
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${server.address().port}/hook`
  try {
    const page = await panel.open('developer', panel.at('webhooks', 'instance'))
    await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor()
    await checkAccessibility(page, 'no webhooks', panel.faults)
    await page.getByRole('button', { name: 'New webhook' }).first().click()
    const form = page.getByRole('dialog', { name: 'New webhook' })
    await form.getByLabel('Address').fill(address)
    await form.getByLabel('Note').fill('The shop')
    await form.getByRole('checkbox', { name: 'A generation was canceled' }).uncheck()
    await checkAccessibility(page, 'the form of a webhook', panel.faults)
    await form.getByRole('button', { name: 'Create the webhook' }).click()
    const once = page.getByRole('dialog', { name: 'Webhook created' })
    const secret = await once.locator('code').first().innerText()
    await once.getByRole('button', { name: 'I have stored it' }).click()

    // The test event arrives, and is signed with the secret that was shown.
    const table = page.getByRole('table', { name: 'Webhooks' })
    await table.getByRole('link', { name: 'The shop' }).click()
    const drawer = page.getByRole('dialog', { name: 'Webhook' })
    await drawer.getByRole('button', { name: 'Send a test' }).click()
    await drawer.getByRole('status').getByText('delivered').waitFor()
    new Webhook(secret).verify(heard[0].body, heard[0].headers)

    // When a generation ends, its event is delivered. The event can be sent again under the same id.
    await panel.api('/v1/generate', {
      method: 'POST',
      key: panel.credentials.project_key,
      body: { prompt: 'A bell', size: '256x256' },
    })
    const deliveries = drawer.getByRole('list', { name: 'Deliveries' })
    for (let tries = 0; (await deliveries.getByText('delivered').count()) === 0; tries++) {
      if (tries > 20) throw new Error('the delivery was not shown')
      await page.reload()
      await drawer.getByRole('region', { name: 'Deliveries' }).waitFor()
      await page.waitForTimeout(1000)
    }
    await checkAccessibility(page, 'a webhook', panel.faults)
    const before = heard.length
    await deliveries.getByRole('button', { name: 'Send again' }).click()
    // Waits for the heading of the message, because the words "sent again" are also in the description of the page.
    await page.getByRole('heading', { name: 'Sent again' }).waitFor()
    for (let tries = 0; heard.length === before && tries < 60; tries++) await page.waitForTimeout(500)
    expectText(heard.at(-1).headers['webhook-id'], heard.at(-2).headers['webhook-id'])

    // If the endpoint responds with an error, a message shows its status.
    status = 500
    await drawer.getByRole('button', { name: 'Send a test' }).click()
    await drawer.getByRole('status').getByText('500').waitFor()

    // Rotating shows a new secret once. Then the webhook is disabled, and then deleted.
    await drawer.getByRole('button', { name: 'Rotate the secret' }).click()
    const rotated = page.getByRole('dialog', { name: 'Secret rotated' })
    if ((await rotated.locator('code').first().innerText()) === secret) panel.faults.push('the rotated secret is the old one')
    await rotated.getByRole('button', { name: 'I have stored it' }).click()
    await page.reload()
    await drawer.getByLabel('Note').fill('The old shop')
    await drawer.getByRole('switch', { name: 'Switched on' }).click()
    await drawer.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Webhook changed').waitFor()
    await drawer.getByText('disabled', { exact: true }).waitFor()
    await drawer.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog', { name: 'Delete this webhook?' }).getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor()

    const viewer = await panel.open('viewer', panel.at('webhooks', 'instance'), { width: 375, height: 812 })
    await viewer.getByRole('note', { name: 'This takes the role developer; you are viewer here.' }).first().waitFor()
    await checkWidth(viewer, 'webhooks on a phone', panel.faults)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
