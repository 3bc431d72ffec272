import './studio/theme.css'
import '@autosave-kit/react/styles.css'
import './studio/controls.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { showTheme, useThemeStore } from './studio/themeStore.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root.')

showTheme(useThemeStore.getState().theme)
// StrictMode stays on in the build as well: the studio shows that the kit is right under it.
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
