// Opens the address of every form that a role may see but not save. Each form must say why the role cannot save it. None of its controls
// may be enabled, except the button that leaves the form.
import { expectText } from './expect.mjs'

export async function run(panel, { checkAccessibility }) {
  const { instance_id: instance } = panel.credentials
  const hook = await panel.api(`/config/v1/instances/${instance}/webhooks`, {
    method: 'POST',
    body: { url: 'https://hooks.example.com/read-only', events: ['generation.succeeded'] },
  })
  const [key] = (await panel.api(`/config/v1/keys?kind=project&status=active&instance_id=${instance}&limit=1`)).data
  const forms = {
    viewer: [
      ['overview?new=project', 'instance'],
      ['alerts?settings=1', 'instance'],
      [`webhooks?hook=${hook.id}`, 'instance'],
      ['webhooks?hook=new', 'instance'],
      [`keys?key=${key.id}`, 'instance'],
      ['keys?key=new', 'instance'],
      ['limits', 'instance'],
      ['models', 'instance'],
      ['models?model=sketch', 'instance'],
      ['settings', 'instance'],
      ['project?edit=settings', 'project'],
    ],
    developer: [
      ['providers?provider=openai', 'instance'],
      ['providers?define=new', 'instance'],
      ['models?define=new', 'instance'],
    ],
  }
  for (const [role, places] of Object.entries(forms)) {
    const page = await panel.open(role, panel.at('overview', 'instance'))
    for (const [path, scope] of places)
      await panel.check(`${path} for ${role}`, async () => {
        await page.goto(panel.baseUrl + panel.at(path, scope))
        // If the form is in a drawer, looks only there, because the page behind the drawer may have another form.
        const around = page.locator(path.includes('?') ? '[role=dialog]' : 'main')
        await around.locator('form').first().waitFor()
        await page.waitForLoadState('networkidle')
        if ((await around.getByText('This takes the role').count()) === 0) panel.faults.push(`${path} for ${role}: does not say why`)
        const enabled = await around.locator('form').evaluateAll(enabledControls)
        if (enabled.length > 0) panel.faults.push(`${path} for ${role}: enabled: ${enabled.join(', ')}`)
      })
    await checkAccessibility(page, `a form that the role ${role} may not save`, panel.faults)
    await page.context().close()
  }

  await panel.check('a click changes nothing', async () => {
    const page = await panel.open('viewer', panel.at('alerts?settings=1', 'instance'))
    const box = page.getByRole('dialog').getByRole('checkbox', { name: 'Budget used up' })
    expectText(await box.getAttribute('aria-checked'), 'true')
    await box.click({ force: true })
    expectText(await box.getAttribute('aria-checked'), 'true')
    await page.context().close()
  })
  await panel.api(`/config/v1/webhooks/${hook.id}`, { method: 'DELETE' })
}

/** Runs in the page. Returns what the enabled controls of these forms are called. The button that only leaves a form does not count. */
function enabledControls(forms) {
  const controls = 'input, textarea, select, button, [role=checkbox], [role=switch], [role=combobox]'
  return forms
    .flatMap((form) => [...form.querySelectorAll(controls)])
    .filter((control) => control.getClientRects().length > 0 && control.closest('[aria-hidden=true]') === null)
    .filter((control) => !control.matches(':disabled') && control.getAttribute('aria-disabled') !== 'true')
    .map(
      (control) =>
        control.getAttribute('aria-label') ??
        control.labels?.[0]?.textContent ??
        control.closest('label')?.textContent ??
        control.textContent,
    )
    .filter((name) => name !== 'Cancel')
}
