// Runs Workers of any version in the local runtime. Their state is in a folder that remains when the runtime ends, so another version can
// continue with this state.
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import type { Worker } from '../../scripts/release/workers.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
export const SETUP_TOKEN = 'setup-token-for-upgrades-0123456789'
const shared = {
  LINK_SIGNING_KEYS: JSON.stringify({ 1: base64('link-key-for-tests-link-key-for-') }),
  CALLBACK_SIGNING_KEY: base64('callback-key-for-tests-callback-'),
  ENVIRONMENT: 'test',
  VALIDATE_RESPONSES: 'true',
  ALLOW_PRIVATE_ADDRESSES: 'true',
}
const secrets = {
  ...shared,
  SETUP_TOKEN,
  KEY_PEPPERS: JSON.stringify({ 1: base64('pepper-for-tests-pepper-for-test') }),
  KEY_ENCRYPTION_KEYS: JSON.stringify({ 1: base64('0123456789abcdef0123456789abcdef') }),
  SESSION_KEY: base64('session-key-for-tests-session-ke'),
}

type Database = 'CONFIG_DB' | 'DATA_DB' | 'OWN_DATA_DB'
export interface Runtime {
  /** The address of the Worker that hosts both services. */
  url: string
  /** The address of the dedicated Worker; null if there is none. */
  dedicatedUrl: string | null
  run(database: Database, statements: string[]): Promise<void>
  stop(): Promise<void>
}

type Workers = Extract<Parameters<typeof convertV4MiniflareOptions>[0], { workers: unknown }>['workers']

const common = ({ code, compatibilityDate, objects }: Worker, name: string) => ({
  name,
  modules: [{ type: 'ESModule' as const, path: `${name}.js`, contents: code }],
  compatibilityDate,
  compatibilityFlags: ['global_fetch_strictly_public'],
  unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  durableObjects: Object.fromEntries(Object.entries(objects).map(([binding, className]) => [binding, { className, useSQLite: true }])),
})

/** @param dedicated a second Worker, which hosts the generation service of one instance. It calls the config service of `platform`. */
export async function serve(state: string, platform: Worker, dedicated?: { worker: Worker; instanceId: string }): Promise<Runtime> {
  const workers: Workers = [
    {
      ...common(platform, 'platform'),
      bindings: secrets,
      d1Databases: { CONFIG_DB: 'config', DATA_DB: 'data' },
      kvNamespaces: { SNAPSHOTS: 'snapshots' },
      r2Buckets: { IMAGES: 'images' },
    },
    ...(dedicated === undefined
      ? []
      : [
          {
            ...common(dedicated.worker, 'dedicated'),
            bindings: shared,
            d1Databases: { OWN_DATA_DB: 'own-data', DATA_DB: 'own-data' },
            r2Buckets: { IMAGES: 'own-images' },
            serviceBindings: { CONFIG: { name: 'platform', entrypoint: 'ConfigService', props: { instanceId: dedicated.instanceId } } },
          },
        ]),
  ]
  const runtime = new Miniflare(convertV4MiniflareOptions({ host: '127.0.0.1', port: 0, resourcePersistencePath: state, workers }))
  await runtime.ready
  const of = async (name: Database) =>
    name === 'OWN_DATA_DB' ? runtime.getD1Database('OWN_DATA_DB', 'dedicated') : runtime.getD1Database(name, 'platform')
  const address = async (name: string) => String(await runtime.unsafeGetDirectURL(name)).replace(/\/$/, '')
  return {
    url: await address('platform'),
    dedicatedUrl: dedicated === undefined ? null : await address('dedicated'),
    async run(name, statements) {
      const database = await of(name)
      for (const statement of statements) await database.prepare(statement).run()
    },
    stop: () => runtime.dispose(),
  }
}
