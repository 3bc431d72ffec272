import babel from '@rolldown/plugin-babel'
import { availableParallelism } from 'node:os'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import type { UserConfig } from 'vite'
import { findBrowser, howToGet } from './scripts/browsers.mjs'
import { webKitProvider } from './scripts/webKitProvider.ts'

const browserTests = '**/*.browser.test.{ts,tsx}'
const reactTests = `packages/react/src/${browserTests}`

/** Tests run on the sources: nothing needs building first, and a failure points at a line someone wrote. */
const resolve = { conditions: ['@autosave-kit/source', 'module', 'browser', 'development|production'] }

/** A test that takes console.error over does so for itself only. */
const restoreMocks = true

const setupFiles = ['./scripts/failOnConsoleError.ts']

/** In a browser, on a machine that may be slow: nothing is awaited for less long than `scripts/steadyPage.ts` says, and none of it fails for that. */
const inBrowser = {
  setupFiles: ['./scripts/steadyPage.ts', ...setupFiles],
  restoreMocks,
  expect: { poll: { timeout: 15_000 } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

/** Chromium without what could call home, ask something, or needs a kernel that lets it make a sandbox (containers often do not). */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function chromium() {
  const executablePath = findBrowser('chromium')
  if (executablePath === undefined) throw new Error(howToGet('chromium'))
  return {
    enabled: true,
    headless: true,
    provider: playwright({ launchOptions: { executablePath, args } }),
    instances: [{ browser: 'chromium' as const }],
    screenshotFailures: false,
    // Files share an origin, and with it the kit's database, channel and locks: one page at a time.
    fileParallelism: false,
    // A busy machine starts browsers five to ten times slower than a quiet one.
    connectTimeout: 120_000,
  }
}

/**
 * What stands on IndexedDB's finer points runs in Firefox too, which has its own (`IssuedWrite`), and so do hooks and components.
 * It is the distribution's own, spoken to by WebDriver BiDi. Whoever has none goes without, except where `CI=true`.
 */
function firefox() {
  const executablePath = findBrowser('firefox')
  if (executablePath === undefined && process.env['CI'] === 'true') throw new Error(howToGet('firefox'))
  if (executablePath === undefined) return []
  const provider = playwright({ launchOptions: { channel: 'moz-firefox', executablePath } })
  return [{ browser: 'firefox' as const, provider, include: [`packages/core/src/storage/${browserTests}`, reactTests] }]
}

const unit = {
  resolve,
  // Resolved by Node's rules, so the condition has to be said once more.
  ssr: { resolve: { conditions: ['@autosave-kit/source', 'module', 'node', 'development|production'] } },
  test: {
    name: 'unit',
    environment: 'node',
    include: ['packages/*/{src,test}/**/*.test.{ts,tsx}', 'apps/tts-studio/src/**/*.test.{ts,tsx}'],
    exclude: [browserTests, '**/node_modules/**', '**/dist/**'],
    // Property tests take seconds of a quiet machine, and many more of a busy one.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 15_000 } },
    setupFiles: [...setupFiles, './scripts/sameCases.ts'],
    restoreMocks,
    // By default one core is left to somebody who edits meanwhile; this is the longest step there is.
    maxWorkers: availableParallelism(),
    // Not beside the browsers, which keep to fewer.
    sequence: { groupOrder: 1 },
  },
}

const browser = {
  plugins: [react()],
  resolve,
  // Found while bundling the tests' imports; those that only the running page asks for would reload it in the middle of a test.
  optimizeDeps: {
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      '@testing-library/dom',
      '@testing-library/react',
    ],
    // Only the studio's own folder can resolve these, and its code asks for them late; they are plain ESM and need no bundling.
    exclude: ['@bjorn3/browser_wasi_shim', 'zustand', '@tanstack/react-virtual', '@tanstack/virtual-core'],
  },
  test: {
    name: 'browser',
    include: [`packages/*/{src,test}/${browserTests}`, `apps/tts-studio/src/${browserTests}`],
    ...inBrowser,
    browser: { ...chromium(), instances: [...chromium().instances, ...firefox()] },
  },
}

/** Hooks and components in a React of an older generation, or built as the app of a reader may build them. */
const reactProject = (name: string, parts: Pick<UserConfig, 'plugins' | 'resolve'>) => ({
  ...parts,
  optimizeDeps: browser.optimizeDeps,
  test: { name, include: [reactTests], ...inBrowser, browser: chromium() },
})

const react18 = reactProject('react-18', {
  plugins: [react()],
  resolve: {
    ...resolve,
    alias: [{ find: /^(react|react-dom)(\/.*)?$/, replacement: '$1-18$2' }],
  },
})

const reactCompiler = reactProject('react-compiler', {
  plugins: [react(), babel({ presets: [reactCompilerPreset()], include: /packages\/react\/src/ })],
  resolve,
})

/** WebKitGTK has neither OPFS nor a driver that vitest speaks; hooks and components need neither. */
function webkit() {
  const executable = findBrowser('webkit')
  if (executable === undefined && process.env['CI'] === 'true') throw new Error(howToGet('webkit'))
  if (executable === undefined) return []
  const provider = webKitProvider(executable)
  return [
    {
      plugins: [react()],
      resolve,
      optimizeDeps: browser.optimizeDeps,
      test: {
        name: 'webkit',
        include: [reactTests],
        ...inBrowser,
        // The browser has a display that nobody sees.
        browser: {
          enabled: true,
          headless: false,
          provider,
          instances: [{ browser: 'webkit' as const }],
          connectTimeout: 120_000,
          screenshotFailures: false,
        },
      },
    },
  ]
}

const stories = {
  plugins: [storybookTest({ configDir: '.storybook' })],
  resolve,
  optimizeDeps: browser.optimizeDeps,
  test: {
    name: 'stories',
    ...inBrowser,
    setupFiles: [...inBrowser.setupFiles, './scripts/withoutActNotice.ts'],
    browser: chromium(),
  },
}

export default defineConfig({ test: { projects: [unit, browser, react18, reactCompiler, ...webkit(), stories] } })
