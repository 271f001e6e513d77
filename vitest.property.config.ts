// Property tests of pure code with their full number of runs, outside the Workers runtime, which they do not need: npm run test:property
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/rate-limiter/gcra.test.ts', 'tests/rate-limiter/limiter.test.ts'],
    provide: { propertyRuns: 10_000 },
    testTimeout: 600_000,
  },
})
