// `npm run test:property`: runs the property tests of the limiter's pure code with many more runs than `npm test`. These tests do not
// need the Workers runtime.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/rate-limiter/gcra.test.ts', 'tests/rate-limiter/limiter.test.ts'],
    provide: { propertyRuns: 10_000 },
    testTimeout: 600_000,
  },
})
