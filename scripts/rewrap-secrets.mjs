// `npm run secrets:rewrap -- --url https://platform --key cma_live_…`: wraps every stored secret with the newest key-encryption key while
// the platform is in use, and prints its progress. Without arguments it uses the local platform. The command may be interrupted and started
// again at any time.
import './local/node-version.mjs'
import './local/quiet-pipe.mjs'
import { parseArgs } from 'node:util'
import { call, readCredentials } from './local/first-run.mjs'

const { values } = parseArgs({ options: { url: { type: 'string' }, key: { type: 'string' }, batch: { type: 'string', default: '100' } } })
try {
  const local = values.url ? null : readCredentials()
  const url = values.url ?? local?.base_url
  const key = values.key ?? process.env.CMA_KEY ?? local?.admin_key
  if (!url || !key)
    throw new Error('Say which platform and with which superadmin key: --url https://… --key cma_live_… (or CMA_KEY in the environment).')
  const endpoint = `${url.replace(/\/+$/, '')}/config/v1/secrets/rewrap`

  const before = await call(endpoint, { key })
  console.log(`${before.total} secrets, ${before.remaining} on older versions than ${before.current_version}`)
  let { remaining } = before
  let failed = []
  while (remaining > failed.length) {
    const step = await call(endpoint, { method: 'POST', key, body: { batch_size: Number(values.batch) } })
    if (step.rewrapped === 0 && step.failed.length === 0 && step.remaining === remaining)
      throw new Error('Nothing moves: look at the log of the config service.')
    remaining = step.remaining
    failed = step.failed
    console.log(`${before.total - remaining} of ${before.total} on version ${step.current_version}, ${remaining} to go`)
  }
  if (failed.length > 0) throw new Error(`These do not open and are left as they are; put new secrets in their place: ${failed.join(', ')}`)
  const after = await call(endpoint, { key })
  if (after.remaining > 0)
    throw new Error(
      `${after.remaining} are on older versions again. Is an instance of the service still running with the old keys? Start again.`,
    )
  console.log(`Done: 0 left on older versions. They may be taken out of KEY_ENCRYPTION_KEYS.`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
