import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

// Secrets for tests only; a deployment has its own (docs/deployment).
const testSecrets = {
  SETUP_TOKEN: 'setup-token-for-tests-0123456789abcdef',
  KEY_PEPPERS: JSON.stringify({ 1: btoa('pepper-for-tests-pepper-for-test'), 2: btoa('second-pepper-for-tests-pepper-2') }),
  KEY_ENCRYPTION_KEYS: JSON.stringify({ 1: btoa('0123456789abcdef0123456789abcdef'), 2: btoa('fedcba9876543210fedcba9876543210') }),
  LINK_SIGNING_KEYS: JSON.stringify({ 1: btoa('link-key-for-tests-link-key-for-') }),
  SESSION_KEY: btoa('session-key-for-tests-session-ke'),
  CALLBACK_SIGNING_KEY: btoa('callback-key-for-tests-callback-'),
}

/** Even on a slow machine, most tests exceed these time limits only if they hang. The longest tests set limits of their own. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } }

/** The runtime of the tests that need Workers. */
const workers = () =>
  cloudflareTest(async () => ({
    wrangler: { configPath: './wrangler.toml' },
    miniflare: {
      bindings: {
        ...testSecrets,
        ENVIRONMENT: 'test',
        VALIDATE_RESPONSES: 'true',
        ALLOW_PRIVATE_ADDRESSES: 'true',
        CONFIG_MIGRATIONS: await readD1Migrations('migrations/config'),
        DATA_MIGRATIONS: await readD1Migrations('migrations/data'),
      },
    },
  }))
const inWorkers = {
  ...patience,
  setupFiles: ['tests/support/setup.ts'],
  // `npm run test:money` and `npm run test:seams` set these variables.
  provide: {
    moneyRuns: Number(process.env['MONEY_RUNS'] ?? 120),
    seamRuns: Number(process.env['SEAM_RUNS'] ?? 200),
    seamSeed: Number(process.env['SEAM_SEED'] ?? 1),
  },
}
/**
 * The test files of these folders share one runtime with its databases. They use nothing of the platform, or each file makes tenants of its
 * own and leaves no webhooks that are tried again. So the runtime need not start and the modules need not load for each file, which would
 * take two thirds of the time. A file that needs a runtime of its own all the same has a name that ends with `.alone.test.ts`.
 */
const SHARED = ['auth', 'pictures', 'providers', 'rate-limiter', 'shared', 'generation-service/{http,job,mcp,openai,plan}']
const sharing = SHARED.map((folder) => `tests/${folder}/**/!(*.alone|*.node).test.ts`)
const inNode = 'tests/**/*.node.test.ts'

export default defineConfig({
  test: {
    // The Worker's log lines are shown only for tests that fail.
    silent: 'passed-only',
    reporters: ['default', './tests/support/contract-coverage-reporter.ts', './tests/support/stuck-run-reporter.ts'],
    projects: [
      { plugins: [workers()], test: { ...inWorkers, name: 'sharing', isolate: false, include: sharing } },
      { plugins: [workers()], test: { ...inWorkers, name: 'workers', include: ['tests/**/*.test.ts'], exclude: [inNode, ...sharing] } },
      // Tests that need Node, for example because they use the file system, processes, or code that is generated at run time.
      { test: { ...patience, name: 'node', include: [inNode] } },
    ],
  },
})
