import { useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type Place, scanQuery } from '../../api/queries/scans.ts'
import { useMay } from '../../api/queries/session.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { readItem } from '../../shared/labels/label-items.ts'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { placeName, readPlace } from '../../shared/place/place.ts'
import { stockChanged } from '../../shared/stock/changes.ts'
import { undoOperation } from '../../shared/stock/undo-operation.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { Answer } from './answer/answer.tsx'
import { BookedAnswer } from './answer/booked.tsx'
import { BOOKING, type Booked } from './answer/use-apply.ts'
import { Camera } from './camera/camera.tsx'
import classes from './scan.module.css'
import { ScanHead } from './scan-head.tsx'
import { Bookings } from './session/bookings.tsx'
import { useSession } from './session/session.ts'
import { useOutcome, useSignals } from './signals.ts'
import { TypeCode } from './type-code.tsx'
import { useAsked } from './use-asked.ts'

const route = getRouteApi('/scan')

/** The slot that a label names; null for any other code. */
function placeOf(code: string): Place | null {
  const item = readItem(code)
  return item?.kind === 'location' ? readPlace(item.id) : null
}

/** A bag or a label in the hand: what it is, and what is done with it. */
export function ScanPage() {
  const { code: named, pick, list } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const session = useSession()
  const { sound, setSound, signal } = useSignals()
  // The slot into which everything goes, and the slot of this one bag.
  const [station, setStation] = useState<Place | null>(null)
  const [target, setTarget] = useState<Place | null>(null)
  const { asked, ask } = useAsked(named)
  const { code, turn } = asked
  const [typing, setTyping] = useState(false)
  const [booked, setBooked] = useState<Booked | null>(null)
  const isBooking = useIsMutating({ mutationKey: [BOOKING] }) > 0
  const context = { place: asked.place, pickList: pick, shoppingList: list }
  const scan = useQuery({ ...scanQuery(code ?? '', turn, context), enabled: code !== undefined })
  usePageTitle('Scan')
  const isOdd = scan.error !== null || (scan.data?.warnings.length ?? 0) > 0
  // A label may name a slot that is not there any more: no bag goes there.
  const label = placeOf(code ?? '')
  const isGone = label !== null && scan.data?.proposal === null
  if (isGone && station !== null && placeName(station) === placeName(label)) setStation(null)
  useOutcome(isOdd ? 'wrong' : scan.data === undefined ? null : 'read', turn, signal)

  const read = (next: string) => {
    const place = placeOf(next)
    const waitsForPlace = booked === null && mayEdit && scan.data !== undefined && scan.data.matches.length > 0
    if (place !== null && waitsForPlace) {
      setTarget(place)
      signal('read')
      return
    }
    const goesTo = mayEdit && place !== null ? place : station
    setStation(goesTo)
    setTyping(false)
    setTarget(null)
    setBooked(null)
    ask(next, place === null ? goesTo : null)
    void navigate({ search: (old) => ({ ...old, code: next }), replace: true })
  }
  useScanHandler(
    (next) => {
      read(next)
      return true
    },
    () => queries.isMutating({ mutationKey: [BOOKING] }) > 0 || queries.isFetching({ queryKey: ['scan'] }) > 0,
  )
  const undo = async (operationId: string) => {
    await undoOperation(operationId)
    session.undone(operationId)
    setBooked((now) => (now?.operationId === operationId ? null : now))
    await stockChanged(queries)
  }
  const onBooked = (done: Booked) => {
    signal('done')
    setBooked(done)
    session.add(done)
    sayDone(done.text, () => undo(done.operationId))
  }
  return (
    <div className={classes.page} data-hides-search data-answers={code !== undefined || undefined}>
      <div className={classes.camera}>
        <Camera onCode={(next) => !isBooking && read(next)}>
          <TypeCode onCode={read} />
        </Camera>
      </div>
      <div className={classes.main}>
        <ScanHead
          session={session}
          undo={undo}
          sound={sound}
          onSound={setSound}
          station={station}
          onLeaveStation={() => setStation(null)}
          pick={pick}
          list={list}
          onType={() => setTyping(!typing)}
          onLeaveList={() => void navigate({ search: { code }, replace: true })}
        />
        {typing && <TypeCode onCode={read} />}
        {scan.error !== null && <Failure error={scan.error} retry={() => void scan.refetch()} />}
        {code !== undefined && scan.isPending && <SkeletonRows />}
        {booked !== null && <BookedAnswer booked={booked} />}
        {booked === null && code !== undefined && scan.data !== undefined && (
          <Answer
            key={turn}
            scan={scan.data}
            code={code}
            place={target ?? station}
            mayEdit={mayEdit}
            picking={pick !== undefined}
            onCode={read}
            onBooked={onBooked}
            onRefused={() => signal('wrong')}
          />
        )}
        <section className={classes.session} aria-label="Booked by scanning">
          <h2>Booked by scanning</h2>
          <Bookings bookings={session.bookings} undo={undo} />
        </section>
      </div>
    </div>
  )
}
