import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'e2e',
    include: ['src/**/*.test.ts'],
    globalSetup: 'src/setup/serveStudio.ts',
    // Two files at a time: scenarios wait for browsers, keys and pauses most of their time (on half a core they take little longer).
    maxWorkers: Math.min(2, availableParallelism()),
    // No measure of speed: a busy machine is five to ten times slower than a quiet one, and only what never comes takes that long.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
})
