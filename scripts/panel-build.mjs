// `npm run panel:build`: builds src/panel into public/admin with Vite. Prints the size of the first page and of every other page.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { panelInputs, panelStamp } from './local/panel.mjs'
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
const manifest = JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'))
writeFileSync(panelStamp, inputs)
const shell = new Set()
const collect = (name) => {
  if (shell.has(name)) return
  shell.add(name)
  for (const imported of manifest[name].imports ?? []) collect(imported)
}
collect('index.html')
const kilobytes = (file) => gzipSync(readFileSync(join(target, file))).length / 1024
const sum = (names) => [...names].reduce((total, name) => total + kilobytes(manifest[name].file), 0)
console.log(`panel: shell ${sum(shell).toFixed(0)} KB of scripts, gzipped; ${readdirSync(join(target, 'assets')).length} files`)
