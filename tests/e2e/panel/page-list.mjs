// Reads the list of the panel's pages from the text of src/panel/pages.ts, because Node cannot load that file: it imports icons.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/local/paths.mjs'

export const pages = [...readFileSync(join(root, 'src/panel/pages.ts'), 'utf8').matchAll(/^ {2}\{\n([^]*?)^ {2}\},$/gm)].map(([, text]) => {
  const of = (name) => new RegExp(`^ {4}${name}: '([^']*)'`, 'm').exec(text)?.[1]
  return { id: of('id'), title: of('title'), scope: of('scope'), role: of('role') ?? null, projectKey: text.includes('projectKey: true') }
})
if (pages.length < 15 || pages.some(({ id, scope }) => id === undefined || scope === undefined))
  throw new Error('src/panel/pages.ts is not read any more: mend tests/e2e/panel/page-list.mjs')
