import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import type { KitDetail } from '../../api/queries/kits.ts'
import { MOST_UNITS } from '../../shared/form/number-range.ts'
import { keyOf, PartField } from '../../shared/form/part-field.tsx'
import { Stepper } from '../../shared/form/stepper.tsx'
import { usePartThenPieces } from '../../shared/form/use-part-then-pieces.ts'
import { Dialog } from '../../shared/page/dialog.tsx'
import classes from './kit.module.css'

interface AddLineProps {
  kit: KitDetail
  opened: boolean
  onClose: () => void
}

/** Adds parts to a kit, one after another. */
export function AddLine({ kit, opened, onClose }: AddLineProps) {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [units, setUnits] = useState<number | null>(1)
  const key = keyOf(text)
  const { form, toPart, toPieces } = usePartThenPieces<HTMLDivElement>()
  const add = useMutation({
    mutationFn: (line: { part_key: string; required_per_unit: number }) =>
      body(
        api.POST('/api/kits/{kit_id}/contents', {
          params: { path: { kit_id: kit.id }, header: once() },
          body: line,
        }),
      ),
    onSuccess: async () => {
      setText('')
      toPart()
      setUnits(1)
      await queries.invalidateQueries({ queryKey: ['kit'] })
    },
  })
  const go = () => {
    if (key !== undefined && units !== null) add.mutate({ part_key: key, required_per_unit: units })
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={`Add a part to ${kit.name}`}>
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
        <div className={classes.line}>
          <span>Pieces for one</span>
          <Stepper label="Pieces for one" value={units} onChange={setUnits} min={1} max={MOST_UNITS} onEnter={go} />
        </div>
        <div className={classes.foot}>
          <Button onClick={onClose}>Close</Button>
          <Button variant="filled" disabled={key === undefined || units === null} loading={add.isPending} onClick={go}>
            Add {units} {key ?? ''}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
