import { Button } from '@mantine/core'
import type { Import } from '../../../api/queries/imports.ts'
import { useMay } from '../../../api/queries/session.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { count, plural } from '../../../shared/text/numbers.ts'
import { DiscardButton } from './discard-button.tsx'
import { figuresOf, readyOf } from './figures.ts'
import { useCommit } from './use-commit.ts'
import classes from './will-happen.module.css'

/** What the button says, with its amount. */
function verbOf({ kind }: Import, ready: number): string {
  if (ready === 0) return 'Nothing to write'
  return `${kind === 'order' ? 'Book' : 'Import'} ${plural(ready, 'row', 'rows')}`
}

/** What is left out, and what becomes of it. */
function LeftOut({ summary: { errors, skipped } }: { summary: NonNullable<Import['summary']> }) {
  const left = errors + skipped
  if (left === 0) return null
  return (
    <Note tone={errors > 0 ? 'warn' : 'quiet'}>
      <b>{plural(left, 'row is', 'rows are')} left out for now</b>
      <br />
      {errors > 0 && skipped > 0 && `${plural(errors, 'has', 'have')} something to fix. `}
      {errors > 0 && skipped === 0 && `${left === 1 ? 'It has' : 'They have'} something to fix. `}
      {left === 1 ? 'It' : 'They'} can follow later from the same file.
    </Note>
  )
}

/** What a commit would do in figures. */
export function Figures({ one }: { one: Import }) {
  const { summary } = one
  if (summary === null) return null
  const ready = readyOf(summary)
  return (
    <>
      <p className={classes.big}>
        <b className="num">{count(ready)}</b>
        <span>
          {ready === 1 ? 'row' : 'rows'} of {count(summary.rows)} will be written
        </span>
      </p>
      <dl className={classes.figures}>
        {figuresOf(summary).map(([name, value]) => (
          <div key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <LeftOut summary={summary} />
    </>
  )
}

/** The button that has the import written, with why it could not be. */
export function Commit({ one }: { one: Import }) {
  const commit = useCommit(one)
  const ready = one.summary === null ? 0 : readyOf(one.summary)
  return (
    <>
      {commit.isError && <Failure error={commit.error} />}
      {one.error !== null && (
        <Note>
          <b>{one.error}</b>
        </Note>
      )}
      <Button
        variant="filled"
        className={classes.commit}
        disabled={ready === 0}
        loading={commit.isPending}
        onClick={() => commit.mutate()}
      >
        {verbOf(one, ready)}
      </Button>
    </>
  )
}

/** What will happen, beside the rows. */
export function WillHappen({ one }: { one: Import }) {
  const mayEdit = useMay('editor')
  return (
    <aside className={classes.panel} aria-labelledby="will-happen">
      <h2 id="will-happen">What will happen</h2>
      <Figures one={one} />
      {mayEdit && (
        <div className={classes.foot}>
          <p>All of them or none are written, and the whole import can be undone.</p>
          <Commit one={one} />
          <DiscardButton one={one} />
        </div>
      )}
    </aside>
  )
}
