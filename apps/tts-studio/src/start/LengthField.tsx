import { useId } from 'react'
import { type ChunkLengthName, chunkLengths } from '../text/ChunkLength.ts'

interface LengthFieldProps {
  readonly length: ChunkLengthName
  readonly onChange: (length: ChunkLengthName) => void
}

const names: readonly ChunkLengthName[] = ['short', 'medium', 'long']
const words = { short: 'Short', medium: 'Medium', long: 'Long' }

/** How long the chunks become that a text is cut into. */
export function LengthField({ length, onChange }: LengthFieldProps) {
  const id = useId()
  return (
    <div className="start-length">
      <label htmlFor={id}>Chunk length</label>
      <select
        id={id}
        className="field"
        value={length}
        onChange={(event) => onChange(names[event.target.selectedIndex] ?? 'medium')}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {words[name]}, about {chunkLengths[name].target} characters
          </option>
        ))}
      </select>
    </div>
  )
}
