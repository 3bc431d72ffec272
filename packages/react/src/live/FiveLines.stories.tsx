import { type AutoSaveOptions, AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { useAutoSave } from '../hooks/useAutoSave.ts'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { RecoveryBanner } from '../RecoveryBanner/RecoveryBanner.tsx'
import { SaveNowButton } from '../SaveNowButton/SaveNowButton.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { type Article, readStored } from '../stories/ArticleForm.tsx'

interface LiveFormProps {
  /** The name the text is kept under. Reload the page, or close and reopen it: the text is there. */
  readonly id: string
  readonly config?: AutoSaveOptions<Article> | undefined
}

const emptyArticle: Article = { title: '', body: '' }

/** A form as an app would have it, with the real engine and this browser's own storage. */
function LiveForm({ id, config }: LiveFormProps) {
  const [article, setArticle] = useState(emptyArticle)
  useAutoSave(article, { id, onRestore: setArticle, config })
  const fieldStyle = { font: 'inherit', padding: 8, borderRadius: 6, border: '1px solid GrayText' }
  return (
    <form style={{ display: 'grid', gap: 12, maxInlineSize: 560 }} onSubmit={(event) => event.preventDefault()}>
      <header style={{ display: 'flex', gap: 8, alignItems: 'center', justifyContent: 'space-between' }}>
        <SaveStatusBadge id={id} />
        <SaveNowButton id={id} />
      </header>
      <label style={{ display: 'grid', gap: 4 }}>
        Title
        <input
          style={fieldStyle}
          value={article.title}
          onChange={(event) => setArticle({ ...article, title: event.target.value })}
        />
      </label>
      <label style={{ display: 'grid', gap: 4 }}>
        Text
        <textarea
          style={fieldStyle}
          rows={8}
          value={article.body}
          onChange={(event) => setArticle({ ...article, body: event.target.value })}
        />
      </label>
    </form>
  )
}

const service = new AutoSaveService()

const meta = {
  title: 'Live form',
  component: LiveForm,
  args: { id: 'storybook-article' },
  render: ({ id, config }) => (
    <AutoSaveProvider service={service}>
      <RecoveryBanner id={id} />
      <LiveForm id={id} key={id} config={config} />
    </AutoSaveProvider>
  ),
} satisfies Meta<typeof LiveForm>

export default meta
type Story = StoryObj<typeof meta>

export const TypeAndReload: Story = {}

/** From the first key to the database: what the badge calls saved is what another visit finds. */
export const FromKeyToDisk: Story = {
  // Only the button ends what is typed.
  args: { id: crypto.randomUUID(), config: { debounceMs: 60_000, maxWaitMs: 60_000 } },
  play: async ({ canvas, args }) => {
    const badge = canvas.getAllByRole('button')[0]
    await userEvent.type(canvas.getByLabelText('Title'), 'Loomings')
    await waitFor(() => expect(badge).toHaveTextContent('Editing'))
    await userEvent.click(canvas.getByRole('button', { name: 'Save now' }))
    await waitFor(() => expect(badge).toHaveTextContent(/^Saved/))
    await expect((await readStored(args.id)).state).toEqual({ title: 'Loomings', body: '' })
  },
}
