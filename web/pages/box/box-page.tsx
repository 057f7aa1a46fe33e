import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { namesNothing } from '../../api/errors.ts'
import { boxQuery, slotsQuery } from '../../api/queries/boxes.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from './box.module.css'
import { BoxHead } from './box-head.tsx'
import { Contents } from './contents.tsx'
import { SlotPanel } from './slot-panel.tsx'
import { Slots } from './slots.tsx'

const route = getRouteApi('/boxes/$box')

/** One box: its slots, and what lies in the chosen one. */
export function BoxPage() {
  const boxNo = Number(route.useParams().box)
  const { tab, slot } = route.useSearch()
  const navigate = route.useNavigate()
  const box = useQuery(boxQuery(boxNo))
  const slots = useQuery(slotsQuery(boxNo))
  const phone = useMediaQuery('(max-width: 62.49em)', undefined, { getInitialValueInEffect: false }) ?? false
  usePageTitle(`Box ${boxNo}`)
  if (namesNothing(box.error)) {
    return <Empty title="There is no such box">{box.error.message}</Empty>
  }
  if (box.isError && box.data === undefined) {
    return (
      <div className={classes.failure}>
        <Failure error={box.error} retry={() => void box.refetch()} />
      </div>
    )
  }
  const chosen = slots.data?.find(({ loc_no }) => String(loc_no) === slot)
  const isGone = slot !== undefined && slots.data !== undefined && chosen === undefined
  const choose = (next: number | null) =>
    void navigate({ search: (old) => ({ ...old, slot: next === null ? undefined : String(next) }), replace: true })
  return (
    <div className={classes.page}>
      <BoxHead boxNo={boxNo} box={box.data} slots={slots.data} tab={tab} />
      <div className={classes.body}>
        <div className={classes.main}>
          {isGone && (
            <Note tone="warn">
              There is no slot {slot} in box {boxNo}.
            </Note>
          )}
          {tab === 'contents' ? (
            <Contents slots={slots.data ?? []} onChoose={choose} />
          ) : (
            <Slots boxNo={boxNo} slots={slots.data} chosen={chosen?.loc_no ?? null} onChoose={choose} />
          )}
        </div>
        <SlotPanel slot={chosen} sheet={phone} onClose={() => choose(null)} />
      </div>
    </div>
  )
}
