import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import { type ShelfBox, shelfQuery } from '../../api/queries/boxes.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { FilterTabs } from '../../shared/page/filter-tabs.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { count } from '../../shared/text/numbers.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from './boxes.module.css'
import { Shelf } from './shelf.tsx'

const route = getRouteApi('/boxes')
const MOST_SLOTS = 1000
const USUAL = 60

function hasRoom({ capacity, occupied }: ShelfBox): boolean {
  return occupied.length < capacity
}

function sum(boxes: readonly ShelfBox[], of: (box: ShelfBox) => number): string {
  return count(boxes.reduce((total, box) => total + of(box), 0))
}

/** All boxes as they stand on the shelf. */
export function BoxesPage() {
  const { show, add } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const { data: boxes, error, refetch } = useQuery(shelfQuery)
  usePageTitle('Boxes')
  const adding = (open: boolean) =>
    void navigate({ search: (old) => ({ ...old, add: open ? 'box' : undefined }), replace: true })
  const create = async (description: string, capacity: number) => {
    const box = await body(api.POST('/api/boxes', { params: { header: once() }, body: { description, capacity } }))
    await queries.invalidateQueries({ queryKey: ['boxes'] })
    await navigate({ to: '/boxes/$box', params: { box: String(box.box_no) } })
  }
  const dialog = (
    <NameDialog
      key="new"
      opened={add === 'box' && mayEdit}
      onClose={() => adding(false)}
      title="New box"
      label="What is in it"
      verb="Add the box"
      initial={{ name: '', amount: USUAL }}
      amount={{ label: 'Slots', min: 1, max: MOST_SLOTS }}
      save={create}
    />
  )
  if (error !== null && boxes === undefined) {
    return (
      <div className={classes.failure}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    )
  }
  if (boxes?.length === 0) {
    const way = mayEdit && (
      <Button variant="filled" onClick={() => adding(true)}>
        Add the first box
      </Button>
    )
    return (
      <>
        <Empty title="No boxes yet" ways={way}>
          A box has numbered slots, and each slot holds a pile of parts.
        </Empty>
        {dialog}
      </>
    )
  }
  const all = boxes ?? []
  const room = all.filter(hasRoom)
  const shown = show === undefined ? all : show === 'room' ? room : all.filter((box) => !hasRoom(box))
  return (
    <>
      <PageHead
        title="Boxes"
        summary={
          boxes &&
          `${sum(all, ({ occupied }) => occupied.length)} of ${sum(all, ({ capacity }) => capacity)} slots used, ${sum(all, ({ pieces }) => pieces)} pieces`
        }
        actions={
          mayEdit && (
            <Button leftSection={<IconPlus size={15} stroke={1.75} />} onClick={() => adding(true)}>
              New box
            </Button>
          )
        }
      />
      <FilterTabs
        label="Which boxes"
        value={show}
        onChange={(next) => void navigate({ search: { show: next }, replace: true })}
        tabs={[
          { value: undefined, label: 'All', count: all.length },
          { value: 'room', label: 'With room', count: room.length },
          { value: 'full', label: 'Full', count: all.length - room.length },
        ]}
      />
      <Shelf boxes={shown} loading={boxes === undefined} />
      {dialog}
    </>
  )
}
