// Checks that everything that the docs refer to exists: every relative link, every `path/in/backticks` and every `npm run` name.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const files = markdownFiles().filter((file) => file && existsSync(join(root, file)))
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts)
/** Files that `npm start` builds or fetches; a fresh clone does not have them yet. */
const BUILT = /^public\/(admin|guide|scalar)(\/|$)/
const TOP_LEVEL = /^(src|tests|scripts|openapi|generated|docs|migrations|bench|public)\/[\w./-]+$/
const problems: string[] = []

/**
 * Returns the Markdown files that git does not ignore. Without git (an unpacked archive), returns all Markdown files except those in
 * folders such as node_modules and dist.
 */
function markdownFiles(): string[] {
  try {
    const list = ['ls-files', '-co', '--exclude-standard', '*.md']
    return execFileSync('git', list, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')
  } catch {
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((file) => file.split(sep).join('/'))
      .filter((file) => file.endsWith('.md') && !/(^|\/)(node_modules|dist|coverage|\.[^/]+)\//.test(file))
  }
}

/** Returns the anchor that GitHub makes for a heading. */
const anchor = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
const anchors = (file: string) =>
  new Set(
    [
      ...readFileSync(file, 'utf8')
        .replaceAll(/```[\s\S]*?```/g, '')
        .matchAll(/^#{1,6} (.+)$/gm),
    ].map((match) => anchor(match[1]!)),
  )

for (const file of files) {
  const text = readFileSync(join(root, file), 'utf8')
  const prose = text.replaceAll(/```[\s\S]*?```/g, '')
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?:|mailto:)/.test(target!)) continue
    const [path, hash] = target!.split('#')
    const full = path ? resolve(root, dirname(file), path) : join(root, file)
    if (!existsSync(full)) problems.push(`${file}: link to ${target} leads nowhere`)
    else if (hash && full.endsWith('.md') && !anchors(full).has(hash)) problems.push(`${file}: ${target} has no such heading`)
  }
  for (const [, path] of prose.matchAll(/`([^`\s]+)`/g))
    if (TOP_LEVEL.test(path!) && !BUILT.test(path!) && !path!.includes('NNNN') && !existsSync(join(root, path!)))
      problems.push(`${file}: ${path} does not exist`)
  for (const [, name] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
    if (!scripts.includes(name!)) problems.push(`${file}: there is no "npm run ${name}"`)
}
if (problems.length) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`docs: ${files.length} files, every link, path and command exists`)
