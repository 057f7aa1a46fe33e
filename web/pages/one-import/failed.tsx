import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { serviceUrl } from '../../api/client.ts'
import type { Import } from '../../api/queries/imports.ts'
import { useMay } from '../../api/queries/session.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { KindMenu } from './columns/kind-menu.tsx'
import { Reading } from './columns/reading.tsx'
import classes from './one-import.module.css'
import { useChangeImport } from './use-change-import.ts'
import { useDiscard } from './use-discard.ts'

/** What helps where the file itself is not at fault; the service's sentence says what is wrong. */
const REMEDIES: Readonly<Record<string, string>> = {
  EMPTY: 'Nothing is in it. Export it again, or paste its rows.',
  UNREADABLE: 'If it opens elsewhere, save it again as CSV in UTF-8, or choose below how it is to be read.',
  ENCRYPTED: 'Open it with its password and save it without one.',
  TOO_MANY_ROWS: 'Split it into several files.',
  TOO_MANY_COLUMNS: 'Take the columns out that hold nothing of parts.',
  TOO_MANY_CELLS: 'Split it into several files.',
  TIMED_OUT: 'Split it into several files, or try again when the service has less to do.',
  CANCELLED: 'It can be read again.',
}

/** Why a file could not be read, and what can be done about it. */
export function Failed({ one }: { one: Import }) {
  const mayEdit = useMay('editor')
  const change = useChangeImport(one)
  const discard = useDiscard(one)
  const remedy = REMEDIES[one.error_code ?? '']
  return (
    <div className={classes.failed}>
      <Note>
        <b>{one.error ?? 'The file could not be read'}</b>
        {remedy !== undefined && <>. {remedy}</>}
      </Note>
      {mayEdit && (
        <section className={classes.cure} aria-label="Read it in another way">
          <h2>Read it in another way</h2>
          <div className={classes.cureKind}>
            <span>It is</span>
            <KindMenu one={change.shown} onChange={change.mutate} disabled={change.isPending} />
          </div>
          <Reading one={change.shown} onChange={change.mutate} disabled={change.isPending} />
        </section>
      )}
      {change.isError && <Failure error={change.error} />}
      <div className={classes.failedFoot}>
        {mayEdit && (
          <>
            <Button renderRoot={(props) => <Link to="/import" {...props} />} variant="filled">
              Give another file
            </Button>
            <Button loading={change.isPending} onClick={() => change.mutate({})}>
              Read it again
            </Button>
          </>
        )}
        <Button
          component="a"
          href={serviceUrl(`/api/imports/${one.id}/file`)}
          download
          leftSection={<IconDownload size={15} stroke={1.75} />}
        >
          The file
        </Button>
        {mayEdit && (
          <Button
            variant="subtle"
            color="gray"
            loading={discard.isPending}
            onClick={() => discard.mutate(undefined, { onError: sayFailure })}
          >
            Discard
          </Button>
        )}
      </div>
    </div>
  )
}
