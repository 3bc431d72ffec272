import { AutoSaveService, type RestoreReport } from '@autosave-kit/core'
import { useState } from 'react'
import { useAutoSave, type AutoSaveHandle } from '../hooks/useAutoSave.ts'

export interface Article {
  readonly title: string
  readonly body: string
}

const emptyArticle: Article = { title: '', body: '' }
export const savedArticle: Article = { title: 'Loomings', body: 'Call me Ishmael.' }

interface ArticleFormProps {
  readonly id: string
  readonly enabled?: boolean
  readonly onRestore?: (article: Article) => void
  readonly onHandle?: (handle: AutoSaveHandle) => void
}

/** The form of the five lines of code, with real inputs. */
export function ArticleForm({ id, enabled = true, onRestore, onHandle }: ArticleFormProps) {
  const [article, setArticle] = useState(emptyArticle)
  const handle = useAutoSave(article, { id, enabled, onRestore: onRestore ?? setArticle })
  onHandle?.(handle)
  return (
    <form>
      <input
        aria-label="Title"
        value={article.title}
        onChange={(event) => setArticle((now) => ({ ...now, title: event.target.value }))}
      />
      <textarea
        aria-label="Body"
        value={article.body}
        onChange={(event) => setArticle((now) => ({ ...now, body: event.target.value }))}
      />
    </form>
  )
}

/** What a later visit would find. */
export async function readStored(id: string): Promise<{ state: unknown; revision: number; report: RestoreReport }> {
  const service = new AutoSaveService()
  try {
    return await service.getManager(id).restore()
  } finally {
    await service.dispose()
  }
}

/** Saved work of an earlier visit; answers with its session id. */
export async function storeEarlierVisit(article: Article = savedArticle): Promise<string> {
  const id = crypto.randomUUID()
  const service = new AutoSaveService()
  await service.getManager<Article>(id).immediateSave(article)
  await service.dispose()
  return id
}
