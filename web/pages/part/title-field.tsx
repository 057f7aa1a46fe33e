import { useId } from 'react'
import { sentence } from '../../api/errors.ts'
import type { Part } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { useEdit } from '../../shared/form/use-edit.ts'
import classes from './part.module.css'
import { useSavePart } from './use-save-part.ts'

/** The description as the title of the page; it can be changed in place. */
export function TitleField({ part }: { part: Part }) {
  const mayEdit = useMay('editor')
  const save = useSavePart(part)
  const edit = useEdit(part.description, (description) => save({ description }))
  const { text, change, button } = edit
  const id = useId()
  const shown = change.isPending ? change.variables : part.description
  return (
    <div className={classes.titles}>
      {text === null ? (
        <h1>
          {mayEdit ? (
            <button ref={button} type="button" className={classes.titleButton} title={shown} onClick={edit.begin}>
              {shown}
            </button>
          ) : (
            shown
          )}
        </h1>
      ) : (
        <>
          <input
            className={classes.titleInput}
            aria-label="Description"
            aria-invalid={change.isError}
            aria-describedby={change.isError ? id : undefined}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
            autoFocus
            autoComplete="off"
            value={text}
            onChange={({ target }) => edit.setText(target.value)}
            onKeyDown={edit.onKeyDown}
            onBlur={edit.onBlur}
          />
          {change.isError && (
            <span id={id} className={classes.wrong} role="alert">
              {sentence(change.error)}
            </span>
          )}
        </>
      )}
      <p>
        {part.manufacturer_code !== null && <span className="mono">{part.manufacturer_code}</span>} {part.manufacturer}
      </p>
    </div>
  )
}
