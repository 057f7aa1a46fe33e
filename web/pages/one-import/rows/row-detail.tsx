import { Button } from '@mantine/core'
import type { Import, ImportKind, ImportRow } from '../../../api/queries/imports.ts'
import { Editable } from '../../../shared/form/editable.tsx'
import { fieldChange } from './field-change.ts'
import classes from './mend.module.css'
import { PartChoice } from './part-choice.tsx'
import { Problems } from './problems.tsx'
import { fieldsOf } from './row-fields.ts'
import type { ChangeRow } from './use-change-row.ts'

interface RowDetailProps {
  one: Import
  row: ImportRow
  fields: ImportKind['fields']
  mayEdit: boolean
  change: ChangeRow
}

/** Leaves a record of an export out, or takes it in again: it names its part itself. */
function LeaveOut({ row, change }: Pick<RowDetailProps, 'row' | 'change'>) {
  const out = row.status === 'skipped'
  return (
    <div>
      <Button
        size="xs"
        loading={change.isPending}
        onClick={() => change.mutate({ row, decision: out ? null : { action: 'skip' } })}
      >
        {out ? 'Take it in again' : 'Leave out'}
      </Button>
    </div>
  )
}

/** All of one row: what is wrong, which part it means, its values, and the cells of the file. */
export function RowDetail({ one, row, fields, mayEdit, change }: RowDetailProps) {
  const save = (field: string, text: string) => change.mutateAsync({ row, fields: fieldChange(one, field, text) })
  return (
    <div className={classes.detail}>
      <Problems row={row} />
      {mayEdit &&
        (one.kind === 'inventory' ? (
          <LeaveOut row={row} change={change} />
        ) : (
          <PartChoice row={row} change={change} whole />
        ))}
      <div className={classes.columns}>
        {fields.length > 0 && (
          <section aria-label={`Values of row ${row.row_no}`}>
            <h2>Values</h2>
            {fieldsOf(row, one, fields).map(({ field, label, value }) => (
              <Editable
                key={field}
                label={label}
                value={value}
                field={`fields.${field}`}
                readOnly={!mayEdit}
                save={(text) => save(field, text)}
              />
            ))}
          </section>
        )}
        <section aria-label={`Row ${row.row_no} in the file`}>
          <h2>In the file</h2>
          <dl className={classes.cells}>
            {row.cells.map((cell, index) =>
              cell.trim() === '' ? null : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no name but its place
                <div key={index}>
                  <dt>{one.columns[index]?.header || `Cell ${index + 1}`}</dt>
                  <dd>{cell}</dd>
                </div>
              ),
            )}
          </dl>
        </section>
      </div>
    </div>
  )
}
