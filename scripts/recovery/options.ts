// The options that backup and restore share.
import { parseArgs } from 'node:util'
import { DATABASES, type DatabaseName } from './manifest.ts'
import { LocalPlace, type Place, RemotePlace } from './places.ts'

const SHARED = {
  remote: { type: 'boolean', default: false },
  env: { type: 'string' },
  'config-db': { type: 'string' },
  'data-db': { type: 'string' },
  bucket: { type: 'string' },
  only: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  force: { type: 'boolean', default: false },
  'copy-pictures': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

export const SHARED_HELP = `  --remote              the deployment at Cloudflare, by wrangler; without it, the platform on this machine (STATE_DIR)
  --env <name>          the environment of wrangler.toml: config or generation; without it, the platform Worker
  --only config|data    one database alone
  --config-db <name>, --data-db <name>, --bucket <name>   other names than those in wrangler.toml, such as those of a dedicated Worker`

export function readOptions(args: string[]) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: SHARED })
  const { only, env } = values
  if (only !== undefined && only !== 'config' && only !== 'data') throw new Error(`--only is config or data, not "${only}".`)
  if (env !== undefined && env !== 'config' && env !== 'generation') throw new Error(`--env is config or generation, not "${env}".`)
  const names: DatabaseName[] =
    only !== undefined ? [only] : env === 'config' ? ['config'] : env === 'generation' ? ['data'] : ['config', 'data']
  const place: Place = values.remote
    ? new RemotePlace({
        environment: env ?? null,
        databases: { config: values['config-db'] ?? DATABASES.config, data: values['data-db'] ?? DATABASES.data },
        bucket: values.bucket ?? null,
      })
    : new LocalPlace()
  return {
    place,
    names,
    positionals,
    force: values.force,
    copyPictures: values['copy-pictures'],
    help: values.help,
    url: values.url,
    key: values.key,
  }
}

/** Returns a function that prints progress, at most one line every two seconds. */
export function progressOf(what: string, say: (line: string) => void, all?: number): (done: number) => void {
  const ofAll = all === undefined ? '' : ` of ${all.toLocaleString('en')}`
  let shownAt = Date.now()
  return (done) => {
    if (Date.now() - shownAt < 2000) return
    shownAt = Date.now()
    say(`  ${what}: ${done.toLocaleString('en')}${ofAll}`)
  }
}
