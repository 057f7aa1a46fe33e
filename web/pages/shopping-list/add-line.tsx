import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { type ShoppingList, sellersQuery } from '../../api/queries/lists.ts'
import { keyOf, PartField } from '../../shared/form/part-field.tsx'
import { Stepper } from '../../shared/form/stepper.tsx'
import { usePartThenPieces } from '../../shared/form/use-part-then-pieces.ts'
import { Dialog } from '../../shared/page/dialog.tsx'
import classes from './shopping-list.module.css'

interface AddLineProps {
  list: ShoppingList
  opened: boolean
  onClose: () => void
}

/** Puts parts on a list, one after another. */
export function AddLine({ list, opened, onClose }: AddLineProps) {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [needed, setNeeded] = useState<number | null>(10)
  const [seller, setSeller] = useState<string | null>(null)
  const { data: sellers = [] } = useQuery({ ...sellersQuery, enabled: opened })
  const key = keyOf(text)
  const { form, toPart, toPieces } = usePartThenPieces<HTMLDivElement>()
  const add = useMutation({
    mutationFn: (line: { part_key: string; needed: number }) =>
      body(
        api.POST('/api/shopping-lists/{list_id}/lines', {
          params: { path: { list_id: list.id }, header: once() },
          body: { ...line, seller_id: seller === null ? null : Number(seller) },
        }),
      ),
    onSuccess: async () => {
      setText('')
      toPart()
      await queries.invalidateQueries({ queryKey: ['list'] })
    },
  })
  const go = () => {
    if (key !== undefined && needed !== null) add.mutate({ part_key: key, needed })
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={`Add a part to ${list.name}`}>
      <div ref={form} className={classes.form}>
        <PartField
          label="Part"
          first
          text={text}
          onChange={setText}
          onChosen={(chosen) => {
            setText(chosen)
            toPieces()
          }}
          error={add.isError ? sentence(add.error) : undefined}
        />
        <Select
          label="Seller"
          placeholder="Not decided"
          clearable
          data={sellers.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={seller}
          onChange={setSeller}
        />
        <div className={classes.line}>
          <span>Pieces needed</span>
          <Stepper label="Pieces needed" value={needed} onChange={setNeeded} min={1} onEnter={go} />
        </div>
        <div className={classes.foot}>
          <Button onClick={onClose}>Close</Button>
          <Button variant="filled" disabled={key === undefined || needed === null} loading={add.isPending} onClick={go}>
            Add {needed} {key ?? ''}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
