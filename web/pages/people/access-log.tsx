import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type AccessLogEntry, accessLogQuery, type Person, peopleQuery } from '../../api/queries/access.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { Time } from '../../shared/text/time.tsx'
import { logWords } from './log-words.ts'
import classes from './people.module.css'

/** Who did it: people by their names, others as the service calls them. */
function whoDid({ actor }: AccessLogEntry, people: readonly Person[]): string {
  if (actor === null) return ''
  return people.find(({ id }) => actor === `person:${id}`)?.name ?? actor
}

function Entry({ entry, people }: { entry: AccessLogEntry; people: readonly Person[] }) {
  const words = logWords(entry)
  const from = [whoDid(entry, people), entry.address].filter((part) => part !== null && part !== '').join(', ')
  return (
    <li className={classes.entry} data-wrong={entry.what === 'code_refused' || undefined}>
      <span className={classes.when}>
        <Time at={entry.at} />
      </span>
      <span className={classes.what}>{words}</span>
      <span className={`ellipsis ${classes.from}`} title={from}>
        {from}
      </span>
    </li>
  )
}

/** Who was let in and out, and by whom; and wrong codes. */
export function AccessLog() {
  const { data: people = [] } = useQuery(peopleQuery)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(accessLogQuery)
  if (data === undefined && error !== null) return <Failure error={error} retry={() => void refetch()} />
  if (data === undefined) return <SkeletonRows />
  const entries = data.pages.flat()
  if (entries.length === 0) return <p className={classes.none}>Nobody was let in or out yet.</p>
  return (
    <>
      <ul className={classes.log}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} people={people} />
        ))}
      </ul>
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
