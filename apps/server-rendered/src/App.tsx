import {
  AutoSaveProvider,
  RecoveryBanner,
  SaveHistoryPanel,
  SaveNowButton,
  SaveStatusBadge,
  useAutoSavedState,
  useAutoSaveForm,
} from '@autosave-kit/react'
import { Suspense } from 'react'

const emptyArticle = { title: '', body: '' }

/** The whole page, as the server and the browser render it. */
export function App() {
  return (
    <AutoSaveProvider>
      <RecoveryBanner />
      <header>
        <SaveStatusBadge /> <SaveNowButton />
      </header>
      <Suspense fallback={<p>Opening your work…</p>}>
        <Article />
      </Suspense>
      <Contact />
      <SaveHistoryPanel id="article" />
    </AutoSaveProvider>
  )
}

/** A controlled form. On the server, and while the page hydrates, it is empty; what was saved follows. */
function Article() {
  const [article, setArticle] = useAutoSavedState(emptyArticle, { id: 'article', suspense: true })
  return (
    <form>
      <label>
        Title{' '}
        <input
          value={article.title}
          onChange={(event) => setArticle((now) => ({ ...now, title: event.target.value }))}
        />
      </label>
      <label>
        Text{' '}
        <textarea
          value={article.body}
          onChange={(event) => setArticle((now) => ({ ...now, body: event.target.value }))}
        />
      </label>
    </form>
  )
}

/** A plain form. What is typed before the page has hydrated counts as typed. */
function Contact() {
  const { formProps } = useAutoSaveForm({ id: 'contact' })
  return (
    <form {...formProps}>
      <label>
        Mail <input name="mail" type="email" />
      </label>
      <label>
        Message <textarea name="message" />
      </label>
    </form>
  )
}
