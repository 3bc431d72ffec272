import './VoicePicker.css'
import { type VoiceId, voices } from '../speech/synthesizer.ts'

interface VoicePickerProps {
  readonly voice: VoiceId
  readonly onChange: (voice: VoiceId) => void
}

export function VoicePicker({ voice, onChange }: VoicePickerProps) {
  return (
    <fieldset className="voices" aria-label="Voice">
      {voices.map(({ id, name, description }) => (
        <label className="voice" key={id}>
          <input
            type="radio"
            name="voice"
            value={id}
            checked={voice === id}
            aria-label={name}
            aria-describedby={`voice-${id}`}
            onChange={() => onChange(id)}
          />
          <span className="voice-name">{name}</span>
          <span className="voice-description" id={`voice-${id}`}>
            {description}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
