import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'e2e',
    include: ['src/**/*.test.ts'],
    globalSetup: 'src/setup/serveStudio.ts',
    // One browser at a time: scenarios kill processes and measure writes, and two cores are soon busy.
    fileParallelism: false,
    // No measure of speed: a busy machine is five to ten times slower than a quiet one, and only what never comes takes that long.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
})
