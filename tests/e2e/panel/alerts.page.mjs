// Tests alerts: a budget reaches a threshold, the alert is shown and acknowledged, the settings of alerts are changed, and an admin sees
// the alerts of the whole organization.
import { expectText } from './expect.mjs'

export async function run(panel, { checkAccessibility, checkWidth }) {
  const page = await panel.open('developer', panel.at('alerts', 'instance'))
  await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor()
  await checkAccessibility(page, 'no alerts', panel.faults)

  await panel.enableModels(['sketch-priced'], { keep: true })
  const budget = (limit) => ({ scope: 'instance', target: null, metric: 'cost_micros', window: 'month', limit })
  const settings = page.getByRole('dialog', { name: 'When to alert' })
  let former
  const makeAlerts = async (setLimits) => {
    await panel.api('/v1/generate', {
      method: 'POST',
      key: panel.credentials.project_key,
      body: { prompt: 'A bell', model: 'sketch-priced', size: '256x256' },
    })
    // Sets a budget so small that the picture that was generated above has already used much of it. If the use has already passed a
    // threshold when the budget is set, the platform reports this immediately.
    await setLimits([...former, budget(20_000)])
    const table = page.getByRole('table', { name: 'Alerts' })
    for (let tries = 0; (await table.count()) === 0; tries++) {
      if (tries > 30) throw new Error('no alert was shown')
      await page.waitForTimeout(1000)
      await page.reload()
      await page.getByRole('heading', { name: 'Alerts', exact: true }).waitFor()
      await page.waitForTimeout(500)
    }
    await checkAccessibility(page, 'alerts', panel.faults)
    await table.getByRole('link').first().click()
    const drawer = page.getByRole('dialog', { name: 'Budget at a threshold' })
    await drawer.getByText('No webhook asked for it.').waitFor()
    // The alert names the instance, and the name is a link to the overview of the instance.
    await drawer.getByText(/^The budget of the instance "Development" for this month has reached \d+ %/).waitFor()
    expectText(await drawer.getByRole('link', { name: 'Development' }).getAttribute('href'), panel.at('overview', 'instance'))
    await checkAccessibility(page, 'an alert', panel.faults)
    await drawer.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByText('Alert acknowledged').waitFor()
    // List and drawer call the state by the same word, which is also that of the button.
    await drawer.getByText('acknowledged', { exact: true }).waitFor()
    await drawer.getByText('Acknowledged', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('row').getByText('acknowledged', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'When to alert' }).click()
    await settings.getByLabel('Budgets at, in percent').fill('25, most')
    await settings.getByRole('button', { name: 'Save' }).click()
    await settings.getByText('most is not a number.').waitFor()
    await settings.getByLabel('Budgets at, in percent').fill('25, 90')
    await settings.getByRole('checkbox', { name: 'Prices out of date' }).uncheck()
    await checkAccessibility(page, 'the settings of alerts', panel.faults)
    await settings.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Alerts changed').waitFor()
    await page.getByRole('button', { name: 'When to alert' }).click()
    expectText(await settings.getByLabel('Budgets at, in percent').inputValue(), '25, 90')

    // An admin also sees the alerts of the whole organization.
    const admin = await panel.open('admin', `${panel.at('alerts', 'instance')}?of=organization&status=any`)
    await admin.getByRole('table', { name: 'Alerts' }).getByRole('link').first().waitFor()
    await admin.getByRole('table', { name: 'Alerts' }).getByRole('cell', { name: 'Development', exact: true }).first().waitFor()
    const viewer = await panel.open('viewer', `${panel.at('alerts', 'instance')}?status=any`, { width: 375, height: 812 })
    await viewer.getByRole('table', { name: 'Alerts' }).getByRole('link').first().click()
    await checkWidth(viewer, 'alerts on a phone', panel.faults)
  }
  await panel.withLimits((limits) => [...(former = limits), budget(100_000_000)], makeAlerts)
}
