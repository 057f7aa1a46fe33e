import { Button, Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Import } from '../../../api/queries/imports.ts'
import { useMay } from '../../../api/queries/session.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { plural } from '../../../shared/text/numbers.ts'
import { StepFrame } from '../step-frame.tsx'
import { useChangeImport } from '../use-change-import.ts'
import { useDiscard } from '../use-discard.ts'
import { useProgress } from '../working.tsx'
import { ColumnTable } from './column-table.tsx'
import classes from './columns.module.css'
import { OptionsForm } from './options-form.tsx'
import { PlaceMap } from './place-map.tsx'
import { Reading } from './reading.tsx'
import { Recognised } from './recognised.tsx'
import { Remember } from './remember.tsx'

/** What was recognised, and the columns of the file; each of it can be set right. */
export function ColumnsStep({ one }: { one: Import }) {
  const mayEdit = useMay('editor')
  const change = useChangeImport(one)
  const discard = useDiscard(one)
  const progress = useProgress(one)
  const reading = one.status === 'reading'
  const choice = { one: change.shown, onChange: change.mutate, disabled: !mayEdit }
  const rows = one.summary?.rows ?? 0
  const foot = (
    <div className={classes.foot}>
      {mayEdit && <Remember one={one} />}
      <span className={classes.quiet}>Nothing is written before you say so</span>
      {mayEdit && (
        <Button
          variant="subtle"
          color="gray"
          disabled={reading}
          loading={discard.isPending}
          onClick={() => discard.mutate(undefined, { onError: sayFailure })}
        >
          Discard
        </Button>
      )}
      {one.kind === null ? (
        <Button variant="filled" disabled title="Choose what the file is first">
          Look through {plural(rows, 'row', 'rows')}
        </Button>
      ) : (
        <Button
          variant="filled"
          renderRoot={(props) => (
            <Link to="/import/$import" params={{ import: String(one.id) }} search={{ step: 'rows' }} {...props} />
          )}
        >
          Look through {plural(rows, 'row', 'rows')}
        </Button>
      )}
    </div>
  )
  return (
    <StepFrame one={one} step="columns" foot={foot}>
      <div className={classes.page} aria-busy={change.waits}>
        <div className={classes.busy}>
          {change.waits && (
            <Progress value={(progress?.value ?? 0) * 100} size={3} aria-label="The file is read again" />
          )}
        </div>
        {change.isError && <Failure error={change.error} />}
        {one.error !== null && (
          <Note>
            <b>{one.error}</b>
          </Note>
        )}
        <div className={classes.top}>
          <Recognised {...choice} />
          <section className={classes.noticed} aria-labelledby="noticed">
            <h2 id="noticed" className={classes.label}>
              Noticed in the file
            </h2>
            <Reading {...choice} />
          </section>
          <OptionsForm {...choice} />
        </div>
        <PlaceMap {...choice} />
        {one.columns.length > 0 && one.kind !== 'inventory' && <ColumnTable {...choice} />}
      </div>
    </StepFrame>
  )
}
