import './ShortcutsDialog.css'
import { Dialog } from './Dialog.tsx'
import { closeDialog } from './interfaceStore.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const command = isMac ? '⌘' : 'Ctrl'

const shortcuts: readonly (readonly [readonly string[], string])[] = [
  [['↑', '↓'], 'Previous or next chunk'],
  [['Enter'], 'Edit the chunk'],
  [['Esc'], 'Finish editing'],
  [[command, 'Enter'], 'Generate the chunk and hear it'],
  [['Space'], 'Play or pause the chunk'],
  [[command, 'Shift', 'Enter'], 'Split at the cursor'],
  [['Delete'], 'Delete the chunk'],
  [['/'], 'Go to a chunk by number or words'],
  [[command, 'Z'], 'Undo'],
  [[command, 'Shift', 'Z'], 'Redo'],
  [[command, 'S'], 'Save now'],
  [['?'], 'This list'],
]

export function ShortcutsDialog() {
  return (
    <Dialog title="Keyboard shortcuts" onClose={closeDialog}>
      <dl className="shortcuts">
        {shortcuts.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
