// `npm run test:clients -- [typescript cli python go java]`: tests the clients. The tests of each client run the cases in scenario.json
// against a platform. They also install the client's package into an empty project and use it there. See docs/development/clients.md.
import '../../scripts/local/node-version.mjs'
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { children, node, root } from '../../scripts/local/paths.mjs'

const packages = join(root, 'generated', 'clients')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

/**
 * `run` runs the client's tests, and `counts` reads the numbers of passed and failed tests from the output of `run`. If `own` is true, the
 * tests start a platform themselves, because `npm test` also runs them, without this script. For the other clients, this script starts
 * the platform.
 */
const CLIENTS = {
  typescript: {
    own: true,
    run: () => output(node, [vitest, 'run', 'tests/clients/typescript.node.test.ts', '--project', 'node'], { cwd: root }),
    counts: (text) => countsIn(text, /^\s*Tests\s+(.*)$/m),
  },
  cli: {
    own: true,
    run: () => output(node, [vitest, 'run', 'tests/clients/cli.node.test.ts', '--project', 'node'], { cwd: root }),
    counts: (text) => countsIn(text, /^\s*Tests\s+(.*)$/m),
  },
  python: { run: playPython, counts: (text) => countsIn(text, /^=+ (.*) in [\d.]+s.* =+$/m) },
  go: { run: playGo, counts: goCounts },
  java: { run: playJava, counts: surefireCounts },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => CLIENTS[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no client ${unknown.join(', ')}. There are ${Object.keys(CLIENTS).join(', ')}.`)
  process.exit(2)
}
const chosen = wanted.length > 0 ? wanted : Object.keys(CLIENTS)

let platform = null
const total = { passed: 0, failed: 0 }
try {
  if (chosen.some((name) => !CLIENTS[name].own)) platform = await (await import('./platform.mjs')).startPlatform()
  for (const name of chosen) {
    const client = CLIENTS[name]
    const started = Date.now()
    const { passed, failed } = await play(client, client.own ? {} : await platform.environmentOf(name))
    total.passed += passed
    total.failed += failed
    console.log(`${name}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - started) / 1000)} s)`)
  }
} finally {
  await platform?.stop()
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

/**
 * Runs the tests of one client and returns its counts. If the client cannot be built or started, or if its run fails although no
 * test has failed, this counts as one failure.
 */
async function play(client, environment) {
  try {
    const { status, text } = await client.run(environment)
    const counts = client.counts(text)
    if (status === 0 && counts.failed === 0 && counts.passed > 0) return counts
    console.log(text.slice(-12_000))
    return { passed: counts.passed, failed: Math.max(1, counts.failed) }
  } catch (error) {
    console.log(error.message)
    return { passed: 0, failed: 1 }
  }
}

/**
 * Runs the tests of the Python client. Builds its wheel and installs it into a new environment, which contains nothing of this checkout.
 */
async function playPython(environment) {
  const folder = scratch('python')
  const python = process.env.PYTHON ?? 'python3'
  await done(python, ['-m', 'venv', join(folder, 'venv')])
  const inside = join(folder, 'venv', 'bin', 'python')
  const pip = ['-m', 'pip', '--quiet', '--disable-pip-version-check', '--no-input']
  await done(inside, [...pip, 'wheel', '--no-deps', '--wheel-dir', folder, join(packages, 'python')])
  const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'))
  await done(inside, [...pip, 'install', join(folder, wheel), 'pytest==8.4.2'])
  const env = { ...environment, CMA_README: join(packages, 'python', 'README.md'), PYTHONDONTWRITEBYTECODE: '1' }
  return output(inside, ['-m', 'pytest', '-p', 'no:cacheprovider', join(import.meta.dirname, 'python')], { cwd: folder, env })
}

/** Runs the tests of the Go client. The tests are a Go module of their own, whose go.mod names the client's module. */
function playGo(environment) {
  const env = { ...environment, CMA_MODULE: join(packages, 'go') }
  return output('go', ['test', '-count=1', '-v', './...'], { cwd: join(import.meta.dirname, 'go'), env })
}

/** Counts the Go tests by their result. TestScenario is left out, because it only contains the cases, which are counted as subtests. */
function goCounts(text) {
  const results = [...text.matchAll(/^ *--- (PASS|FAIL): (\S+)/gm)].filter(([, , name]) => name !== 'TestScenario')
  const count = (word) => results.filter(([, result]) => result === word).length
  return { passed: count('PASS'), failed: count('FAIL') }
}

/**
 * Runs the tests of the Java client. Maven builds the client's jar first, and then the project with the tests, which depends on the jar.
 */
function playJava(environment) {
  const env = { ...environment, CMA_README: join(packages, 'java', 'README.md') }
  return output('mvn', ['--batch-mode', '--no-transfer-progress', 'verify'], { cwd: join(import.meta.dirname, 'java'), env })
}

function surefireCounts(text) {
  const [, run, failures, errors] = [...text.matchAll(/Tests run: (\d+), Failures: (\d+), Errors: (\d+)/g)].at(-1) ?? [0, 0, 0, 0]
  const failed = Number(failures) + Number(errors)
  return { passed: Number(run) - failed, failed }
}

function scratch(name) {
  const folder = join(root, '.local', 'clients', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

async function done(program, args, options) {
  const { status, text } = await output(program, args, options)
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${text.slice(-8000)}`)
}

function countsIn(text, pattern) {
  const line = pattern.exec(text)?.[1] ?? ''
  const number = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0)
  return { passed: number('passed'), failed: number('failed') }
}

/** Runs a program to its end without blocking this process, which also runs the proxy that the program calls. */
function output(program, args, { env = {}, timeoutMs = 900_000, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, timeout: timeoutMs, env: { ...children, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (chunk) => (text += chunk))
    child.once('error', (error) => reject(new Error(`${program}: ${error.message}`)))
    child.once('close', (status) => resolve({ status, text: stripVTControlCharacters(text) }))
  })
}
