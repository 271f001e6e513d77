// `npm run demo -- --prompt "…" --out picture.png`: generates one picture with a running server, or with one that it starts. Exits with 0
// only if the file contains a real picture.
import './local/node-version.mjs'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { call, firstRun, readCredentials } from './local/first-run.mjs'
import { lock } from './local/lock.mjs'
import { localPort, stateLock } from './local/paths.mjs'
import { reach } from './local/reach.mjs'
import { isFree, isUp, prepare, serve, whoRuns } from './local/server.mjs'

const values = readOptions()
const MAGIC = { png: '89504e470d0a1a0a', jpeg: 'ffd8ff', webp: '52494646' }

let server = null
// The lock keeps this command and `npm start` apart. If `npm start` has the lock, this command waits until the server of `npm start` runs,
// and then uses that server. If this command starts a server itself, `npm start` waits until that server has ended.
let release = () => undefined
try {
  release = await lock(stateLock)
  // If a server already runs with the local data, that server is used, even if its port differs from the port of the last run.
  let baseUrl = (await whoRuns())?.baseUrl ?? readCredentials()?.base_url
  if (!baseUrl || !(await isUp(baseUrl))) {
    await prepare()
    let port = localPort()
    while (!(await isFree(port))) port++
    server = await serve(port)
    baseUrl = server.baseUrl
  }
  const { credentials, problem } = await firstRun(baseUrl)
  if (server === null) release()
  if (!credentials.project_key) throw new Error(problem)
  if (problem !== null) console.error(problem)
  const generation = await call(`${baseUrl}/v1/generate`, {
    method: 'POST',
    key: credentials.project_key,
    body: {
      prompt: values.prompt,
      ...(values.model ? { model: values.model } : {}),
      ...(values.size ? { size: values.size } : {}),
      ...(values.seed ? { seed: Number(values.seed) } : {}),
    },
  })
  if (generation.status !== 'succeeded')
    throw new Error(`The status of the generation is ${generation.status}: ${JSON.stringify(generation)}`)
  const [image] = generation.images
  const answer = await reach(image.url)
  if (!answer.ok) throw new Error(`The picture's link answered ${answer.status}: ${await answer.text()}`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (!bytes.toString('hex', 0, 8).startsWith(MAGIC[image.format])) throw new Error(`What came is no ${image.format} picture.`)
  if (bytes.length !== image.size_bytes) throw new Error(`${bytes.length} bytes came, ${image.size_bytes} were promised.`)
  writeFileSync(values.out, bytes)
  console.log(
    `${values.out}: ${image.width}×${image.height} ${image.format}, ${bytes.length} bytes, by ${generation.model} (${generation.provider}), cost ${generation.cost.amount_micros / 1e6} USD`,
  )
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  await server?.stop()
  release()
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        prompt: { type: 'string', default: 'a red fox in the snow, evening light' },
        out: { type: 'string', default: 'picture.png' },
        model: { type: 'string' },
        size: { type: 'string' },
        seed: { type: 'string' },
      },
    }).values
  } catch (error) {
    console.error(`${error.message}\nnpm run demo -- [--prompt TEXT] [--out FILE] [--model NAME] [--size WIDTHxHEIGHT] [--seed NUMBER]`)
    process.exit(2)
  }
}
