import './Inspector.css'
import { setParameters, setVoice, useProjectStore } from '../project/projectStore.ts'
import { defaultParameters, voices, type SpeechParameters } from '../speech/synthesizer.ts'
import { setInspectorOpen } from '../studio/interfaceStore.ts'
import { SidePanel } from '../studio/SidePanel.tsx'
import { parameterGuides } from './parameterGuide.ts'
import { ParameterSlider } from './ParameterSlider.tsx'
import { SeedField } from './SeedField.tsx'

/** The voice everything is spoken with from now on. */
export function Inspector() {
  const voice = useProjectStore((store) => store.project.voice)
  const parameters = useProjectStore((store) => store.project.parameters)
  const set = (part: Partial<SpeechParameters>) => setParameters({ ...parameters, ...part })
  return (
    <SidePanel id="inspector" title="Voice" onClose={() => setInspectorOpen(false)}>
      <fieldset className="voices">
        <legend className="visually-hidden">Voice</legend>
        {voices.map(({ id, name, description }) => (
          <label className="voice" key={id}>
            <input type="radio" name="voice" value={id} checked={voice === id} aria-describedby={`voice-${id}`} aria-label={name} onChange={() => setVoice(id)} />
            <span className="voice-name">{name}</span>
            <span className="voice-description" id={`voice-${id}`}>{description}</span>
          </label>
        ))}
      </fieldset>
      <div className="parameters">
        {parameterGuides.map((guide) => (
          <ParameterSlider key={guide.key} guide={guide} value={parameters[guide.key]} onChange={(value) => set({ [guide.key]: value })} />
        ))}
        <SeedField seed={parameters.seed} onChange={(seed) => set({ seed })} />
      </div>
      <button type="button" className="button" onClick={() => setParameters(defaultParameters)}>
        Reset parameters
      </button>
      <p className="note">
        Used for speech generated from now on. What was generated before stays as it is and shows “Voice changed” until it is generated again.
      </p>
    </SidePanel>
  )
}
