// `node tests/docs/request-path.mjs` prints two lists of files of src/: those that run for the first `POST /v1/generate`, and those that
// run for a config change. Each list has the order in which the files run. For this, the script runs a copy of the Worker's bundle in which
// each function reports its start. A test compares the lists with docs/specs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { bundle, Runtime, setUp, sleep } from '../faults/runtime.mjs'

// This code is put in front of the bundle. A request whose id begins with `walk-` starts a recording, called a walk. When a function of a
// file runs for the first time in a walk, this code prints the name of the file. A walk ends when a request with another `walk-` id starts
// the next one.
const NOTE = `let walked = null
let walk_name = ''
const walk = (file) => { if (walked !== null && !walked.has(file)) { walked.add(file); console.log('WALKED ' + walk_name + ' ' + file) } }
const beginWalk = (request) => {
  const [, name] = /^walk-(\\w+)$/.exec(request?.headers?.get?.('x-request-id') ?? '') ?? []
  if (name !== undefined && name !== walk_name) { walk_name = name; walked = new Set() }
}
`

/**
 * Adds a call of `walk` to every function of the bundle that comes from src/. The call reports the function's file. Returns the changed
 * text.
 */
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
        // No call of `walk` is inserted into a constructor. So a file is listed only if a function other than a constructor runs.
        else if (!ts.isConstructorDeclaration(node)) inserts.push([node.body.getStart() + 1, ` ${entry}${note}; `])
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('platform.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS))
  let noted = text
  // The insertions are made from the end of the text to its beginning, so that the positions of the remaining ones stay valid. Two nested
  // arrow functions may end at the same position. There the order does not matter, because both insertions are `)`.
  for (const [position, words] of inserts.toSorted(([one], [other]) => other - one))
    noted = noted.slice(0, position) + words + noted.slice(position)
  return NOTE + noted
}

/** @returns {Promise<{ generate: string[], change: string[] }>} paths relative to the project's root */
export async function requestPaths() {
  const folder = bundle()
  const file = join(folder, 'platform.js')
  writeFileSync(file, withNotes(readFileSync(file, 'utf8')))
  const walked = { generate: new Set(), change: new Set() }
  const note = (line) => {
    const [, name, path] = /^WALKED (\w+) (.*)$/.exec(line) ?? []
    walked[name]?.add(path)
  }
  const runtime = new Runtime(folder, { onLine: note })
  try {
    await runtime.start()
    const tenant = await setUp(runtime)
    const body = { prompt: 'a lighthouse', model: 'sketch', size: '64x64' }
    // The first request to a service also builds the service's app. This request does that before the generation, so that the files that
    // build the app are not recorded for the generation.
    await runtime.must('GET /v1/health')
    // The response arrives when the generation has ended. The pause lets the platform finish the work that it does after the response.
    await runtime.must('POST /v1/generate', { key: tenant.key, body, headers: { 'x-request-id': 'walk-generate' } })
    await sleep(1000)
    // An alarm publishes the changes of `setUp` two seconds later. On a busy machine, it runs during this recording. No request calls its file.
    walked.generate.delete('src/config-service/change/outbox.ts')
    const generate = [...walked.generate]
    // Waits until all work for the generation has ended. The request below that changes the limits begins the next recording. Work for the
    // generation that still ran then would add its files to that recording.
    await sleep(2000)
    const limits = `/config/v1/instances/${tenant.instanceId}/limits`
    const before = await runtime.must(`GET ${limits}`, { key: tenant.adminKey })
    await runtime.must(`PUT ${limits}`, {
      key: tenant.adminKey,
      body: { limits: [{ scope: 'instance', target: null, metric: 'requests', limit: 100, window_seconds: 60 }] },
      headers: { 'x-request-id': 'walk-change', 'idempotency-key': 'walk-change', 'if-match': before.headers.get('etag') },
    })
    await sleep(1000)
    return { generate, change: [...walked.change] }
  } finally {
    await runtime.remove()
  }
}

if (import.meta.main) {
  console.log(JSON.stringify(await requestPaths(), null, 2))
  process.exit(0)
}
