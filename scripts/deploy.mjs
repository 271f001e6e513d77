// `npm run wrangler:deploy [-- --env config|generation] [-- --dry-run]`: builds everything that a deployment needs, and runs wrangler.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { installAndBuild } from './local/install.mjs'
import { children, node, root, wrangler } from './local/paths.mjs'
import { versionOfTree } from './local/version.mjs'

await installAndBuild()
// The top of wrangler.toml sets ENVIRONMENT to `development`, so a deployment must override it. Only in `production` does the platform
// refuse the setting ALLOW_PRIVATE_ADDRESSES, with which it would send requests to private addresses.
const production = ['--var', 'ENVIRONMENT:production', '--var', `VERSION:${versionOfTree()}`]
const { status } = spawnSync(node, [wrangler, 'deploy', ...production, ...process.argv.slice(2)], {
  cwd: root,
  env: children,
  stdio: 'inherit',
})
process.exit(status ?? 1)
