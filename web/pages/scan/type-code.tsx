import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import classes from './scan.module.css'

/** A code that is typed or pasted. */
export function TypeCode({ onCode }: { onCode: (code: string) => void }) {
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return
    onCode(typed)
    setTyped('')
  }
  return (
    <form className={classes.type} onSubmit={submit}>
      <TextInput
        aria-label="Code"
        placeholder="or type a code, a key or a number"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button type="submit" disabled={typed.trim() === ''}>
        Read
      </Button>
    </form>
  )
}
