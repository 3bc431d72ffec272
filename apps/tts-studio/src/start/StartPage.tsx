import './StartPage.css'
import { openText } from './openText.ts'
import { StartChoices } from './StartChoices.tsx'

/** The empty studio. */
export function StartPage() {
  return (
    <main className="start-page" aria-labelledby="start-title">
      <h1 id="start-title">What shall be read aloud?</h1>
      <p className="start-lead">
        Bring a text. It is cut into chunks you can edit, hear and put right, one at a time. Everything is kept on this
        device as you work.
      </p>
      <StartChoices onText={openText} />
    </main>
  )
}
