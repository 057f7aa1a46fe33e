import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { shelfQuery } from '../../api/queries/boxes.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { FilterTabs } from '../../shared/page/filter-tabs.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { useWidthUpTo } from '../../shared/use-width-up-to.ts'
import { groupsOf } from './box-groups.ts'
import { BoxList } from './box-list.tsx'
import classes from './boxes.module.css'
import { BoxesHead } from './boxes-head.tsx'
import { FreeSlotPanel } from './free-slot/free-slot-panel.tsx'
import { useFreeSlots } from './free-slot/use-free-slots.ts'
import { NewBox } from './new-box.tsx'
import { Shelf } from './shelf.tsx'
import { ViewButtons } from './view-buttons.tsx'

const route = getRouteApi('/boxes')

/** All boxes as they stand on the shelf, or as a list. */
export function BoxesPage() {
  const { show, view, slot } = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  const { data: boxes, error, refetch } = useQuery(shelfQuery)
  const narrow = useWidthUpTo('small desk')
  const free = useFreeSlots(slot)
  usePageTitle('Boxes')
  if (error !== null && boxes === undefined) {
    return (
      <div className={classes.failure}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    )
  }
  if (boxes?.length === 0) {
    const begin = () => void navigate({ search: (old) => ({ ...old, add: 'box' }), replace: true })
    const way = mayEdit && (
      <Button variant="filled" onClick={begin}>
        Add the first box
      </Button>
    )
    return (
      <>
        <Empty title="No boxes yet" ways={way}>
          A box has numbered slots, and each slot holds a pile of parts.
        </Empty>
        <NewBox />
      </>
    )
  }
  const groups = groupsOf(boxes ?? [])
  const shown = groups[show ?? 'all']
  const isAsked = slot !== undefined && mayEdit
  return (
    <div className={classes.page}>
      <BoxesHead boxes={boxes} />
      <FilterTabs
        label="Which boxes"
        value={show}
        onChange={(next) => void navigate({ search: (old) => ({ ...old, show: next }), replace: true })}
        tabs={[
          { value: undefined, label: 'All', count: groups.all.length },
          { value: 'room', label: 'With room', count: groups.room.length },
          { value: 'full', label: 'Full', count: groups.full.length },
          { value: 'low', label: 'With low parts', count: groups.low.length, tone: 'warn' },
        ]}
        end={
          <ViewButtons
            value={view}
            onChange={(next) => void navigate({ search: (old) => ({ ...old, view: next }), replace: true })}
          />
        }
      />
      <div className={classes.body}>
        <div className={classes.main}>
          {view === 'list' ? (
            <BoxList boxes={shown} loading={boxes === undefined} />
          ) : (
            <Shelf boxes={shown} loading={boxes === undefined} slots={free.slots} chosen={free.chosen} />
          )}
        </div>
        <FreeSlotPanel
          opened={isAsked}
          free={free}
          sheet={narrow}
          onPart={(key) => void navigate({ search: (old) => ({ ...old, slot: key }), replace: true })}
          onClose={() => void navigate({ search: (old) => ({ ...old, slot: undefined }), replace: true })}
        />
      </div>
      <NewBox />
    </div>
  )
}
