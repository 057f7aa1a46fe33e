import { type KeyboardEvent, useState } from 'react'
import { sentence } from '../../api/errors.ts'
import type { Part } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import classes from './part.module.css'
import { useSavePart } from './use-save-part.ts'

/** The description as the title of the page; it can be changed in place. */
export function TitleField({ part }: { part: Part }) {
  const mayEdit = useMay('editor')
  const save = useSavePart(part)
  const [text, setText] = useState<string | null>(null)
  const [wrong, setWrong] = useState('')
  const keep = async () => {
    if (text === null || text.trim() === part.description) return setText(null)
    await save({ description: text.trim() }).then(
      () => setText(null),
      (error: unknown) => setWrong(sentence(error)),
    )
  }
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter') void keep()
    if (event.key === 'Escape') setText(null)
  }
  return (
    <div className={classes.titles}>
      {text === null ? (
        <h1>
          {mayEdit ? (
            <button
              type="button"
              className={classes.titleButton}
              title={part.description}
              onClick={() => {
                setWrong('')
                setText(part.description)
              }}
            >
              {part.description}
            </button>
          ) : (
            part.description
          )}
        </h1>
      ) : (
        <input
          className={classes.titleInput}
          aria-label="Description"
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
          autoFocus
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKey}
          onBlur={() => void keep()}
        />
      )}
      {wrong !== '' && <span className={classes.wrong}>{wrong}</span>}
      <p>
        {part.manufacturer_code !== null && <span className="mono">{part.manufacturer_code}</span>} {part.manufacturer}
      </p>
    </div>
  )
}
