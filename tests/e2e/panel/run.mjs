// `npm run test:panel [name…]`: the panel in a real browser against the real Worker. Each file of this folder that ends in `.page.mjs`
// exports `run(panel)`. The files run one after another on one platform; names on the command line choose some of them.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkAccessibility, checkWidth, startPanel } from './panel.mjs'

const wanted = process.argv.slice(2)
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.page.mjs') && (wanted.length === 0 || wanted.some((part) => name.startsWith(part))))
  .sort()
if (files.length === 0) {
  console.error(`No test of the panel is called ${wanted.join(' or ')}.`)
  process.exit(1)
}
const panel = await startPanel()
let failed = 0
try {
  for (const file of files) {
    const started = Date.now()
    panel.faults.length = 0
    const { run } = await import(join(import.meta.dirname, file))
    await run(panel, { checkAccessibility, checkWidth }).catch((error) =>
      panel.faults.push(
        (error.stack ?? String(error))
          .split('\n')
          .filter((line) => !/retrying|waiting for|waiting \d|scrolling|resolved to|attempting/.test(line))
          .slice(0, 12)
          .join('\n'),
      ),
    )
    await panel.closePages()
    const isGood = panel.faults.length === 0
    if (!isGood) failed++
    console.log(`${isGood ? 'ok    ' : 'FAILED'} ${file} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    for (const fault of new Set(panel.faults)) console.log(`       ${fault}`)
  }
} finally {
  await panel.stop()
}
process.exit(failed === 0 ? 0 : 1)
