import { useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../api/queries/session.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { forgetDone, sayDone } from '../../shared/feedback/undo.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { placeName } from '../../shared/place/place.ts'
import { stockChanged } from '../../shared/stock/changes.ts'
import { sayBroughtBack } from '../../shared/stock/left-out.tsx'
import { undoOperation } from '../../shared/stock/undo-operation.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { Answer } from './answer/answer.tsx'
import { BookedAnswer } from './answer/booked.tsx'
import { BOOKING, type Booked } from './answer/use-apply.ts'
import { Camera } from './camera/camera.tsx'
import { goneStation, labelOf, stationOf } from './place-of.ts'
import classes from './scan.module.css'
import { ScanHead } from './scan-head.tsx'
import { scanQuery } from './scan-query.ts'
import { Bookings } from './session/bookings.tsx'
import { useSession } from './session/session.ts'
import { useOutcome, useSignals } from './signals.ts'
import { TypeCode } from './type-code.tsx'
import { stoodAt, useAsked } from './use-asked.ts'
import { useCodeQueue } from './use-code-queue.ts'
import { useStation } from './use-station.ts'
import { WaitingCodes } from './waiting-codes.tsx'

const route = getRouteApi('/scan')

/** A bag or a label in the hand: what it is, and what is done with it. */
export function ScanPage() {
  const { code: named, at, pick, list } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const session = useSession()
  const { sound, setSound, signal } = useSignals()
  const [kept, setStation] = useStation()
  // While a list is picked, nothing goes anywhere.
  const station = pick === undefined ? kept : null
  const { asked, ask, askAgain } = useAsked(named, stoodAt(named, at, station))
  const { code, turn } = asked
  const [typing, setTyping] = useState(false)
  const [booked, setBooked] = useState<Booked | null>(null)
  const isBooking = useIsMutating({ mutationKey: [BOOKING] }) > 0
  const picking = pick !== undefined && !asked.alone
  const context = { place: asked.place, box: asked.box, pickList: picking ? pick : undefined, shoppingList: list }
  const scan = useQuery({ ...scanQuery(asked, context), enabled: code !== undefined })
  const { data: reading } = scan
  usePageTitle('Scan')
  const isAway = scan.isFetching && scan.failureCount > 0
  const labelBehind = asked.place !== null ? placeName(asked.place) : asked.box !== null ? `/B/${asked.box}` : undefined
  const away = reading === undefined ? code : (labelBehind ?? code)
  const isOdd = isAway || scan.error !== null || (reading?.scan.warnings.length ?? 0) > 0 || reading?.gone != null
  // A label may name a slot or a box that is not there any more: no bag goes there.
  const label = stationOf(code ?? '')
  const gone = label !== null && reading?.scan.proposal === null ? goneStation(label) : reading?.gone
  if (station !== null && goneStation(station) === gone) setStation(null)
  const isUnread = label !== null && reading === undefined
  const outcome = isOdd ? 'wrong' : reading === undefined || scan.isPlaceholderData ? null : 'read'
  useOutcome(outcome, isAway ? `${turn} away` : turn, signal)

  // A part in the hand: a slot that is scanned now is where it lies or goes.
  const isInHand =
    booked === null &&
    reading !== undefined &&
    (reading.scan.matches.length > 0 || reading.scan.proposal?.action === 'create')
  const takesPlace = isInHand && mayEdit && (!picking || reading.scan.proposal?.action === 'pick')
  const behind = (next: string) => {
    const where = takesPlace ? stationOf(next) : null
    return picking && where?.place == null ? null : where
  }
  const isForThis = (next: string) => behind(next) !== null
  const read = (next: string) => {
    const here = behind(next)
    if (here !== null) {
      askAgain(here)
      void navigate({ search: (old) => ({ ...old, at: labelOf(here) }), replace: true })
      return
    }
    // While a list is picked, the label of a slot or a box says what is taken out of it.
    const scanned = stationOf(next)
    const goesTo = mayEdit && scanned !== null && pick === undefined ? scanned : station
    if (pick === undefined) setStation(goesTo)
    setTyping(false)
    setBooked(null)
    forgetDone()
    ask(next, scanned === null ? goesTo : null)
    void navigate({ search: (old) => ({ ...old, code: next, at: undefined }), replace: true })
  }
  const isPickOffered = reading?.scan.proposal?.action === 'pick'
  const isHeld = booked === null && (isInHand || isPickOffered || scan.error !== null)
  const { codes, take, choose, readNext, forget } = useCodeQueue({
    read,
    isAway,
    isReading: scan.isFetching,
    isHeld,
    isForThis,
    signal,
  })
  // A camera sees the same code again where the hand is not calm.
  const see = (next: string) => {
    if (!(isBooking && next === code) && next !== codes.at(-1)) take(next)
  }
  const undo = async (operationId: string) => {
    const leftOut = await undoOperation(operationId)
    session.undone(operationId)
    setBooked((now) => (now?.operationId === operationId ? null : now))
    await stockChanged(queries)
    if (leftOut.length > 0) sayBroughtBack('Taken back', leftOut)
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
        <Camera onCode={see} isSecond={code !== undefined}>
          <TypeCode onCode={take} />
        </Camera>
      </div>
      <div className={classes.main}>
        <ScanHead
          session={session}
          undo={undo}
          sound={sound}
          onSound={setSound}
          station={isUnread ? null : station}
          onLeaveStation={() => setStation(null)}
          pick={pick}
          list={list}
          onType={() => setTyping(!typing)}
          onLeaveList={() => void navigate({ search: { code, at }, replace: true })}
        />
        {typing && <TypeCode onCode={take} />}
        {scan.error !== null && <Failure error={scan.error} retry={() => void scan.refetch()} />}
        <WaitingCodes
          away={isAway ? away : undefined}
          codes={codes}
          isBusy={isBooking || scan.isFetching}
          onNext={readNext}
          onForget={forget}
        />
        {code !== undefined && scan.isPending && !isAway && <SkeletonRows />}
        {booked !== null && <BookedAnswer booked={booked} pickList={pick} />}
        {booked === null && code !== undefined && reading !== undefined && (
          <Answer
            key={`${asked.thing} ${reading.code}`}
            reading={reading}
            waits={scan.isPlaceholderData}
            mayEdit={mayEdit}
            picking={picking}
            station={station}
            onCode={choose}
            onBooked={onBooked}
            onRefused={() => signal('wrong')}
            onAnyway={() => askAgain({ alone: true })}
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
