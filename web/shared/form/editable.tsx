import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { ApiError, sentence } from '../../api/errors.ts'
import { KeyCap } from '../text/key-cap.tsx'
import classes from './editable.module.css'
import { useEdit } from './use-edit.ts'

interface EditableProps {
  label: string
  value: string
  /** Saves the typed text; throws what the service refuses. */
  save: (text: string) => Promise<unknown>
  /** What is shown while nobody edits; the value itself by default. */
  children?: ReactNode
  /** What stands where there is no value. */
  empty?: string
  mono?: boolean
  readOnly?: boolean
  /** Name of the field in the service's messages. */
  field?: string
  /** What can be done about a refusal: it is offered with the text that was refused. */
  remedy?: { label: (text: string) => string; save: (text: string) => Promise<unknown> }
  /** Texts that are offered while typing. */
  suggestions?: readonly string[]
}

function messageOf(error: unknown, field: string | undefined): string {
  if (error instanceof ApiError) return (field && error.fields[field]) || error.message
  return sentence(error)
}

/** A value that becomes a field at the same place: Enter or leaving saves, Esc leaves it as it was. */
export function Editable(props: EditableProps) {
  const {
    label,
    value,
    save,
    children,
    empty = 'none',
    mono = false,
    readOnly = false,
    field,
    suggestions,
    remedy,
  } = props
  const { text, setText, change, begin, finish, button, onBlur, onKeyDown } = useEdit(value, save)
  const id = useId()
  const cure = useMutation({ mutationFn: async (typed: string) => remedy?.save(typed), onSuccess: () => finish(true) })
  const shown = change.isPending ? change.variables : value
  if (text !== null) {
    return (
      <div className={classes.row} data-editing>
        <label className={classes.label} htmlFor={id}>
          {label}
        </label>
        <span className={classes.field} data-wrong={change.isError || undefined}>
          <input
            id={id}
            className={mono ? 'mono' : undefined}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
            autoFocus
            autoComplete="off"
            list={suggestions && `${id}-list`}
            value={text}
            aria-invalid={change.isError}
            aria-describedby={`${id}-note`}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={onKeyDown}
            onBlur={onBlur}
          />
          <KeyCap>Enter</KeyCap>
        </span>
        {suggestions && (
          <datalist id={`${id}-list`}>
            {suggestions.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        )}
        <span
          id={`${id}-note`}
          className={classes.note}
          data-wrong={change.isError || undefined}
          role={change.isError ? 'alert' : undefined}
        >
          {change.isError ? messageOf(cure.error ?? change.error, field) : 'Saved with Enter, left as it was with Esc'}
        </span>
        {change.isError && remedy !== undefined && text.trim() !== '' && (
          <Button
            size="xs"
            className={classes.remedy}
            loading={cure.isPending}
            // The field keeps the keyboard: leaving it would save once more.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => cure.mutate(text.trim())}
          >
            {remedy.label(text.trim())}
          </Button>
        )}
      </div>
    )
  }
  const content =
    shown === '' ? <span className={classes.empty}>{empty}</span> : change.isPending ? shown : (children ?? shown)
  return (
    <div className={classes.row}>
      <span className={classes.label} id={id}>
        {label}
      </span>
      {readOnly ? (
        <span className={`${classes.value} ${mono ? 'mono' : ''}`}>{content}</span>
      ) : (
        <button
          ref={button}
          type="button"
          className={`${classes.value} ${mono ? 'mono' : ''}`}
          aria-label={`${label}: ${shown === '' ? empty : shown}, change`}
          onClick={begin}
        >
          {content}
        </button>
      )}
    </div>
  )
}
