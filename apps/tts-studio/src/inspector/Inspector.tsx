import './Inspector.css'
import { setParameters, setVoice, useProjectStore } from '../project/projectStore.ts'
import { defaultParameters, type SpeechParameters } from '../speech/synthesizer.ts'
import { setInspectorOpen } from '../studio/interfaceStore.ts'
import { SidePanel } from '../studio/SidePanel.tsx'
import { parameterGuides } from './parameterGuide.ts'
import { ParameterSlider } from './ParameterSlider.tsx'
import { SeedField } from './SeedField.tsx'
import { VoicePicker } from './VoicePicker.tsx'

/** The voice everything is spoken with from now on. */
export function Inspector() {
  const voice = useProjectStore((store) => store.project.voice)
  const parameters = useProjectStore((store) => store.project.parameters)
  const set = (part: Partial<SpeechParameters>) => setParameters({ ...parameters, ...part })
  return (
    <SidePanel id="inspector" title="Voice" onClose={() => setInspectorOpen(false)}>
      <VoicePicker voice={voice} onChange={setVoice} />
      <div className="parameters">
        {parameterGuides.map((guide) => (
          <ParameterSlider
            key={guide.key}
            guide={guide}
            value={parameters[guide.key]}
            onChange={(value) => set({ [guide.key]: value })}
          />
        ))}
        <SeedField seed={parameters.seed} onChange={(seed) => set({ seed })} />
      </div>
      <button type="button" className="button" onClick={() => setParameters(defaultParameters)}>
        Reset parameters
      </button>
      <p className="note">
        Used for speech generated from now on. Speech that is there stays as it is, marked “Voice changed”, until it is
        generated again.
      </p>
    </SidePanel>
  )
}
