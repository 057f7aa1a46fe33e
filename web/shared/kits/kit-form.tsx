import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, done, once } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { kitsQuery } from '../../api/queries/kits.ts'
import { sayDone } from '../feedback/undo.tsx'
import { MOST_UNITS } from '../form/number-range.ts'
import { Stepper } from '../form/stepper.tsx'
import classes from '../shopping/add-to-list.module.css'
import { count } from '../text/numbers.ts'

interface KitFormProps {
  partKey: string
  onDone: () => void
}

/** Asks how many pieces of a part one unit needs, and for the kit. */
export function KitForm({ partKey, onDone }: KitFormProps) {
  const queries = useQueryClient()
  const { data: kits } = useQuery(kitsQuery('active'))
  const [units, setUnits] = useState<number | null>(1)
  const readAgain = () =>
    Promise.all(['kit', 'kits', 'part'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const add = useMutation({
    mutationFn: ({ kit, units }: { kit: { id: number; name: string }; units: number }) =>
      body(
        api.POST('/api/kits/{kit_id}/contents', {
          params: { path: { kit_id: kit.id }, header: once() },
          body: { part_key: partKey, required_per_unit: units },
        }),
      ),
    onSuccess: (line, { kit, units }) => {
      onDone()
      const undo = async () => {
        const path = { kit_id: kit.id, content_id: line.id }
        await done(api.DELETE('/api/kits/{kit_id}/contents/{content_id}', { params: { path, header: once() } }))
        await readAgain()
      }
      sayDone(`${kit.name} needs ${count(units)} ${partKey} now`, undo)
      void readAgain()
    },
  })
  return (
    <div className={classes.form}>
      <div className={classes.line}>
        <span>Pieces for one</span>
        <Stepper label="Pieces for one" value={units} onChange={setUnits} min={1} max={MOST_UNITS} focused />
      </div>
      {kits?.map((kit) => (
        <Button
          key={kit.id}
          justify="start"
          fullWidth
          disabled={units === null}
          loading={add.isPending && add.variables.kit.id === kit.id}
          onClick={() => units !== null && add.mutate({ kit, units })}
        >
          {kit.name}
        </Button>
      ))}
      {kits?.length === 0 && <p className={classes.text}>There is no kit yet; the page Kits makes one.</p>}
      {add.isError && (
        <span className={classes.wrong} role="alert">
          {sentence(add.error)}
        </span>
      )}
    </div>
  )
}
