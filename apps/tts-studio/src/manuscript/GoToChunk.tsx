import './GoToChunk.css'
import { Icon } from '../studio/Icon.tsx'
import { useGoTo } from './useGoTo.ts'

/** Goes to a chunk by its number or by words in it. */
export function GoToChunk() {
  const { found, fieldProps, listProps, optionProps } = useGoTo()
  return (
    <div className="go-to">
      <Icon name="search" />
      <input
        id="go-to-chunk"
        className="go-to-field"
        type="search"
        aria-label="Go to chunk"
        autoComplete="off"
        placeholder="Go to number or words"
        {...fieldProps}
      />
      <div className="go-to-list" aria-label="Chunks found" {...listProps}>
        {found.map((target, index) => (
          <div key={target.id} className="go-to-option" {...optionProps(index)}>
            <span className="go-to-number">{(target.index + 1).toLocaleString('en')}</span>
            <span>{target.excerpt}</span>
          </div>
        ))}
        {found.length === 0 && <p className="go-to-nothing">Nothing found in the manuscript.</p>}
      </div>
    </div>
  )
}
