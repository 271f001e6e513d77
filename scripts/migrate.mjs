// `npm run db:migrate`: applies migrations to the local databases; with `--remote [platform|config|generation]`, to those of a deployment.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { installPackages } from './local/install.mjs'
import { withLock } from './local/lock.mjs'
import { children, node, root, stateLock, wrangler } from './local/paths.mjs'
import { migrate } from './local/server.mjs'

const DATABASES = { platform: ['CONFIG_DB', 'DATA_DB'], config: ['CONFIG_DB'], generation: ['DATA_DB'] }

const USAGE = `npm run db:migrate                                            the local databases
npm run db:migrate:remote [-- ${Object.keys(DATABASES).join('|')}]   those of a deployment; platform if left out`

const { isRemote, target } = readArguments()
await installPackages()
if (isRemote) {
  for (const database of DATABASES[target]) {
    const environment = target === 'platform' ? [] : ['--env', target]
    const { status } = spawnSync(node, [wrangler, 'd1', 'migrations', 'apply', database, '--remote', ...environment], {
      cwd: root,
      env: children,
      stdio: 'inherit',
    })
    if (status !== 0) process.exit(status ?? 1)
  }
} else {
  await withLock(stateLock, migrate)
  console.log('The local databases are up to date.')
}

/** Reads the command line. Prints the usage and ends the process if `--help` or anything unknown is among the words. */
function readArguments() {
  try {
    const options = { remote: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } }
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [named = 'platform', ...more] = positionals
    if (values.help) {
      console.log(USAGE)
      process.exit(0)
    }
    if (!Object.hasOwn(DATABASES, named)) throw new Error(`"${named}" is not one of ${Object.keys(DATABASES).join(', ')}.`)
    if (more.length > 0 || (positionals.length > 0 && !values.remote)) throw new Error('There are words that this command does not take.')
    return { isRemote: values.remote, target: named }
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`)
    process.exit(1)
  }
}
