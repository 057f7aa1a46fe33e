import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { namesNothing } from '../../api/errors.ts'
import { boxQuery, slotsQuery } from '../../api/queries/boxes.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { NothingThere } from '../../shared/feedback/nothing-there.tsx'
import { expectTyping } from '../../shared/keyboard/type-ahead.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { useWidthUpTo } from '../../shared/use-width-up-to.ts'
import classes from './box.module.css'
import { BoxHead } from './box-head.tsx'
import { ChoosingBar } from './choosing/choosing-bar.tsx'
import { useChosenSlots } from './choosing/use-chosen-slots.ts'
import { Contents } from './contents.tsx'
import { SlotPanel } from './slot-panel.tsx'
import { Slots } from './slots.tsx'

const route = getRouteApi('/boxes/$box')

function OneBox({ boxNo }: { boxNo: number }) {
  const { tab, slot } = route.useSearch()
  const navigate = route.useNavigate()
  const { box: named } = route.useParams()
  const box = useQuery(boxQuery(boxNo))
  const slots = useQuery(slotsQuery(boxNo))
  const phone = useWidthUpTo('tablet')
  const together = useChosenSlots(slots.data)
  const [asked, setAsked] = useState({ slot: 0, times: 0 })
  usePageTitle(`Box ${boxNo}`)
  if (namesNothing(box.error)) return <NothingThere what="box" id={named} error={box.error} />
  const wrong = [box, slots].find(({ isError, data }) => isError && data === undefined)
  if (wrong !== undefined) {
    return (
      <div className={classes.failure}>
        <Failure error={wrong.error} retry={() => void Promise.all([box, slots].map((each) => each.refetch()))} />
      </div>
    )
  }
  const chosen = slots.data?.find(({ loc_no }) => String(loc_no) === slot)
  const isGone = slot !== undefined && slots.data !== undefined && chosen === undefined
  const choose = (next: number | null) => {
    setAsked(({ times }) => ({ slot: 0, times }))
    void navigate({ search: (old) => ({ ...old, slot: next === null ? undefined : String(next) }), replace: true })
  }
  const put = (slot: number) => {
    choose(slot)
    setAsked(({ times }) => ({ slot, times: times + 1 }))
    expectTyping()
  }
  return (
    <div className={classes.page}>
      <BoxHead boxNo={boxNo} box={box.data} slots={slots.data} tab={tab} chosen={together} onPut={put} />
      <div className={classes.body}>
        <div className={classes.main}>
          {isGone && (
            <Note tone="warn">
              There is no slot {slot} in box {boxNo}. It has the slots 1 to {slots.data?.length}.
            </Note>
          )}
          {tab === 'contents' ? (
            <Contents slots={slots.data} onChoose={choose} />
          ) : (
            <Slots boxNo={boxNo} slots={slots.data} opened={chosen?.loc_no ?? null} chosen={together} onOpen={choose} />
          )}
        </div>
        {tab !== 'contents' && together.isChoosing && <ChoosingBar boxNo={boxNo} chosen={together} />}
        <SlotPanel
          slot={chosen}
          sheet={phone}
          asked={chosen?.loc_no === asked.slot ? asked.times : 0}
          onClose={() => choose(null)}
        />
      </div>
    </div>
  )
}

/** One box: its slots, and what lies in the chosen one. */
export function BoxPage() {
  const { box } = route.useParams()
  return <OneBox key={box} boxNo={Number(box)} />
}
