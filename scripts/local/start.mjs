// Installs missing packages, starts the platform, and serves until it is stopped. The first run also makes keys and a picture.
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { call, firstRun } from './first-run.mjs'
import { lock } from './lock.mjs'
import { credentialsFile, localPort, localSetting, root, stateLock } from './paths.mjs'
import { sparingly } from './server-errors.mjs'
import { isFree, prepare, requireAlone, serve, serveUntilStopped } from './server.mjs'

const SIGN_IN_LINK_SECONDS = 12 * 60 * 60

// The handlers are registered before anything is started. So the child processes always end with this process, whether Ctrl-C or a closed
// terminal ends it.
let server = null
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, async () => {
    if (stopping) return
    stopping = true
    await server?.stop()
    process.exit(0)
  })

try {
  const port = localPort()
  // The lock keeps other commands from the local data until the platform is set up. `npm run demo` waits until then and uses this server.
  const release = await lock(stateLock)
  // This check comes before the migrations, because they would change the data of a running server.
  await requireAlone(port)
  await prepare()
  if (!(await isFree(port))) {
    throw new Error(
      `Port ${port} is in use. Stop what runs there, or choose another, by PORT=${port + 1} npm start or a line PORT=${port + 1} in the file .env.`,
    )
  }
  console.log('Starting…')
  const showsLog = Boolean(localSetting('LOG'))
  const onError = sparingly((text) => console.error(`The platform logs an error (LOG=1 npm start shows the whole log): ${text}`))
  const start = () =>
    serve(port, {
      onStarted: (started) => (server = started),
      onOutput: showsLog ? (chunk) => process.stderr.write(chunk) : undefined,
      onError: showsLog ? undefined : onError,
      onBuildFailed: (lines) =>
        console.error(`The code cannot be built. Requests wait until you have corrected it and saved the file:\n\n${lines}\n`),
    })
  const running = await start()
  const { baseUrl } = running
  const { credentials, isNew, problem } = await firstRun(baseUrl)
  release()
  const panel = await panelLink(credentials)
  const picture = isNew ? await firstPicture(credentials) : null
  console.log(`
${isNew ? 'The platform is set up.' : 'Everything from last time is here.'}
${picture === null ? '' : `\n${picture}`}
${panel}
  Guide                ${baseUrl}/guide/
  API explorer         ${baseUrl}/docs
${existsSync(credentialsFile) ? `  Keys                 ${relative(root, credentialsFile)}\n` : ''}${problem === null ? '' : `\n${problem}\n`}
${howToMake(credentials, isNew)}Ctrl-C stops it; the data stays.`)
  await serveUntilStopped(running, { start, isStopping: () => stopping, report: (text) => console.error(text) })
} catch (error) {
  if (!stopping) {
    await server?.stop()
    console.error(error.message)
    process.exit(1)
  }
}

/** Returns a command that makes a picture; an empty text if there is no key of a project. */
function howToMake({ base_url: baseUrl, project_key: key }, isNew) {
  if (!key) return ''
  return `Make ${isNew ? 'your own' : 'a picture'}:

  curl -s ${baseUrl}/v1/generate -H 'Authorization: Bearer ${key}' \\
    -H 'Content-Type: application/json' -d '{"prompt":"a lighthouse at night, stormy sea"}'

`
}

/**
 * Makes the first picture. The request names the built-in provider, so that the picture never costs anything. A failure is only reported.
 */
async function firstPicture({ base_url: baseUrl, project_key: key }) {
  try {
    const { images } = await call(`${baseUrl}/v1/generate`, {
      method: 'POST',
      key,
      body: { model: 'sketch', prompt: 'A quiet mountain lake at sunrise, pine forest, soft clouds', size: '1024x1024', seed: 7 },
    })
    return `  A picture it made    ${images[0].url}
                       (drawn by the built-in procedural provider: no AI, no key, no cost)`
  } catch (error) {
    return `  No first picture     ${error.message}`
  }
}

/** Returns a link that opens the panel signed in, so that nobody has to copy a key into a browser. */
async function panelLink({ base_url: baseUrl, admin_key: key }) {
  if (!key) return `  Panel                ${baseUrl}/admin/`
  try {
    const { url } = await call(`${baseUrl}/config/v1/sessions/links`, {
      method: 'POST',
      key,
      body: { expires_in_seconds: SIGN_IN_LINK_SECONDS },
    })
    return `  Panel                ${url}
                       (signs you in once, within 12 hours; afterwards ${baseUrl}/admin/)`
  } catch (error) {
    return `  Panel                ${baseUrl}/admin/ (no sign-in link: ${error.message})`
  }
}
