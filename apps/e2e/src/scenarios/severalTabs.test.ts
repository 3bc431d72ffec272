import { describe } from 'vitest'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { testAdopting } from '../tabs/tests/adopting.ts'
import { testConflicts } from '../tabs/tests/conflicts.ts'
import { testLateWriter } from '../tabs/tests/lateWriter.ts'
import { testNextWriter, testReturnAndCrash } from '../tabs/tests/nextWriter.ts'
import { testOneWriter } from '../tabs/tests/oneWriter.ts'
import { testSeparateTabs } from '../tabs/tests/separateTabs.ts'
import { testWithoutLocks } from '../tabs/tests/withoutLocks.ts'
import { useFormBrowser } from '../tabs/useFormBrowser.ts'

/** `pnpm test:tabs` sets it: all of it in Firefox too, where each tab takes longer. */
const isEverywhereWhole = process.env['AUTOSAVE_TABS_SECONDS'] !== undefined

for (const name of ['chromium', 'firefox'] as const) {
  describe.skipIf(isLeftOut(name))(`In ${name}`, () => {
    const stage = useFormBrowser(name, name === 'chromium' || isEverywhereWhole)
    describe('of two tabs on a session that one tab writes', () => {
      testOneWriter(stage)
      if (stage.isWhole) testNextWriter(stage)
      if (name === 'firefox') return
      testReturnAndCrash(stage)
      testLateWriter(stage)
      testWithoutLocks(stage)
    })
    testSeparateTabs(stage)
    testAdopting(stage)
    testConflicts(stage)
  })
}
