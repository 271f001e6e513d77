// `npm run clean [-- --yes]`: removes the files that commands from the documentation have written into this folder, many of which hold a
// key. Asks first, unless `--yes` is given. Keeps the platform's own data, such as `.local`, and every file that no page of the
// documentation names.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { agrees } from './local/ask.ts'
import { leftoversIn, namesInPages } from './local/leftovers.ts'
import { root } from './local/paths.mjs'

const { written, others } = leftoversIn(root, namesInPages(root))
console.log(written.length === 0 ? 'There is nothing to remove.' : `Written by commands on the docs pages:\n  ${written.join('\n  ')}`)
if (others.length > 0) console.log(`Also in this folder, and kept, because no page names it:\n  ${others.join('\n  ')}`)
if (written.length > 0 && (process.argv.includes('--yes') || (await agrees('Remove what the pages have written?')))) {
  for (const name of written) rmSync(join(root, name), { recursive: true, force: true })
  console.log('Removed. A key that was in one of these files still works: revoke it with `cma keys revoke`, or in the panel.')
}
