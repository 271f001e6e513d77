// Fuzzes both contracts with schemathesis. Each contract has its own server, which runs this checkout at a free port with temporary data.
// `npm run test:fuzz [-- --seed N] [-- --only config|generation] [-- --examples N]`; exits with 1 if anything fails. See
// docs/development/fuzzing.md.
import '../../scripts/local/node-version.mjs'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '../../scripts/local/first-run.mjs'
import { root } from '../../scripts/local/paths.mjs'
import { prepare } from '../../scripts/local/server.mjs'
import { pythonWith } from '../support/python.mjs'
import { startServer } from '../support/server.mjs'
import { CONTROLS } from './controls.mjs'
import { configThings, generationThings, neighbour, picture } from './things.mjs'

const CONTRACTS = {
  generation: { path: '/v1', things: generationThings },
  config: { path: '/config/v1', things: configThings },
}
/** A run that takes longer than this is ended, because it hangs: a run usually takes only some minutes. */
const LONGEST_MS = 15 * 60_000
const SCHEMATHESIS = 'from schemathesis.cli import schemathesis; schemathesis()'
/** Log events that report a fault of the platform. None of them may occur, whatever the response is. */
const OUR_FAULT = /"event":"(unexpected_error|image_stream_failed)"/

const option = (name) => {
  const place = process.argv.indexOf(`--${name}`)
  return place === -1 ? undefined : process.argv[place + 1]
}
const seed = option('seed') ?? String(Math.floor(Math.random() * 1_000_000))
const chosen = Object.keys(CONTRACTS).filter((contract) => [undefined, contract].includes(option('only')))

let failed = false
try {
  const fuzzer = pythonWith('fuzzer', join(import.meta.dirname, 'requirements.txt'))
  console.log(`seed ${seed}`)
  await prepare()
  const results = await Promise.all(chosen.map((contract) => fuzz(contract, fuzzer)))
  for (const { contract, output, summary, counts, faults } of results) {
    console.log(`\n━━━ ${contract} ━━━\n${output}`)
    for (const fault of faults) console.error(`${contract}: ${fault}`)
    console.log(summary)
    if (process.argv.includes('--detail'))
      for (const [operation, statuses] of Object.entries(counts?.byOperation ?? {}))
        console.log(`  ${operation} ${JSON.stringify(statuses)}`)
    failed ||= faults.length > 0
  }
} catch (error) {
  failed = true
  console.error(error.message)
}
console.log(failed ? `fuzzing failed; again with: npm run test:fuzz -- --seed ${seed}` : `fuzzing passed (seed ${seed})`)
process.exit(failed ? 1 : 0)

async function fuzz(contract, fuzzer) {
  const { path, things } = CONTRACTS[contract]
  const folder = mkdtempSync(join(tmpdir(), `fuzz-${contract}-`))
  const server = await startServer(folder)
  const beside = await neighbour()
  try {
    const credentials = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
    const { key, ...rest } = await things(credentials, beside)
    const thingsFile = join(folder, 'things.json')
    writeFileSync(thingsFile, JSON.stringify({ ...rest, neighbour: beside.url, picture: picture().toString('base64') }))
    const environment = { FUZZ_KEY: key, FUZZ_CONTRACT: contract, FUZZ_URL: credentials.base_url + path, FUZZ_THINGS: thingsFile }
    const play = (document, name, more) => run(fuzzer, folder, document, name, ['--url', credentials.base_url + path, ...more], environment)

    const document = join(root, 'generated', contract, 'openapi.json')
    const { status, output, counts } = await play(document, contract, chosenPart())
    const faults = status === 0 ? [] : [`schemathesis ended with ${status}`]
    const shallow = chosenPart().length === 0 ? (counts?.shallow ?? []) : []
    const depth = [
      ...shallow.map((operation) => `${operation} was never answered with success: the fuzzer does not get in`),
      ...(counts?.stale ?? []).map((operation) => `${operation} was answered with success; take it out of NEVER_IN`),
    ]
    // `depth` has a message for each operation that must succeed but never did, and for each operation in NEVER_IN that did succeed. An
    // operation may succeed in one run and not in another, even with the same seed, because the server generates new ids in each run. So
    // these messages count as faults only with `--deep`; otherwise they are printed as notes.
    if (process.argv.includes('--deep')) faults.push(...depth)
    else for (const note of depth) console.log(`${contract}: note: ${note}`)

    const spoilt = spoiltContract(JSON.parse(readFileSync(document, 'utf8')), CONTROLS[contract])
    writeFileSync(join(folder, 'spoilt.json'), JSON.stringify(spoilt))
    const only = CONTROLS[contract].flatMap(({ operation }) => ['--include-operation-id', operation])
    const control = await play(join(folder, 'spoilt.json'), `${contract}, spoilt`, ['--phases', 'examples,coverage', ...only])
    const missed = CONTROLS[contract].filter(({ finding }) => !control.output.includes(finding))
    for (const { operation, finding } of missed)
      faults.push(`the control is broken: "${finding}" was not found in ${operation}\n${control.output}`)

    // Checks that the key still works. Otherwise every response would be a 401, which no check of the fuzzer reports.
    const alive = contract === 'config' ? '/me' : '/limits'
    await call(`${credentials.base_url}${path}${alive}`, { key }).catch(({ message }) => faults.push(message))
    faults.push(
      ...server
        .log()
        .split('\n')
        .filter((line) => OUR_FAULT.test(line))
        .slice(0, 10),
    )
    return { contract, output, faults, counts, summary: counts ? summaryOf(contract, counts) : `${contract}: it did not come to its end` }
  } finally {
    beside.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Returns the arguments for schemathesis. `--examples N` sets the number of examples, `--operation ID,ID` selects operations of the
 * contract, and `--phases examples,coverage,fuzzing,stateful` selects the phases that run.
 */
function chosenPart() {
  return [
    ...(option('examples') ? ['--max-examples', option('examples')] : []),
    ...(option('phases') ? ['--phases', option('phases')] : []),
    ...(option('operation') ?? '').split(',').flatMap((name) => (name ? ['--include-operation-id', name] : [])),
  ]
}

function spoiltContract(document, controls) {
  for (const { spoil } of controls) spoil(document)
  return document
}

/**
 * Fuzzes one contract, whole or in part. Returns the status and the output of schemathesis, and the counts that tests/fuzz/hooks.py has
 * written (null if it has written none).
 */
async function run({ program, packages }, folder, document, name, more, environment) {
  const countsFile = join(folder, `${name}.counts.json`)
  const config = join(import.meta.dirname, 'schemathesis.toml')
  const child = spawn(program, ['-c', SCHEMATHESIS, '--config-file', config, 'run', document, '--seed', seed, '--no-color', ...more], {
    // schemathesis writes files into its working directory, so it runs in a temporary folder.
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    env: {
      ...process.env,
      ...environment,
      FUZZ_COUNTS: countsFile,
      PYTHONPATH: `${packages}:${import.meta.dirname}`,
      PYTHONDONTWRITEBYTECODE: '1',
      // Without a fixed hash seed, Python would visit its sets in another order in each run, so a run could not be repeated.
      PYTHONHASHSEED: '0',
    },
  })
  let output = ''
  const keep = (chunk) => {
    output += chunk
    // Prints the progress during the run; the whole output follows at the end.
    for (const [line] of chunk.matchAll(/^.*(Examples|Coverage|Fuzzing|Stateful) \(in [\d.]+s\)$/gm)) console.log(`${name}: ${line.trim()}`)
  }
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep)
  const status = await new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)))
  return { status, output, counts: existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : null }
}

function summaryOf(contract, { operations, requests, statuses, accepted, excused }) {
  const byClass = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`)
  return `${contract}: ${operations} operations, ${requests} requests (${byClass.join(', ')}); ${accepted} operations answered with success; ${excused} refusals excused`
}
