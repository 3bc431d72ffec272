import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: {
    // The workspace's packages are taken from their sources, so nothing has to be built first.
    conditions: ['@autosave-kit/source', 'module', 'browser', mode === 'production' ? 'production' : 'development'],
  },
  build: {
    target: 'es2022',
    // The novel and the synthesiser are files of their own, fetched when someone asks for them; never data: URLs.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  worker: { format: 'es' },
  // Only the speech worker imports it: found that late, bundling it would reload the page at the first spoken chunk.
  optimizeDeps: { exclude: ['@bjorn3/browser_wasi_shim'] },
}))
