import { Button } from '@mantine/core'
import type { Import, ImportKind, ImportRow } from '../../../api/queries/imports.ts'
import { fieldName } from '../../../shared/imports/words.ts'
import classes from './mend.module.css'
import { MendField } from './mend-field.tsx'
import { PartChoice } from './part-choice.tsx'
import { Problems } from './problems.tsx'
import type { ChangeRow } from './use-change-row.ts'

interface MendRowProps {
  one: Import
  row: ImportRow
  fields: ImportKind['fields']
  change: ChangeRow
}

const CHOOSES = ['MATCH_NEEDED', 'PART_UNKNOWN']

/** The shortest way to set a row right that has an error. */
export function MendRow({ one, row, fields, change }: MendRowProps) {
  const [error] = row.errors
  if (error === undefined) return null
  const chooses = CHOOSES.includes(error.code)
  const field = fields.find((each) => each.field === error.field)
  const leaveOut = () => change.mutate({ row, decision: { action: 'skip' } })
  return (
    <div className={classes.mend}>
      {(!chooses || field !== undefined) && <Problems row={row} />}
      {chooses && <PartChoice row={row} change={change} whole={false} />}
      {(!chooses || field !== undefined) && (
        <div className={classes.mendFields}>
          {field !== undefined && (
            <MendField
              key={`${row.version} ${field.field}`}
              one={one}
              row={row}
              field={field.field}
              label={fieldName(field.field, field.title)}
              change={change}
            />
          )}
          {error.code === 'CHANGED_MEANWHILE' && (
            <Button size="xs" loading={change.isPending} onClick={() => change.mutate({ row })}>
              Take it as it is now
            </Button>
          )}
          {!chooses && (
            <Button size="xs" variant="subtle" color="gray" onClick={leaveOut}>
              Leave out
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
