import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { ApiError, sentence } from '../../api/errors.ts'
import { KeyCap } from '../text/key-cap.tsx'
import classes from './editable.module.css'

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
  const [text, setText] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const change = useMutation({ mutationFn: save })
  const cure = useMutation({ mutationFn: async (typed: string) => remedy?.save(typed), onSuccess: () => finish(true) })
  const shown = change.isPending ? change.variables : value
  const finish = (back: boolean) => {
    setText(null)
    if (back) requestAnimationFrame(() => button.current?.focus())
  }
  const keep = async (back: boolean) => {
    if (text === null || change.isPending) return
    if (text.trim() === value) return finish(back)
    // A refusal leaves the field open with what was typed.
    await change.mutateAsync(text.trim()).then(
      () => finish(back),
      () => {},
    )
  }
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter') void keep(true)
    if (event.key === 'Escape') {
      change.reset()
      finish(true)
    }
  }
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
            onKeyDown={onKey}
            onBlur={() => void keep(false)}
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
          onClick={() => {
            change.reset()
            setText(value)
          }}
        >
          {content}
        </button>
      )}
    </div>
  )
}
