import { Autocomplete, Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import type { KitDetail } from '../../api/queries/kits.ts'
import { suggestionsQuery } from '../../api/queries/parts.ts'
import { firstField } from '../../shared/form/first-field.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import { Dialog } from '../../shared/page/dialog.tsx'
import classes from './kit.module.css'

const WAIT_MS = 60

interface AddLineProps {
  kit: KitDetail
  opened: boolean
  onClose: () => void
}

/** Adds parts to a kit, one after another. */
export function AddLine({ kit, opened, onClose }: AddLineProps) {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [units, setUnits] = useState(1)
  const [settled] = useDebouncedValue(text, WAIT_MS)
  const { data } = useQuery(suggestionsQuery(settled))
  const key = /^([A-Z]{4})(?: |$)/.exec(text)?.[1]
  const add = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/kits/{kit_id}/contents', {
          params: { path: { kit_id: kit.id }, header: once() },
          body: { part_key: key, required_per_unit: units },
        }),
      ),
    onSuccess: async () => {
      setText('')
      setUnits(1)
      await queries.invalidateQueries({ queryKey: ['kit'] })
    },
  })
  const choices = [...new Set((data?.parts ?? []).map((part) => `${part.key}  ${part.description}`))]
  return (
    <Dialog opened={opened} onClose={onClose} title={`Add a part to ${kit.name}`}>
      <div className={classes.form}>
        <Autocomplete
          label="Part"
          placeholder="Key, number or words"
          {...firstField}
          value={text}
          onChange={setText}
          data={choices}
          filter={({ options }) => options}
          limit={6}
          error={add.isError && sentence(add.error)}
        />
        <div className={classes.line}>
          <span>Pieces for one</span>
          <Stepper
            label="Pieces for one"
            value={units}
            onChange={setUnits}
            min={1}
            onEnter={() => key && add.mutate()}
          />
        </div>
        <div className={classes.foot}>
          <Button onClick={onClose}>Close</Button>
          <Button variant="filled" disabled={key === undefined} loading={add.isPending} onClick={() => add.mutate()}>
            Add {units} {key ?? ''}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
