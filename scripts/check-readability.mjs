// `npm run check:readability`: computes the Flesch reading ease of the pages that people read first. Uses the packages `flesch` and
// `syllable`, which it installs once into .local. 100 is easy; 50 is plain enough for everyone who writes code. Fails if all pages together
// are below 50.
import './local/node-version.mjs'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { children, root } from './local/paths.mjs'

const PACKAGES = { flesch: '2.0.1', syllable: '5.0.1' }
const LEAST = 50
const PAGES = [
  'README.md',
  'docs/README.md',
  'docs/api/quickstarts',
  'docs/api/guides',
  'docs/admin',
  'docs/deployment',
  'docs/development',
]
/** Pages that are left out: generated tables, and reports of tests. */
const LEFT_OUT = /roles\.md|benchmarks\.md|field-tests\.md|fault-tests\.md|providers\/|development\/providers\.md|sdk-suites\.md/

const folder = join(root, '.local', 'readability')
const { flesch } = await load('flesch')
const { syllable } = await load('syllable')

const total = { sentence: 0, word: 0, syllable: 0 }
const rows = PAGES.flatMap(pagesIn).map((page) => {
  const counts = count(proseOf(readFileSync(join(root, page), 'utf8')))
  for (const name of Object.keys(total)) total[name] += counts[name]
  return { page, ease: Math.round(flesch(counts)), perSentence: (counts.word / counts.sentence).toFixed(1) }
})
for (const { page, ease, perSentence } of rows.toSorted((one, other) => one.ease - other.ease))
  console.log(`${String(ease).padStart(4)}  ${perSentence.padStart(5)} words a sentence  ${page}`)
const ease = Math.round(flesch(total))
console.log(`\n${ease} for all ${rows.length} pages (at least ${LEAST}), ${new Date().toISOString().slice(0, 10)}, commit ${commit()}`)
if (ease < LEAST) process.exitCode = 1

async function load(name) {
  const manifest = join(folder, 'package.json')
  const wanted = JSON.stringify({ private: true, type: 'module', dependencies: PACKAGES })
  if (!existsSync(manifest) || readFileSync(manifest, 'utf8') !== wanted || !existsSync(join(folder, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(manifest, wanted)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--no-package-lock'], {
      cwd: folder,
      env: children,
      stdio: 'inherit',
    })
    writeFileSync(manifest, wanted)
  }
  return import(pathToFileURL(createRequire(manifest).resolve(name)).href)
}

function pagesIn(path) {
  if (path.endsWith('.md')) return [path]
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${path}/${name}`)
    .filter((page) => !LEFT_OUT.test(page))
}

/**
 * Returns the sentences of a page, without headings, code blocks, tables and pictures. A link is replaced by its text, and code in a
 * sentence by the word `value`.
 */
function proseOf(text) {
  return text
    .replaceAll(/```[\s\S]*?```/g, '\n\n')
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\|.*$/gm, '')
    .replaceAll(/^#.*$/gm, '')
    .replaceAll(/`[^`]*`/g, 'value')
    .replaceAll(/[*_]/g, '')
}

function count(prose) {
  const sentences = prose
    .split(/(?<=[.!?])\s+|\n\s*\n|\n\s*(?:-|\d+\.)\s/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}{2}/u.test(sentence))
  const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}'’]+/gu) ?? [])
  return { sentence: sentences.length, word: words.length, syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0) }
}

function commit() {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
}
