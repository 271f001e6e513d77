// `npm run db:migrate`: applies migrations to the local databases; with `--remote [platform|config|generation]`, to those of a deployment.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { installPackages } from './local/install.mjs'
import { withLock } from './local/lock.mjs'
import { children, node, root, stateLock, wrangler } from './local/paths.mjs'
import { migrate } from './local/server.mjs'

const DATABASES = { platform: ['CONFIG_DB', 'DATA_DB'], config: ['CONFIG_DB'], generation: ['DATA_DB'] }

await installPackages()
if (process.argv.includes('--remote')) {
  const target = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? 'platform'
  if (!(target in DATABASES)) {
    console.error(`"${target}" is not one of ${Object.keys(DATABASES).join(', ')}.`)
    process.exit(1)
  }
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
