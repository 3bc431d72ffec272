import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const conditions = ['@autosave-kit/source', 'module', 'development|production']

// The workspace's packages are taken from their sources, so nothing has to be built first.
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: [...conditions, 'browser'] },
  ssr: {
    noExternal: [/^@autosave-kit\//],
    resolve: { conditions: [...conditions, 'node'], externalConditions: ['node'] },
  },
})
