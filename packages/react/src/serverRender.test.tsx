import { expect, test, vi } from 'vitest'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import {
  AutoSaveProvider,
  RecoveryBanner,
  SaveHistoryPanel,
  SaveNowButton,
  SaveStatusBadge,
  useAutoSave,
  useSaveStatus,
} from '@autosave-kit/react'

function Form() {
  useAutoSave({ title: '' }, { id: 'article', onRestore: () => undefined })
  return <output>{useSaveStatus({ id: 'article' }).status}</output>
}

test('on a server everything renders without a window, as a page where nothing has happened yet', () => {
  expect(typeof window).toBe('undefined')
  const setTimer = vi.spyOn(globalThis, 'setTimeout')
  const html = renderToString(
    <StrictMode>
      <AutoSaveProvider config={{ debounceMs: 500 }}>
        <RecoveryBanner />
        <Form />
        <SaveStatusBadge />
        <SaveNowButton />
        <SaveHistoryPanel />
      </AutoSaveProvider>
    </StrictMode>,
  )
  expect(html).toContain('<output>idle</output>')
  expect(html).toContain('Auto-save on')
  expect(html).toContain('Save now')
  expect(html).toContain('Reading the versions…')
  expect(html).not.toContain('autosave-recovery"')
  expect(setTimer).not.toHaveBeenCalled()
})
