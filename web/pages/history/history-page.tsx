import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { serviceUrl } from '../../api/client.ts'
import { type OperationFilter, operationsQuery } from '../../api/queries/operations.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { SidePanel } from '../../shared/page/dialog.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { FilterChips } from './filter-chips.tsx'
import { filterOf } from './filter-of.ts'
import { Filters } from './filters.tsx'
import classes from './history.module.css'
import { OperationList } from './operation-list.tsx'
import { peopleOf } from './people-of.ts'
import type { HistorySearch } from './route.ts'
import { UndoDialog } from './undo-dialog.tsx'

const route = getRouteApi('/history')

/** The changes of stock that are shown, as a file. The service filters it by part and time only. */
function exportUrl({ part_key, since }: OperationFilter): string {
  const query = new URLSearchParams({ ...(part_key && { part_key }), ...(since && { since }) })
  return serviceUrl(`/api/exports/history?${query}`)
}

/** Who did what and why, with the way back. */
export function HistoryPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [filtering, { open, close }] = useDisclosure(false)
  const filter = filterOf(search)
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, ...query } = useInfiniteQuery(
    operationsQuery(filter),
  )
  usePageTitle('History')
  const operations = data?.pages.flat() ?? []
  const change = (next: Partial<HistorySearch>) => {
    close()
    void navigate({ search: (old) => ({ ...old, ...next }) })
  }
  const people = peopleOf(operations, search.who)
  const filters = <Filters search={search} people={people} onChange={change} />
  return (
    <div className={classes.page}>
      <PageHead title="History" summary="Who did what and why. Nothing here is ever rewritten." />
      <div className={classes.columns}>
        <aside className={classes.filters} aria-label="Filter">
          {filters}
        </aside>
        <div className={classes.main}>
          <div className={classes.head}>
            <FilterChips search={search} people={people} onChange={change} />
            <span className={classes.quiet}>newest first</span>
            <span className={classes.grow} />
            <Button
              variant="subtle"
              color="gray"
              className={classes.filterButton}
              leftSection={<IconAdjustmentsHorizontal size={15} stroke={1.75} />}
              onClick={open}
            >
              Filter
            </Button>
            <Button
              component="a"
              href={exportUrl(filter)}
              download
              variant="subtle"
              color="gray"
              leftSection={<IconDownload size={15} stroke={1.75} />}
            >
              Export
            </Button>
          </div>
          {error !== null && <Failure error={error} retry={() => void query.refetch()} />}
          {isPending && <SkeletonRows />}
          {data !== undefined && operations.length === 0 && !isPlaceholderData && (
            <p className={classes.none}>
              {Object.values(filter).every((value) => value === undefined)
                ? 'Nothing has come, gone or changed yet.'
                : 'Nothing was done that fits. Take a filter out to see more.'}
            </p>
          )}
          <OperationList operations={operations} onUndo={(undo) => change({ undo })} />
          {hasNextPage && (
            <div className={classes.more}>
              <Button loading={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Show earlier ones
              </Button>
            </div>
          )}
        </div>
      </div>
      <SidePanel opened={filtering} onClose={close} position="right" size="20rem" title="Filter">
        {filters}
      </SidePanel>
      <UndoDialog operationId={search.undo} onClose={() => change({ undo: undefined })} />
    </div>
  )
}
