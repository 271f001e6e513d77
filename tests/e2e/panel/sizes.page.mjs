// Tests the size of the scripts that a page loads. The scripts of the shell must stay small, and a page may load other scripts only if it
// needs them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/local/paths.mjs'
import { panelScripts } from '../../../scripts/local/panel.mjs'
import { pages } from './page-list.mjs'

/**
 * The maximum size of the scripts of the shell, which every page loads. `npm run panel:build` prints the present size. The shell consists
 * of what `src/panel/main.tsx` imports without `import()`, and of the script `parts`. The script `parts` has the icons and the small
 * modules that several pages share; `SMALL` in scripts/panel-build.mjs lists most of these modules.
 *
 * If a change makes the scripts larger than this maximum:
 * - Find out what was added. `git diff --stat` of the shell's files and of package-lock.json shows it.
 * - If only some pages use the added part, move it into the scripts of these pages: import it from files in `routes`, not from files in
 *   `shell`, and leave it out of `SMALL`.
 * - If the part is shown only after a click, load it only then, with `lazy(() => import(…))`, as shell.tsx does.
 * - Raise the maximum only if every page needs the added part as soon as it opens. Do so in a commit of its own that says what the added
 *   part brings.
 */
const MOST_SHELL_KB = 270
const PLOT = /uPlot/

export async function run(panel) {
  const { shell, pageNames, scriptsOf, kilobytes } = panelScripts()
  await panel.check('the shell is small', async () => {
    const size = kilobytes(shell)
    console.log(`       the shell has ${size.toFixed(1)} KB of scripts, gzipped; ${MOST_SHELL_KB} are allowed`)
    if (size > MOST_SHELL_KB)
      panel.faults.push(
        `the shell has ${size.toFixed(1)} KB of scripts, ${MOST_SHELL_KB} at most are allowed; sizes.page.mjs says what to do (MOST_SHELL_KB)`,
      )
  })
  await panel.check('plots are loaded by the pages that show them', async () => {
    if (pageNames.length < pages.length)
      panel.faults.push(`the build has ${pageNames.length} pages, src/panel/pages.ts has ${pages.length}`)
    for (const name of ['index.html', ...pageNames])
      for (const file of scriptsOf(name))
        if (PLOT.test(readFileSync(join(root, 'public/admin', file), 'utf8')))
          panel.faults.push(`${name} loads the plots before it needs them`)
  })
  // Each page may load only its own scripts and those of the shell, as the build lists them.
  const page = await panel.newPage()
  const loaded = new Set()
  page.on('request', (request) => request.resourceType() === 'script' && loaded.add(new URL(request.url()).pathname.replace('/admin/', '')))
  await page.request.post(`${panel.baseUrl}/config/v1/sessions`, { data: { key: await panel.keyOf('superadmin') } })
  for (const { id, scope } of pages)
    await panel.check(`the scripts of ${id}`, async () => {
      loaded.clear()
      await page.goto(panel.baseUrl + panel.at(id, scope))
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const expected = new Set([...shell, ...scriptsOf(`routes/${id}.tsx`), ...(id === 'usage' ? scriptsOf('parts/stacked-plot.tsx') : [])])
      for (const file of loaded) if (!expected.has(file)) panel.faults.push(`${id} loads ${file}, which is of another page`)
      if (loaded.size < 3) panel.faults.push(`${id} loaded ${loaded.size} scripts: the test looks at the wrong requests`)
    })
}
