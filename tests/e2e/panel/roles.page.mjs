// Opens every page with every role and with a project key. Pages that a caller may see have no faults; the others are not found.
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
    // Half of the roles use a phone in dark mode.
    const isPhone = role === 'developer' || role === 'project'
    const size = isPhone ? { width: 375, height: 812, mode: 'dark' } : { mode: 'light' }
    const page = role === 'project' ? await panel.newPage(size) : await panel.open(role, '/admin/', size)
    if (role === 'project') {
      page.allowed.push(/403/)
      await page.goto(`${panel.baseUrl}/admin/sign-in`)
      await page.getByLabel('API key', { exact: true }).fill(panel.credentials.project_key)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name: 'Menu' }).waitFor()
      page.allowed.length = 0
    }
    for (const { id, scope, role: needed, projectKey } of pages) {
      const mayRead = role === 'project' ? projectKey : needed === null || RANK[role] >= RANK[needed]
      // A project key is kept only in the memory of the tab, so its pages are opened by links.
      if (role === 'project' && !mayRead) continue
      let requests = 0
      const count = (request) => /\/(config\/)?v1\//.test(request.url()) && request.resourceType() === 'fetch' && requests++
      page.on('request', count)
      if (role === 'project') {
        await page.getByRole('button', { name: 'Menu' }).click()
        await page
          .getByRole('dialog')
          .getByRole('link', { name: pages.find((each) => each.id === id).title, exact: true })
          .click()
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
      } else await page.goto(panel.baseUrl + panel.at(id, scope))
      await page
        .getByRole('heading', { level: 1 })
        .or(page.getByRole('heading', { name: 'There is no such page' }))
        .first()
        .waitFor()
      await page.waitForLoadState('networkidle')
      page.off('request', count)
      const isThere = (await page.getByRole('heading', { name: 'There is no such page' }).count()) === 0
      if (isThere !== mayRead) panel.faults.push(`${role} ${mayRead ? 'does not see' : 'sees'} ${id}`)
      if (!mayRead) continue
      if (requests > MOST_REQUESTS) panel.faults.push(`${id} makes ${requests} requests for ${role}, ${MOST_REQUESTS} at most are allowed`)
      await checkAccessibility(page, `${id} for ${role}`, panel.faults, [isPhone ? 'dark' : 'light'])
      await checkWidth(page, `${id} for ${role}`, panel.faults)
      seen++
    }
    await page.context().close()
  }
  console.log(`       ${seen} pages seen by five roles`)
}
