import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { firstField } from '../../shared/form/first-field.ts'
import classes from './documents.module.css'
import { addUrl } from './upload.ts'

interface AddByAddressProps {
  setId: number
  onDone: () => void
  onSettled: () => unknown
}

/** Names a document by its address. */
export function AddByAddress({ setId, onDone, onSettled }: AddByAddressProps) {
  const [url, setUrl] = useState('')
  const add = useMutation({ mutationFn: (address: string) => addUrl(setId, address), onSuccess: onDone, onSettled })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (url.trim() !== '') add.mutate(url.trim())
  }
  return (
    <form className={classes.url} onSubmit={submit}>
      <TextInput
        aria-label="Address of a document"
        placeholder="https://"
        {...firstField}
        value={url}
        onChange={({ currentTarget }) => setUrl(currentTarget.value)}
        error={add.isError && sentence(add.error)}
      />
      <Button type="submit" loading={add.isPending}>
        Add
      </Button>
    </form>
  )
}
