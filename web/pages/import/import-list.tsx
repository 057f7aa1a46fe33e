import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ImportSummary, importsQuery } from '../../api/queries/imports.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { KIND_NAMES, STATUS_NAMES } from '../../shared/imports/words.ts'
import list from '../../shared/list/rows.module.css'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { Time } from '../../shared/text/time.tsx'
import classes from './import.module.css'

type Tone = 'plain' | 'new' | 'warn' | 'bad'

/** States that differ from the normal one, which is written. */
const TONES: Readonly<Record<ImportSummary['status'], Tone | null>> = {
  reading: 'plain',
  proposed: 'new',
  committing: 'plain',
  committed: null,
  undoing: 'plain',
  undone: 'plain',
  failed: 'bad',
}

function Row({ one }: { one: ImportSummary }) {
  const tone = TONES[one.status]
  const rows = one.summary?.rows
  const errors = one.status === 'proposed' ? (one.summary?.errors ?? 0) : 0
  return (
    <Link to="/import/$import" params={{ import: String(one.id) }} className={list.row} data-walk>
      <span className={list.words}>
        <b className="ellipsis">{one.file_name}</b>
        <span className="ellipsis">
          {one.status === 'failed' && one.error !== null
            ? one.error
            : one.kind === null
              ? 'Not recognised yet'
              : KIND_NAMES[one.kind]}
        </span>
      </span>
      {errors > 0 && <Tag tone="warn">{plural(errors, 'row to fix', 'rows to fix')}</Tag>}
      {tone !== null && <Tag tone={tone}>{STATUS_NAMES[one.status]}</Tag>}
      <span className={`num ${list.end}`}>{rows !== undefined && plural(rows, 'row', 'rows')}</span>
      <span className={list.time}>
        <Time at={one.committed_at ?? one.created_at} />
      </span>
    </Link>
  )
}

function Rows({ title, imports }: { title: string; imports: readonly ImportSummary[] }) {
  if (imports.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className={classes.group}>{title}</h2>
      <ul className={list.rows}>
        {imports.map((one) => (
          <li key={one.id}>
            <Row one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What waits, and what was imported before. */
export function ImportList() {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(importsQuery)
  const imports = data?.pages.flat() ?? []
  const isOpen = ({ status }: ImportSummary) => status !== 'committed' && status !== 'undone'
  return (
    <>
      {error !== null && data === undefined && <Failure error={error} retry={() => void refetch()} />}
      {isPending && <SkeletonRows />}
      {data !== undefined && imports.length === 0 && (
        <p className={classes.none}>
          Nothing has been imported yet. What you give is shown first, and written only then.
        </p>
      )}
      <Rows title="Open" imports={imports.filter(isOpen)} />
      <Rows title="Earlier" imports={imports.filter((one) => !isOpen(one))} />
      {hasNextPage && (
        <div className={classes.more}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier ones
          </Button>
        </div>
      )}
    </>
  )
}
