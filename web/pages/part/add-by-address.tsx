import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { firstField } from '../../shared/form/first-field.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import classes from './documents.module.css'
import { addUrl, previewQuery } from './upload.ts'

const WAIT_MS = 400

/** Whether something can be asked for at an address. */
function isWhole(address: string): boolean {
  return /^https?:\/\/[^/]+\.[^/]+/.test(address) && URL.canParse(address)
}

/** What is at an address, before it is added. */
function Preview({ address }: { address: string }) {
  const { data, error } = useQuery(previewQuery(address))
  if (error !== null)
    return <p className={classes.preview}>Nothing can be read there now; the address can be added all the same.</p>
  if (data === undefined) return <p className={classes.preview}>Looking what is there</p>
  return (
    <p className={classes.preview}>
      <Picture url={data.image_url} size={2.25} />
      <span>{data.refusal ?? (data.title || address)}</span>
    </p>
  )
}

interface AddByAddressProps {
  setId: number
  onDone: () => void
  onSettled: () => unknown
}

/** Names a document by its address. */
export function AddByAddress({ setId, onDone, onSettled }: AddByAddressProps) {
  const queries = useQueryClient()
  const [url, setUrl] = useState('')
  const [settled] = useDebouncedValue(url.trim(), WAIT_MS)
  const add = useMutation({
    mutationFn: (address: string) => addUrl(queries, setId, address),
    onSuccess: onDone,
    onSettled,
  })
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
      {isWhole(settled) && <Preview address={settled} />}
    </form>
  )
}
