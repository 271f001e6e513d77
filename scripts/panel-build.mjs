// `npm run panel:build`: builds src/panel into public/admin with Vite. Prints the size of the first page.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { panelInputs, panelScripts, panelStamp } from './local/panel.mjs'
import { root } from './local/paths.mjs'

const target = join(root, 'public', 'admin')
const inputs = panelInputs()
await build({
  configFile: false,
  root: join(root, 'src', 'panel'),
  base: '/admin/',
  logLevel: 'warn',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: target,
    emptyOutDir: true,
    // The content security policy allows no inline data, and scripts only as files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: 'manifest.json',
    reportCompressedSize: false,
  },
})
writeFileSync(panelStamp, inputs)
const { shell, kilobytes } = panelScripts()
console.log(`panel: shell ${kilobytes(shell).toFixed(0)} KB of scripts, gzipped; ${readdirSync(join(target, 'assets')).length} files`)
