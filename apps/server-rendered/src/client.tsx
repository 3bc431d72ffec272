import '@autosave-kit/react/styles.css'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { App } from './App.tsx'

const app = document.getElementById('app')
if (!app) throw new Error('The page has no place for the app.')
hydrateRoot(
  app,
  <StrictMode>
    <App />
  </StrictMode>,
)
