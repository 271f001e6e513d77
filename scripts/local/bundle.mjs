// Builds a Worker as `wrangler deploy` does, without deploying it.
import { spawnSync } from 'node:child_process'
import { children, node, root, wrangler } from './paths.mjs'

/**
 * Builds the Worker of an environment of wrangler.toml. Writes the bundle (`platform.js`, `config.js` or `generation.js`) and its source
 * map into `folder`. Returns what wrangler has printed. Throws an error with wrangler's output if the build fails.
 * @param environment `config`, `generation`, or an empty text for the platform.
 * @param options further options of `wrangler deploy`.
 * @param tree the folder of the wrangler.toml; this checkout if left out.
 */
export function buildBundle(environment, folder, { options = [], tree = root } = {}) {
  const command = [wrangler, 'deploy', '--dry-run', '--env', environment, '--outdir', folder, ...options]
  const { status, stdout, stderr } = spawnSync(node, command, { cwd: tree, env: children, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The Worker ${environment || 'platform'} could not be built:\n${stdout}${stderr}`)
  return stdout
}
