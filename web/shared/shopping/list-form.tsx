import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { listsQuery } from '../../api/queries/lists.ts'
import { sayDone } from '../feedback/undo.tsx'
import { Stepper } from '../form/stepper.tsx'
import { plural } from '../text/numbers.ts'
import classes from './add-to-list.module.css'

export interface ListFormProps {
  partKeys: readonly string[]
  /** How many pieces of each part, by its key, with what these are in words; without it the person says how many. */
  needed?: { of: ReadonlyMap<string, number>; text: string } | undefined
  onDone: () => void
}

/** Asks how many pieces of each part, and for the shopping list: an old one or a new one. */
export function ListForm({ partKeys, needed, onDone }: ListFormProps) {
  const queries = useQueryClient()
  const { data: lists = [] } = useQuery(listsQuery)
  const active = lists.filter(({ status }) => status === 'active')
  const [each, setEach] = useState<number | null>(10)
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: async ({ chosen, each }: { chosen: { id: number; name: string } | null; each: number }) => {
      const request = { params: { header: once() }, body: { name: name.trim() } }
      const list = chosen ?? (await body(api.POST('/api/shopping-lists', request)))
      for (const key of partKeys) {
        await body(
          api.POST('/api/parts/{part_key}/shopping-list-memberships', {
            params: { path: { part_key: key }, header: once() },
            body: { shopping_list_id: list.id, needed: needed?.of.get(key) ?? each },
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
  const go = (chosen: { id: number; name: string } | null) => each !== null && add.mutate({ chosen, each })
  return (
    <div className={classes.form}>
      {needed === undefined ? (
        <div className={classes.line}>
          <span>Pieces of each</span>
          <Stepper label="Pieces of each" value={each} onChange={setEach} min={1} focused />
        </div>
      ) : (
        <p className={classes.text}>{needed.text}</p>
      )}
      {active.map((list) => (
        <Button
          key={list.id}
          justify="start"
          fullWidth
          disabled={each === null}
          loading={add.isPending && add.variables.chosen?.id === list.id}
          onClick={() => go(list)}
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
          disabled={name.trim() === '' || each === null}
          loading={add.isPending && add.variables.chosen === null}
          onClick={() => go(null)}
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
