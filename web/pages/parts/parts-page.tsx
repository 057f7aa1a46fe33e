import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { facetsQuery, searchQuery, sortOf } from '../../api/queries/parts.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { NoParts } from '../../shared/feedback/no-parts.tsx'
import { later } from '../../shared/later.tsx'
import { useEver } from '../../shared/use-ever.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { Facets } from './facets.tsx'
import { hitsOf } from './hits-of.ts'
import { ListHead } from './list-head.tsx'
import { NoHits } from './no-hits.tsx'
import { PartList } from './part-list.tsx'
import classes from './parts.module.css'
import { QueryChips } from './query-chips.tsx'
import { narrowed } from './query-text.ts'

const FilterPanel = later(async () => (await import('./filter-panel.tsx')).FilterPanel)

const route = getRouteApi('/parts')

/** All parts, or those that a query finds. */
export function PartsPage() {
  const { q = '', sort } = route.useSearch()
  const order = sortOf(q, sort)
  const navigate = route.useNavigate()
  const [filtering, { open, close }] = useDisclosure(false)
  const ever = useEver(filtering)
  const search = useInfiniteQuery(searchQuery(q, order))
  const facets = useQuery(facetsQuery(q))
  usePageTitle(q === '' ? 'Parts' : q)

  const first = search.data?.pages[0]
  const hits = useMemo(() => hitsOf(search.data?.pages ?? []), [search.data])
  const ask = (next: string) => void navigate({ search: (old) => ({ ...old, q: next || undefined }) })
  const choose = (filter: string) => {
    close()
    ask(narrowed(q, filter))
  }
  const inStock = facets.data?.facets?.stock?.values.find(({ value }) => value === 'in_stock')?.count ?? 0
  const nothing = first !== undefined && hits.length === 0
  if (nothing && q.trim() === '') return <NoParts />
  const groups = <Facets facets={facets.data?.facets} onChoose={choose} />
  return (
    <div className={classes.page}>
      {first !== undefined && <QueryChips q={q} interpreted={first.interpreted} onChange={ask} />}
      <div className={classes.columns}>
        <aside className={classes.facets} aria-label="Filter">
          {groups}
        </aside>
        <div className={classes.results}>
          <ListHead
            total={facets.data !== undefined && !facets.isPlaceholderData ? facets.data.total : first?.total}
            inStock={facets.data === undefined ? undefined : inStock}
            sort={order}
            onSort={(next) => void navigate({ search: (old) => ({ ...old, sort: next }) })}
            onFilter={open}
          />
          {search.isError && first === undefined && (
            <div className={classes.failure}>
              <Failure error={search.error} retry={() => void search.refetch()} />
            </div>
          )}
          {nothing && !search.isFetching && <NoHits q={q} alternatives={first.alternatives} onAsk={ask} />}
          {!nothing && (first !== undefined || !search.isError) && (
            <PartList
              key={`${q} ${order}`}
              hits={hits}
              loading={search.isPending}
              hasMore={search.hasNextPage}
              loadMore={search.fetchNextPage}
            />
          )}
        </div>
      </div>
      {ever && (
        <FilterPanel opened={filtering} onClose={close}>
          {groups}
        </FilterPanel>
      )}
    </div>
  )
}
