import { Button, Popover, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { readItem } from '../../shared/labels/label-items.ts'
import { addQueued } from '../../shared/labels/queue-labels.ts'
import classes from './labels.module.css'

/** Adds what was typed, if all of it can be read and is there. */
function useAdd(onAdded: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (typed: string) => {
      const words = typed.split(/[\s,;]+/).filter(Boolean)
      const strange = words.find((word) => readItem(word) === null)
      if (strange !== undefined)
        throw new Error(`“${strange}” is no key and no place. Write it as in ABCD, 7-12, B7 or K5`)
      const items = words.flatMap((word) => readItem(word) ?? [])
      await addQueued(queries, items)
    },
    onSuccess: onAdded,
  })
}

function AddForm({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const add = useAdd(onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '') add.mutate(typed)
  }
  const wrong = add.error && sentence(add.error)
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Keys or places"
        description="Several with blanks between. B7 is a box, K5 a kit."
        placeholder="ABCD 7-12"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        error={wrong}
      />
      <Button type="submit" variant="filled" fullWidth disabled={typed.trim() === ''} loading={add.isPending}>
        Add to the queue
      </Button>
    </form>
  )
}

/** Adds labels by what stands on them. */
export function AddLabels({ primary = false }: { primary?: boolean }) {
  const [opened, { open, close, toggle }] = useDisclosure(false)
  useHotkey('a', open)
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      position="bottom-end"
      width={300}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant={primary ? 'filled' : 'default'}
          leftSection={<IconPlus size={15} stroke={1.75} />}
          onClick={toggle}
        >
          {primary ? 'Add labels' : 'Add'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Add labels" onKeyDown={(event) => event.stopPropagation()}>
        {opened && <AddForm onClose={close} />}
      </Popover.Dropdown>
    </Popover>
  )
}
