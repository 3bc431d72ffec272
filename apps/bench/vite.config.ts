import { defineConfig } from 'vite'

export default defineConfig({
  // The workspace's packages are taken from their sources, so nothing has to be built first.
  resolve: { conditions: ['@autosave-kit/source', 'module', 'browser', 'production'] },
  // Names in a CPU profile are the sources' own.
  build: { target: 'es2022', minify: false, sourcemap: true },
})
