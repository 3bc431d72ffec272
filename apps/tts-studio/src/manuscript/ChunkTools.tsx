import type { MouseEvent, MouseEventHandler } from 'react'
import './ChunkTools.css'
import type { Chunk } from '../project/Project.ts'
import { speakNow } from '../queue/speakNow.ts'
import { Icon, type IconName } from '../studio/Icon.tsx'
import { deleteHere, mergeWithNextHere, splitHere } from './chunkActions.ts'
import { beginEdit, endEdit } from './editSession.ts'

interface ChunkToolsProps {
  readonly chunk: Chunk
  readonly number: number
  readonly isEditing: boolean
  readonly isLast: boolean
}

/** What can be done with the chunk in focus. It lies beside the words, so that nothing moves when a chunk is selected. */
export function ChunkTools({ chunk, number, isEditing, isLast }: ChunkToolsProps) {
  const { id, speech } = chunk
  return (
    <fieldset className="chunk-tools" aria-label={`Tools for chunk ${number}`}>
      {isEditing ? (
        <Tool icon="done" words="Done" name={`Finish editing chunk ${number}`} onClick={finishEditing} />
      ) : (
        <Tool icon="edit" words="Edit" name={`Edit chunk ${number}`} onClick={() => beginEdit(id)} />
      )}
      {speech !== null && (
        <Tool
          icon="speak"
          words="Regenerate"
          name={`Regenerate speech for chunk ${number}`}
          onClick={() => speakNow(id)}
        />
      )}
      <Tool icon="split" words="Split" name={`Split chunk ${number}`} onClick={() => splitHere(id)} />
      {!isLast && (
        <Tool
          icon="merge"
          words="Merge"
          name={`Merge chunk ${number} with the next`}
          onClick={() => mergeWithNextHere(id)}
        />
      )}
      <Tool icon="trash" words="Delete" name={`Delete chunk ${number}`} onClick={() => deleteHere(id)} />
    </fieldset>
  )
}

/** The button goes away with the editing: the focus goes to its chunk. */
function finishEditing(event: MouseEvent<HTMLElement>): void {
  const chunk = event.currentTarget.closest('article')
  endEdit()
  chunk?.focus()
}

interface ToolProps {
  readonly icon: IconName
  readonly words: string
  readonly name: string
  readonly onClick: MouseEventHandler<HTMLElement>
}

function Tool({ icon, words, name, onClick }: ToolProps) {
  return (
    <button type="button" className="chunk-tool" aria-label={name} title={name} onClick={onClick}>
      <Icon name={icon} />
      <span className="chunk-tool-words">{words}</span>
    </button>
  )
}
