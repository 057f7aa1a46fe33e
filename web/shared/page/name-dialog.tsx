import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { firstField } from '../form/first-field.ts'
import { rangeText, readNumber } from '../form/number-range.ts'
import { Dialog } from './dialog.tsx'
import classes from './page.module.css'

interface NameDialogProps {
  opened: boolean
  onClose: () => void
  title: string
  label: string
  /** What the button says. */
  verb: string
  initial?: { name: string; amount?: number }
  /** A whole number asked for beside the name. */
  amount?: { label: string; min: number; max: number }
  /** Whether the name may be empty. */
  optional?: boolean
  save: (name: string, amount: number) => Promise<unknown>
}

function Form({
  onClose,
  label,
  verb,
  initial,
  amount,
  optional = false,
  save,
}: Omit<NameDialogProps, 'opened' | 'title'>) {
  const [name, setName] = useState(initial?.name ?? '')
  const [typed, setTyped] = useState(String(initial?.amount ?? amount?.min ?? 0))
  const number = amount === undefined ? 0 : readNumber(typed.trim(), amount)
  const change = useMutation({ mutationFn: (wanted: number) => save(name.trim(), wanted) })
  const isComplete = (optional || name.trim() !== '') && number !== null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A form around the dialog is another one.
    event.stopPropagation()
    // Where saving has led to another page, there is nothing to close any more.
    if (isComplete) change.mutate(number, { onSuccess: onClose })
  }
  const wrong = change.error === null ? undefined : sentence(change.error)
  return (
    <form className={classes.dialog} onSubmit={submit}>
      <TextInput
        label={label}
        {...firstField}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={wrong}
      />
      {amount !== undefined && (
        <TextInput
          label={amount.label}
          className="num"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          error={number === null && rangeText(amount.label, amount)}
        />
      )}
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={!isComplete} loading={change.isPending}>
          {verb}
        </Button>
      </div>
    </form>
  )
}

/** Asks for a name, and for a number where one is needed. */
export function NameDialog({ opened, title, ...form }: NameDialogProps) {
  return (
    <Dialog opened={opened} onClose={form.onClose} title={title} size="sm">
      <Form {...form} />
    </Dialog>
  )
}
