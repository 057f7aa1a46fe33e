import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { namesNothing } from '../../api/errors.ts'
import { kitQuery } from '../../api/queries/kits.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { NothingThere } from '../../shared/feedback/nothing-there.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from './kit.module.css'
import { KitHead } from './kit-head.tsx'
import { KitLines } from './kit-lines.tsx'
import { KitLists } from './kit-lists.tsx'
import { KitPanel } from './kit-panel.tsx'
import { KitPicks } from './kit-picks.tsx'

const route = getRouteApi('/kits/$kit')

/** One kit: its lines against the stock, and what is done for it. */
export function KitPage() {
  const { kit: kitId } = route.useParams()
  const id = Number(kitId)
  const { tab } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: kit, error, refetch } = useQuery(kitQuery(id))
  usePageTitle(kit?.name ?? 'Kit')
  if (namesNothing(error)) {
    return <NothingThere what="kit" id={kitId} error={error} />
  }
  if (error !== null && kit === undefined) return <Failure error={error} retry={() => void refetch()} />
  if (kit === undefined) return <SkeletonRows />
  return (
    <div className={classes.page}>
      <KitHead kit={kit} />
      <div className={classes.tabs}>
        <Tabs
          value={tab ?? 'contents'}
          onChange={(next) =>
            void navigate({ search: { tab: next === 'picks' || next === 'lists' ? next : undefined }, replace: true })
          }
        >
          <Tabs.List>
            <Tabs.Tab value="contents">
              Lines <span>{kit.contents.length}</span>
            </Tabs.Tab>
            <Tabs.Tab value="picks">
              Pick lists <span>{kit.pick_lists.length}</span>
            </Tabs.Tab>
            <Tabs.Tab value="lists">
              Shopping <span>{kit.shopping_list_links.length}</span>
            </Tabs.Tab>
          </Tabs.List>
        </Tabs>
        {tab === undefined && (
          <span className={classes.legend} aria-hidden>
            <i data-kind="stock" /> In stock <i data-kind="elsewhere" /> Reserved elsewhere <i data-kind="short" />{' '}
            Short
          </span>
        )}
      </div>
      <div className={classes.body} data-tab={tab}>
        <div className={classes.main}>
          {tab === 'picks' && <KitPicks kit={kit} />}
          {tab === 'lists' && <KitLists kit={kit} />}
          {tab === undefined && <KitLines kit={kit} />}
        </div>
        <KitPanel kit={kit} />
      </div>
    </div>
  )
}
