import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { serviceUrl } from '../../../api/client.ts'
import type { Import } from '../../../api/queries/imports.ts'
import { useMay } from '../../../api/queries/session.ts'
import { Note } from '../../../shared/feedback/note.tsx'
import { StayingRecords } from '../../../shared/stock/staying-records.tsx'
import { change, count, plural } from '../../../shared/text/numbers.ts'
import { clock, day } from '../../../shared/text/times.ts'
import { useDiscard } from '../use-discard.ts'
import classes from './booked.module.css'
import { doneOf } from './done-of.ts'
import { LabelNewParts } from './label-new-parts.tsx'
import { LeftOut } from './left-out.tsx'
import { UndoImport } from './undo-import.tsx'

type Report = NonNullable<Import['report']>

/** What came of it in one number. */
function Effect({ report, undone }: { report: Report; undone: boolean }) {
  const pieces = report.quantity_added - report.quantity_removed
  if (report.repeated) return <p className={classes.effect}>Everything was here already. Nothing was written.</p>
  return (
    <p className={classes.effect} data-undone={undone || undefined}>
      {pieces === 0 ? (
        <>
          <b className="num">{count(report.committed_rows)}</b> {report.committed_rows === 1 ? 'row' : 'rows'} written
        </>
      ) : (
        <>
          <b className="num">{change(pieces)}</b> {Math.abs(pieces) === 1 ? 'piece' : 'pieces'}, from{' '}
          {plural(report.committed_rows, 'row', 'rows')}
        </>
      )}
    </p>
  )
}

function when({ committed_at, undone_at }: Import): string {
  const written = committed_at === null ? '' : `Written ${day(committed_at, 'today')} at ${clock(committed_at)}`
  return undone_at === null ? written : `${written}, taken back ${day(undone_at, 'today')} at ${clock(undone_at)}`
}

/** Where its effect is seen. */
function Ways({ one }: { one: Import }) {
  const { kind, operation_id } = one
  return (
    <>
      {kind === 'bom' && <Button renderRoot={(props) => <Link to="/kits" {...props} />}>To the kits</Button>}
      {kind === 'cart' && <Button renderRoot={(props) => <Link to="/shopping" {...props} />}>To the lists</Button>}
      {kind !== 'bom' && kind !== 'cart' && operation_id !== null && (
        <Button renderRoot={(props) => <Link to="/parts" search={{ sort: 'newest' }} {...props} />}>
          To the newest parts
        </Button>
      )}
    </>
  )
}

/** An import that was written, or taken back: what it did, and the way back. */
export function Booked({ one }: { one: Import }) {
  const mayEdit = useMay('editor')
  const discard = useDiscard(one)
  const [asking, { open, close }] = useDisclosure(false)
  const { report, status } = one
  const undone = status === 'undone'
  return (
    <div className={classes.page}>
      {undone && (
        <Note tone="quiet">
          <b>This import was taken back.</b> Give the file again to write it again.
        </Note>
      )}
      <StayingRecords records={one.staying_records} />
      {report !== null && <Effect report={report} undone={undone} />}
      <p className={classes.when}>{when(one)}</p>
      {report !== null && (
        <dl className={classes.figures}>
          {doneOf(report).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{count(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {report !== null && <LeftOut report={report} />}
      <div className={classes.foot}>
        <Button variant="filled" renderRoot={(props) => <Link to="/import" {...props} />}>
          {mayEdit ? 'Import another file' : 'To the imports'}
        </Button>
        {!undone && <Ways one={one} />}
        {!undone && mayEdit && <LabelNewParts one={one} />}
        {!undone && mayEdit && (
          <Button leftSection={<IconArrowBackUp size={15} stroke={1.75} />} onClick={open}>
            Undo the import
          </Button>
        )}
        {undone && mayEdit && (
          <Button variant="subtle" color="gray" loading={discard.isPending} onClick={() => discard.mutate()}>
            Discard
          </Button>
        )}
      </div>
      <section className={classes.files} aria-label="Files">
        <h2>To keep</h2>
        {(['csv', 'xlsx', 'json'] as const).map((format) => (
          <Button
            key={format}
            size="xs"
            component="a"
            href={serviceUrl(`/api/imports/${one.id}/report?format=${format}`)}
            download
            leftSection={<IconDownload size={14} stroke={1.75} />}
          >
            Report as {format.toUpperCase()}
          </Button>
        ))}
        <Button
          size="xs"
          component="a"
          href={serviceUrl(`/api/imports/${one.id}/file`)}
          download
          leftSection={<IconDownload size={14} stroke={1.75} />}
        >
          The file as it came
        </Button>
      </section>
      <UndoImport one={one} opened={asking} onClose={close} />
    </div>
  )
}
