import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { namesNothing } from '../../api/errors.ts'
import { boxQuery, slotsQuery } from '../../api/queries/boxes.ts'
import { countQuery } from '../../api/queries/counts.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { NothingThere } from '../../shared/feedback/nothing-there.tsx'
import { forgetDone } from '../../shared/feedback/undo.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { CountIntro } from './count-intro.tsx'
import { CountWalk } from './count-walk.tsx'
import { Report } from './report.tsx'
import { useRound } from './use-round.ts'

const route = getRouteApi('/boxes/$box/count')

function CountOf({ boxNo }: { boxNo: number }) {
  const { box: named } = route.useParams()
  const box = useQuery(boxQuery(boxNo))
  const slots = useQuery(slotsQuery(boxNo))
  const round = useQuery(countQuery(boxNo))
  const { begin, finish, drop } = useRound(boxNo)
  // The round whose report is shown: it was finished here, or is asked for.
  const [reported, setReported] = useState<number>()
  // The pile with which the round begins, where its label has begun it.
  const [first, setFirst] = useState<string>()
  usePageTitle(`Count box ${boxNo}`)
  // What a count has said is no matter of the next page.
  useEffect(() => forgetDone, [])
  const wrong = box.error ?? slots.error ?? round.error
  if (namesNothing(wrong)) return <NothingThere what="box" id={named} error={wrong} />
  if (box.data === undefined || slots.data === undefined || round.data === undefined) {
    if (wrong === null) return <SkeletonRows />
    return <Failure error={wrong} retry={() => void Promise.all([box, slots, round].map((each) => each.refetch()))} />
  }
  const last = round.data
  if (last !== null && last.finished_at === null) {
    return (
      <CountWalk
        key={last.id}
        box={box.data}
        slots={slots.data}
        round={last}
        first={first}
        isEnding={finish.isPending || drop.isPending}
        onFinish={() => finish.mutate(last, { onSuccess: () => setReported(last.id) })}
        onDrop={() => drop.mutate(last)}
      />
    )
  }
  const back = (
    <Button renderRoot={(props) => <Link to="/boxes/$box" params={{ box: String(boxNo) }} {...props} />}>
      To the box
    </Button>
  )
  if (last !== null && last.id === reported && last.report !== null) {
    return <Report round={last} report={last.report} back={back} />
  }
  return (
    <CountIntro
      boxNo={boxNo}
      slots={slots.data}
      last={last}
      isBeginning={begin.isPending}
      onBegin={(at) => {
        setFirst(at)
        begin.mutate()
      }}
      onReport={setReported}
      back={back}
    />
  )
}

/** A round through a box: each pile is counted, slot after slot. */
export function CountPage() {
  const { box } = route.useParams()
  return <CountOf key={box} boxNo={Number(box)} />
}
