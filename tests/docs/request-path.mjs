// Prints which files of src/ a first `POST /v1/generate` runs, in order: `node tests/docs/request-path.mjs`. A copy of the Worker's bundle
// reports the start of each function; a test compares the files with docs/specs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { bundle, Runtime, setUp, sleep } from '../faults/runtime.mjs'

const WALK = 'walk-the-request-path'
// Prints one line for each file, once the request with this id has arrived.
const NOTE = `let walked = null
const walk = (file) => { if (walked !== null && !walked.has(file)) { walked.add(file); console.log('WALKED ' + file) } }
const beginWalk = (request) => { if (request?.headers?.get?.('x-request-id') === '${WALK}') walked ??= new Set() }
`

/** The bundle's text with a call of `walk` in every function of a file below src/. */
function withNotes(text) {
  const files = [...text.matchAll(/^\/\/ (\S+)$/gm)].map(({ index, 1: file }) => ({ index, file }))
  const fileAt = (position) => files.findLast(({ index }) => index <= position)?.file ?? ''
  const inserts = []
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body !== undefined) {
      const file = fileAt(node.getStart())
      if (file.startsWith('src/')) {
        const entry = file === 'src/workers/platform.ts' && node.name?.getText() === 'fetch' ? 'beginWalk(arguments[0]); ' : ''
        const note = `walk(${JSON.stringify(file)})`
        if (!ts.isBlock(node.body)) inserts.push([node.body.getStart(), `(${note}, `], [node.body.getEnd(), ')'])
        // `super` must be called before anything else in a constructor of a derived class.
        else if (!ts.isConstructorDeclaration(node)) inserts.push([node.body.getStart() + 1, ` ${entry}${note}; `])
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('platform.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS))
  let noted = text
  // Edits run from the end, so that positions stay valid. If two are at one position, the closing bracket of the inner one comes first.
  for (const [position, words] of inserts
    .map((insert, order) => [...insert, order])
    .toSorted((one, other) => other[0] - one[0] || one[2] - other[2]))
    noted = noted.slice(0, position) + words + noted.slice(position)
  return NOTE + noted
}

/** @returns {Promise<string[]>} paths from the root of the project */
export async function requestPath() {
  const folder = bundle()
  const file = join(folder, 'platform.js')
  writeFileSync(file, withNotes(readFileSync(file, 'utf8')))
  const walked = []
  const runtime = new Runtime(folder, { onLine: (line) => line.startsWith('WALKED ') && walked.push(line.slice('WALKED '.length)) })
  try {
    await runtime.start()
    const tenant = await setUp(runtime)
    const body = { prompt: 'a lighthouse', model: 'sketch', size: '64x64' }
    // The response comes once the generation has ended; the work after the response gets a moment.
    await runtime.must('POST /v1/generate', { key: tenant.key, body, headers: { 'x-request-id': WALK } })
    await sleep(1000)
    return [...new Set(walked)]
  } finally {
    await runtime.remove()
  }
}

if (import.meta.main) {
  console.log((await requestPath()).join('\n'))
  process.exit(0)
}
