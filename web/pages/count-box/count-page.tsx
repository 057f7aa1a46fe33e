import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { namesNothing } from '../../api/errors.ts'
import { boxQuery, slotsQuery } from '../../api/queries/boxes.ts'
import { countQuery } from '../../api/queries/counts.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { NothingThere } from '../../shared/feedback/nothing-there.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { CountWalk } from './count-walk.tsx'
import { Report } from './report.tsx'
import { useRound } from './use-round.ts'

const route = getRouteApi('/boxes/$box/count')

function CountOf({ boxNo }: { boxNo: number }) {
  const { box: named } = route.useParams()
  const box = useQuery(boxQuery(boxNo))
  const slots = useQuery(slotsQuery(boxNo))
  const round = useQuery(countQuery(boxNo))
  const mayEdit = useMay('editor')
  const { begin, finish, drop } = useRound(boxNo)
  // The round whose report is shown: it was finished here, or is asked for.
  const [reported, setReported] = useState<number>()
  usePageTitle(`Count box ${boxNo}`)
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
        isEnding={finish.isPending || drop.isPending}
        onFinish={() => finish.mutate(last, { onSuccess: () => setReported(last.id) })}
        onDrop={() => drop.mutate(last)}
      />
    )
  }
  const piles = slots.data.flatMap(({ part_assignments }) => part_assignments ?? []).length
  const back = (
    <Button renderRoot={(props) => <Link to="/boxes/$box" params={{ box: String(boxNo) }} {...props} />}>
      To the box
    </Button>
  )
  if (last !== null && last.id === reported && last.report !== null) {
    return <Report round={last} report={last.report} back={back} />
  }
  return (
    <Empty
      title={`Count box ${boxNo}`}
      ways={
        <>
          {mayEdit && piles > 0 && (
            <Button variant="filled" loading={begin.isPending} onClick={() => begin.mutate()}>
              Count {plural(piles, 'pile', 'piles')}
            </Button>
          )}
          {last?.report != null && (
            <Button variant="subtle" color="gray" onClick={() => setReported(last.id)}>
              What the last round found
            </Button>
          )}
          {back}
        </>
      }
    >
      {piles === 0
        ? 'Nothing lies in it.'
        : 'Go from slot to slot and say how many pieces lie there. Each count holds at once, and you can stop and go on later.'}
      {last !== null && last.finished_at !== null && (
        <>
          {' '}
          The round before was finished <Time at={last.finished_at} />.
        </>
      )}
    </Empty>
  )
}

/** A round through a box: each pile is counted, slot after slot. */
export function CountPage() {
  const { box } = route.useParams()
  return <CountOf key={box} boxNo={Number(box)} />
}
