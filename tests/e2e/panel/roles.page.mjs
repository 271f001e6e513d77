// Opens every page with every role and with a project key. If the role or the key may see the page, the page must have no faults. Otherwise
// the panel must show that there is no such page. A user of another organization must see nothing of the tested organization.
import { pages } from './page-list.mjs'

const RANK = { viewer: 1, developer: 2, admin: 3, superadmin: 4 }
const MOST_REQUESTS = 6

export async function run(panel, { checkAccessibility, checkWidth }) {
  await panel.api('/v1/generate', {
    method: 'POST',
    key: panel.credentials.project_key,
    body: { prompt: 'A pier in the morning', size: '256x256' },
  })
  let seen = 0
  for (const role of ['superadmin', 'admin', 'developer', 'viewer', 'project']) {
    // A developer and a project key open the pages in dark mode and at the size of a phone. The other roles open them in light mode.
    // For a superadmin, who sees every page, the test also checks the accessibility in dark mode.
    const isPhone = role === 'developer' || role === 'project'
    const size = isPhone ? { width: 375, height: 812, mode: 'dark' } : { mode: 'light' }
    const page = role === 'project' ? await panel.newPage(size) : await panel.open(role, '/admin/', size)
    if (role === 'project') {
      await page.goto(`${panel.baseUrl}/admin/sign-in`)
      await page.getByLabel('API key', { exact: true }).fill(panel.credentials.project_key)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name: 'Menu' }).waitFor()
    }
    for (const { id, title, scope, role: needed, projectKey } of pages) {
      const mayRead = role === 'project' ? projectKey : needed === null || RANK[role] >= RANK[needed]
      // A project key is kept only in the memory of the tab, and loading an address would lose it. So the pages are opened by links. There
      // are no links to pages that the key may not see, so these pages are skipped.
      if (role === 'project' && !mayRead) continue
      await panel.check(`${id} for ${role}`, async () => {
        const requests = []
        const count = (request) => {
          if (/\/(config\/)?v1\//.test(request.url()) && request.resourceType() === 'fetch')
            requests.push(`${request.method()} ${new URL(request.url()).pathname}`)
        }
        page.on('request', count)
        if (role === 'project') {
          await page.getByRole('button', { name: 'Menu' }).click()
          await page.getByRole('dialog').getByRole('link', { name: title, exact: true }).click()
          await page.getByRole('dialog').waitFor({ state: 'hidden' })
        } else await page.goto(panel.baseUrl + panel.at(id, scope))
        const heading = page
          .getByRole('heading', { level: 1 })
          .or(page.getByRole('heading', { name: 'There is no such page' }))
          .first()
        await heading.waitFor()
        await page.waitForLoadState('networkidle')
        // After a click on a link, the browser shows the previous page until the next one is loaded. So the test waits for the title of the
        // next page.
        if (mayRead) await page.waitForFunction((title) => document.title.startsWith(title), title)
        await heading.waitFor()
        page.off('request', count)
        const isThere = (await page.getByRole('heading', { name: 'There is no such page' }).count()) === 0
        if (isThere !== mayRead) panel.faults.push(`${role} ${mayRead ? 'does not see' : 'sees'} ${id}`)
        if (!mayRead) return
        if (requests.length > MOST_REQUESTS)
          panel.faults.push(`${id} makes ${requests.length} requests for ${role}, ${MOST_REQUESTS} at most: ${requests.join(', ')}`)
        await checkAccessibility(
          page,
          `${id} for ${role}`,
          panel.faults,
          role === 'superadmin' ? ['light', 'dark'] : [isPhone ? 'dark' : 'light'],
        )
        await checkWidth(page, `${id} for ${role}`, panel.faults)
        seen++
      })
    }
    await page.context().close()
  }
  console.log(`       ${seen} pages seen by five roles`)
  await isolation(panel)
}

/**
 * Checks that an admin of another organization cannot open the addresses of the tested organization, and that no response contains its
 * names.
 */
async function isolation(panel) {
  const other = await panel.api('/config/v1/organizations', { method: 'POST', body: { name: 'Stranger Inc', slug: 'stranger' } })
  const user = await panel.api('/config/v1/users', {
    method: 'POST',
    body: { organization_id: other.id, name: 'A stranger', email: 'stranger@example.com', role: 'admin' },
  })
  const key = await panel.api('/config/v1/keys', {
    method: 'POST',
    body: { kind: 'user', user_id: user.id, name: 'Key of a stranger', scopes: ['read', 'generate', 'manage'] },
  })
  const page = await panel.newPage()
  await page.request.post(`${panel.baseUrl}/config/v1/sessions`, { data: { key: key.secret } })
  const { organization_id: organization, instance_id: instance, project_id: project } = panel.credentials
  for (const { id, scope } of pages)
    await panel.check(`${id} for a stranger`, async () => {
      let answers = ''
      const keep = async (response) => {
        if (response.request().resourceType() === 'fetch') answers += await response.text().catch(() => '')
      }
      page.on('response', keep)
      await page.goto(panel.baseUrl + panel.at(id, scope))
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
      await page.waitForLoadState('networkidle')
      page.off('response', keep)
      for (const text of [organization, instance, project, 'First project', 'Local admin'])
        if ((answers + (await page.content())).includes(text)) panel.faults.push(`a stranger learns ${text} at ${id}`)
    })
  // The admin belongs to the organization `stranger`, so the panel must show the page of `stranger`.
  await page.goto(`${panel.baseUrl}/admin/o/stranger/organization`)
  await page.getByRole('heading', { name: 'Stranger Inc' }).waitFor()
  await page.context().close()
}
