import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { namesNothing } from '../../api/errors.ts'
import { listQuery, listReceiptsQuery } from '../../api/queries/lists.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { NothingThere } from '../../shared/feedback/nothing-there.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { AllLines } from './all-lines.tsx'
import { Groups } from './groups.tsx'
import { ListHead } from './list-head.tsx'
import { ListPanel } from './list-panel.tsx'
import { ReceivedList } from './received-list.tsx'
import classes from './shopping-list.module.css'

const route = getRouteApi('/shopping/$list')

/** One shopping list: what to order from whom, and what has come. */
export function ShoppingListPage() {
  const { list: listId } = route.useParams()
  const id = Number(listId)
  const { tab } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: list, error, refetch } = useQuery(listQuery(id))
  const { data: receipts } = useQuery(listReceiptsQuery(id))
  usePageTitle(list?.name ?? 'Shopping list')
  if (namesNothing(error)) {
    return <NothingThere what="list" id={listId} error={error} />
  }
  if (error !== null && list === undefined) return <Failure error={error} retry={() => void refetch()} />
  if (list === undefined) return <SkeletonRows />
  return (
    <div className={classes.page}>
      <ListHead list={list} />
      <div className={classes.tabs}>
        <Tabs
          value={tab ?? 'sellers'}
          onChange={(next) =>
            void navigate({
              search: { tab: next === 'lines' || next === 'received' ? next : undefined },
              replace: true,
            })
          }
        >
          <Tabs.List>
            <Tabs.Tab value="sellers">By seller</Tabs.Tab>
            <Tabs.Tab value="lines">
              All lines <span>{list.lines.length}</span>
            </Tabs.Tab>
            <Tabs.Tab value="received">
              Received <span>{receipts?.length}</span>
            </Tabs.Tab>
          </Tabs.List>
        </Tabs>
      </div>
      <div className={classes.body}>
        <div className={classes.main}>
          {tab === undefined && <Groups list={list} />}
          {tab === 'lines' && <AllLines listId={list.id} lines={list.lines} none="Nothing is on this list yet." />}
          {tab === 'received' && <ReceivedList list={list} />}
        </div>
        <ListPanel list={list} />
      </div>
    </div>
  )
}
