// `npm start`: everything from a clean clone to a server that has made its first picture. Serves until it is stopped.
import { call, firstRun } from './local/first-run.mjs'
import { isFree, prepare, serve } from './local/server.mjs'
import { credentialsFile, root } from './local/paths.mjs'
import { relative } from 'node:path'

const port = Number(process.env.PORT ?? 8787)
if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`)
const [major] = process.versions.node.split('.').map(Number)
if (major < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`)

try {
  prepare()
  if (!(await isFree(port))) fail(`Port ${port} is in use. Stop what runs there, or choose another: PORT=8788 npm start`)
  console.log('Starting…')
  const server = await serve(port, { onOutput: process.env.LOG ? (chunk) => process.stderr.write(chunk) : undefined })
  let stopping = false
  const stop = async () => {
    stopping = true
    await server.stop()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)

  const { credentials, isNew } = await firstRun(server.baseUrl).catch(async (error) => {
    await server.stop()
    throw error
  })
  const generation = await call(`${server.baseUrl}/v1/generate`, {
    method: 'POST',
    key: credentials.project_key,
    headers: { 'idempotency-key': 'first-picture' },
    body: { prompt: 'A quiet mountain lake at sunrise, pine forest, soft clouds', size: '1024x1024', seed: 7 },
  }).catch(async (error) => {
    await server.stop()
    throw error
  })
  const { base_url: baseUrl, project_key: key } = credentials
  console.log(`
${isNew ? 'The platform is set up.' : 'Everything from last time is here.'}

  A picture it made    ${generation.images[0].url}
                       (drawn by the built-in procedural provider: no AI, no key, no cost)
  API explorer         ${baseUrl}/docs
  Keys                 ${relative(root, credentialsFile)}

Make your own:

  curl -s ${baseUrl}/v1/generate -H 'Authorization: Bearer ${key}' \\
    -H 'Content-Type: application/json' -d '{"prompt":"a lighthouse at night, stormy sea"}'

Ctrl-C stops it; the data stays.`)
  const code = await server.exit
  if (!stopping) fail(`The server stopped by itself (exit code ${code}). Run with LOG=1 to see why.`)
} catch (error) {
  fail(error.message)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
