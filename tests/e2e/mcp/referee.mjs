// Runs the referee: MCP's own conformance suite, `@modelcontextprotocol/conformance`. The referee has two frozen sets of scenarios, for the
// revisions 2025-11-25 and 2026-07-28 of MCP. It judges two servers. One is the platform itself. The other is a Worker that runs the
// platform's code but offers the tools that the scenarios call (referee/worker.ts). Every check must pass, unless one of the lists below
// has a reason why the check does not apply. A reason that no failed check needs is a fault, too.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { build } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { root } from '../../../scripts/local/paths.mjs'

const REFEREE = '@modelcontextprotocol/conformance@0.2.0-alpha.12'
const REVISIONS = ['2025-11-25', '2026-07-28']
const PATIENCE_MS = 10 * 60_000

/** The reasons why a check does not apply, by scenario or by `scenario/check`. docs/development/mcp.md has the same reasons. */
const NOT_OFFERED = {
  'completion-complete': 'arguments are not completed',
  'logging-set-level': 'no log messages are sent to clients',
  'tools-call-with-logging': 'no log messages are sent to clients',
  'tools-call-sampling': 'the server asks nothing of the client',
  'tools-call-elicitation': 'the server asks nothing of the client; `max_cost_micros` instead of a question',
  'elicitation-sep1034-defaults': 'the server asks nothing of the client',
  'elicitation-sep1330-enums': 'the server asks nothing of the client',
  'resources-subscribe': 'no subscriptions: pictures do not change',
  'resources-unsubscribe': 'no subscriptions: pictures do not change',
  'prompts-list': 'no prompts',
  'prompts-get-simple': 'no prompts',
  'prompts-get-with-args': 'no prompts',
  'prompts-get-embedded-resource': 'no prompts',
  'prompts-get-with-image': 'no prompts',
  'caching/sep-2549-prompts-list-caching-hints': 'no prompts',
  'server-stateless/sep-2575-server-rejects-undeclared-capability': 'no tool needs a capability of the client',
  'server-stateless/sep-2575-missing-capability-http-400': 'no tool needs a capability of the client',
  'server-stateless/sep-2575-http-server-no-independent-requests-on-stream': 'the server asks nothing of the client',
  'server-stateless/sep-2575-server-no-log-without-loglevel': 'no log messages are sent to clients',
  'input-required-result-basic-elicitation': 'the server asks nothing of the client',
  'input-required-result-basic-sampling': 'the server asks nothing of the client',
  'input-required-result-basic-list-roots': 'the server asks nothing of the client',
  'input-required-result-request-state': 'the server asks nothing of the client',
  'input-required-result-multiple-input-requests': 'the server asks nothing of the client',
  'input-required-result-multi-round': 'the server asks nothing of the client',
  'input-required-result-non-tool-request': 'the server asks nothing of the client',
  'input-required-result-result-type': 'the server asks nothing of the client',
  'input-required-result-tampered-state': 'the server asks nothing of the client',
  'input-required-result-capability-check': 'the server asks nothing of the client',
  'http-custom-header-server-validation': 'no tool takes arguments in headers; not scored by the referee',
  'tasks-lifecycle': 'no tasks extension; not scored by the referee',
  'tasks-capability-negotiation': 'no tasks extension; not scored by the referee',
  'tasks-wire-fields': 'no tasks extension; not scored by the referee',
  'tasks-request-state-removal': 'no tasks extension; not scored by the referee',
  'tasks-mrtr-input': 'no tasks extension; not scored by the referee',
  'tasks-request-headers': 'no tasks extension; not scored by the referee',
  'tasks-dispatch-and-envelope': 'no tasks extension; not scored by the referee',
  'tasks-required-task-error': 'no tasks extension; not scored by the referee',
  'tasks-mrtr-composition': 'no tasks extension; not scored by the referee',
}
const NEEDS_FIXTURE = 'needs a tool or resource of the referee; judged on the Worker that has it'
const WITHOUT_FIXTURES = {
  'tools-call-simple-text': NEEDS_FIXTURE,
  'tools-call-image': NEEDS_FIXTURE,
  'tools-call-audio': NEEDS_FIXTURE,
  'tools-call-embedded-resource': NEEDS_FIXTURE,
  'tools-call-mixed-content': NEEDS_FIXTURE,
  'tools-call-error': NEEDS_FIXTURE,
  'tools-call-with-progress': NEEDS_FIXTURE,
  'resources-read-text': NEEDS_FIXTURE,
  'resources-read-binary': NEEDS_FIXTURE,
  'resources-templates-read': NEEDS_FIXTURE,
  'json-schema-2020-12': NEEDS_FIXTURE,
}
const WITHOUT_AUTHORIZATION = {
  'dns-rebinding-protection/localhost-host-rebinding-rejected': 'the Worker of the fixtures checks no origin; judged on the platform',
}

/**
 * Runs MCP's conformance suite on two servers: first on the platform at `baseUrl`, then on the Worker of referee/worker.ts, which offers
 * the tools that the suite's scenarios call. If there are faults, throws an error that lists all of them.
 */
export async function playReferee({ baseUrl, key, folder }) {
  const program = installed()
  const proxy = await withKey(baseUrl, key)
  const faults = []
  try {
    faults.push(...(await judge(program, folder, 'platform', proxy.address, { ...NOT_OFFERED, ...WITHOUT_FIXTURES })))
  } finally {
    proxy.stop()
  }
  const fixtures = await startFixtures()
  try {
    faults.push(...(await judge(program, folder, 'fixtures', fixtures.address, { ...NOT_OFFERED, ...WITHOUT_AUTHORIZATION })))
  } finally {
    await fixtures.stop()
  }
  assert.deepEqual(faults, [])
}

/**
 * Runs the conformance suite for each revision of MCP and returns the faults: failed checks for which `reasons` has no reason, reasons that
 * no failed check needs, and revisions for which no scenario ran.
 */
async function judge(program, folder, name, address, reasons) {
  const faults = []
  const needed = new Set()
  for (const revision of REVISIONS) {
    const results = join(folder, `referee-${name}-${revision}`)
    await run(program, ['server', '--url', address, '--requirements', revision, '-o', results])
    const counts = { passed: 0, scenarios: 0, excused: 0 }
    for (const entry of readdirSync(results)) {
      const scenario = entry.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, '')
      counts.scenarios++
      let isExcused = false
      for (const { id, status, errorMessage } of JSON.parse(readFileSync(join(results, entry, 'checks.json'), 'utf8'))) {
        if (status !== 'FAILURE') {
          if (status === 'SUCCESS') counts.passed++
          continue
        }
        const reason = [scenario, `${scenario}/${id}`].find((each) => reasons[each] !== undefined)
        if (reason === undefined) faults.push(`${name}, ${revision}: ${scenario}/${id}: ${errorMessage}`)
        else needed.add(reason)
        isExcused = true
      }
      if (isExcused) counts.excused++
    }
    if (counts.scenarios === 0) faults.push(`${name}, ${revision}: no scenario ran`)
    console.log(
      `Referee, ${name}, ${revision}: ${counts.scenarios} scenarios, ${counts.passed} checks passed, ${counts.excused} scenarios do not apply in whole or part`,
    )
  }
  for (const reason of Object.keys(reasons)) if (!needed.has(reason)) faults.push(`${name}: ${reason} passes; its reason is not needed`)
  return faults
}

function installed() {
  const home = join(root, '.local', 'referee')
  const stamp = join(home, 'stamp')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== REFEREE) {
    rmSync(home, { recursive: true, force: true })
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), '{"private":true}\n')
    const { status, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', REFEREE], {
      cwd: home,
      stdio: 'inherit',
      timeout: PATIENCE_MS,
    })
    if (status !== 0) throw new Error(`${REFEREE} could not be installed`, { cause: error })
    writeFileSync(stamp, REFEREE)
  }
  return join(home, 'node_modules', '@modelcontextprotocol', 'conformance', 'dist', 'index.js')
}

/**
 * Runs the conformance suite. Its exit code is ignored: it is 1 if any check fails, and some checks are expected to fail. `judge` reads the
 * results of the checks and knows the expected failures.
 */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore', timeout: PATIENCE_MS })
    child.once('error', reject)
    child.once('exit', resolve)
  })
}

/** Starts a proxy that adds the key to each request, because the conformance suite has no option for a key. */
async function withKey(baseUrl, key) {
  const { hostname, port } = new URL(baseUrl)
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${key}` }
    const upstream = request({ hostname, port, path: incoming.url, method: incoming.method, headers }, (response) => {
      outgoing.writeHead(response.statusCode, response.headers)
      response.pipe(outgoing)
    })
    upstream.on('error', () => outgoing.destroy())
    outgoing.on('close', () => upstream.destroy())
    incoming.pipe(upstream)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${server.address().port}/mcp`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function startFixtures() {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'referee', 'worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'error',
  })
  const worker = {
    name: 'fixtures',
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: outputFiles[0].text }],
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  }
  const miniflare = new Miniflare(convertV4MiniflareOptions({ host: '127.0.0.1', port: 0, workers: [worker] }))
  await miniflare.ready
  return { address: new URL('/mcp', await miniflare.unsafeGetDirectURL('fixtures')).href, stop: () => miniflare.dispose() }
}
