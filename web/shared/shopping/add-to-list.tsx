import { Button, Popover, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { listsQuery } from '../../api/queries/lists.ts'
import { sayDone } from '../feedback/undo.tsx'
import { Stepper } from '../form/stepper.tsx'
import { plural } from '../text/numbers.ts'
import classes from './add-to-list.module.css'

interface AddToListProps {
  partKeys: readonly string[]
  opened: boolean
  onChange: (opened: boolean) => void
  /** Whether `children` is the button that opens it, and not only where it stands. */
  byButton?: boolean
  /** The button that opens it. */
  children: ReactElement
}

function Form({ partKeys, onDone }: { partKeys: readonly string[]; onDone: () => void }) {
  const queries = useQueryClient()
  const { data: lists = [] } = useQuery(listsQuery)
  const active = lists.filter(({ status }) => status === 'active')
  const [needed, setNeeded] = useState(10)
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: async (chosen: { id: number; name: string } | null) => {
      const list = chosen ?? (await body(api.POST('/api/shopping-lists', { body: { name: name.trim() } })))
      for (const key of partKeys) {
        await body(
          api.POST('/api/parts/{part_key}/shopping-list-memberships', {
            params: { path: { part_key: key }, header: once() },
            body: { shopping_list_id: list.id, needed },
          }),
        )
      }
      return list
    },
    onSuccess: (list) => {
      onDone()
      sayDone(`${plural(partKeys.length, 'part is', 'parts are')} on “${list.name}” now`)
      for (const word of ['lists', 'list', 'part']) void queries.invalidateQueries({ queryKey: [word] })
    },
  })
  return (
    <div className={classes.form}>
      <div className={classes.line}>
        <span>Pieces of each</span>
        <Stepper label="Pieces of each" value={needed} onChange={setNeeded} min={1} focused />
      </div>
      {active.map((list) => (
        <Button
          key={list.id}
          justify="start"
          fullWidth
          loading={add.isPending && add.variables?.id === list.id}
          onClick={() => add.mutate(list)}
        >
          {list.name}
        </Button>
      ))}
      <div className={classes.line}>
        <TextInput
          aria-label="Name of a new list"
          placeholder="New list"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button
          aria-label="Make the list and add"
          disabled={name.trim() === ''}
          loading={add.isPending && add.variables === null}
          onClick={() => add.mutate(null)}
        >
          <IconPlus size={15} stroke={1.75} />
        </Button>
      </div>
      {add.isError && (
        <span className={classes.wrong} role="alert">
          {sentence(add.error)}
        </span>
      )}
    </div>
  )
}

/** Puts parts on a shopping list, an old one or a new one. */
export function AddToList({ partKeys, opened, onChange, byButton = true, children }: AddToListProps) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      withRoles={byButton}
      position="bottom-end"
      trapFocus
      returnFocus
      hideDetached={false}
      width={280}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label="Add to a list" onKeyDown={(event) => event.stopPropagation()}>
        {opened && <Form partKeys={partKeys} onDone={() => onChange(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}
