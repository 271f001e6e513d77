// `npm run panel:build`: builds src/panel into public/admin with Vite. Prints the size of the scripts that every page needs.
import './local/node-version.mjs'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { usedWeights } from './local/panel-icons.mjs'
import { isPanelBuilt, panelFolder, panelInputs, panelScripts, panelStamp } from './local/panel.mjs'
import { root } from './local/paths.mjs'
import { buildFolder, lock, publish } from './local/publish.mjs'

const SMALL = [
  'after',
  'copy-button',
  'data-table',
  'difference',
  'drawer',
  'filters',
  'format',
  'may',
  'notes',
  'page',
  'page-link',
  'picture',
  'price',
  'recent-pictures',
  'save-file',
  'search-input',
  'stat',
  'status',
  'toast',
  'url-state',
  'what-to-do',
]
const isSmallPart = (id) =>
  id.includes('@phosphor-icons/react/') || /src\/panel\/api\//.test(id) || SMALL.some((name) => id.includes(`/src/panel/parts/${name}.ts`))

// `lock` waits while another process builds the panel. If that process has used the same sources, nothing is left to do here.
if (lock('panel') && isPanelBuilt()) process.exit(0)
const target = buildFolder('panel')
process.once('exit', () => rmSync(target, { recursive: true, force: true }))
const inputs = panelInputs()
await build({
  configFile: false,
  root: join(root, 'src', 'panel'),
  base: '/admin/',
  logLevel: 'warn',
  plugins: [usedWeights(), react(), tailwindcss()],
  build: {
    outDir: target,
    emptyOutDir: true,
    // Every asset becomes a file of its own, because the content security policy refuses `data:` URLs and inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: 'manifest.json',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // The icons and the small modules that several pages share are put into one file. As separate files they would take dozens of
        // requests.
        codeSplitting: { groups: [{ name: 'parts', test: isSmallPart, minShareCount: 3 }] },
      },
    },
  },
})
const { shell, pageNames, scriptsOf, kilobytes } = panelScripts(target)
// For each page, the scripts that it needs besides those of the shell. The Worker reads them from pages.json and names them in the page's
// HTML. So the browser loads them together with the shell and not after it.
const scriptsOfPages = pageNames.map((name) => [
  name.replace(/^routes\/(.*)\.tsx$/, '$1'),
  [...scriptsOf(name)].filter((file) => !shell.has(file)).map((file) => `/admin/${file}`),
])
writeFileSync(join(target, 'pages.json'), JSON.stringify(Object.fromEntries(scriptsOfPages)))
const size = kilobytes(shell).toFixed(1)
const files = readdirSync(join(target, 'assets')).length
publish(target, panelFolder)
writeFileSync(panelStamp, inputs)
console.log(`panel: shell ${size} KB of scripts, gzipped; ${files} files`)
