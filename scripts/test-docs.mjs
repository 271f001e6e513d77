// `npm run test:docs`: runs the code blocks of all guides, and builds their worked examples. Some pages need packages that the project
// itself does not use (the AI SDK, OpenAI's package for Python, the clients for Python, Go and Java); this command installs them.
// `npm test` leaves out the pages whose packages are missing.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { children, node, root } from './local/paths.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = [
  vitest,
  'run',
  'tests/docs/guides.node.test.ts',
  'tests/docs/built.node.test.ts',
  '--project',
  'node',
  ...process.argv.slice(2),
]
const { status } = spawnSync(node, args, { cwd: root, env: { ...children, INSTALL_PACKAGES: '1' }, stdio: 'inherit' })
process.exit(status ?? 1)
