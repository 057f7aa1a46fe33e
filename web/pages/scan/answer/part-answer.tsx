import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconArrowsMove, IconChecklist, IconDownload, IconListNumbers, IconMinus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Place, Scan, ScanMatch } from '../../../api/queries/scans.ts'
import { Note } from '../../../shared/feedback/note.tsx'
import { Stepper } from '../../../shared/form/stepper.tsx'
import { useHotkey } from '../../../shared/keyboard/use-hotkey.ts'
import { placeName, readPlace } from '../../../shared/place/place.ts'
import { useFreeSlot } from '../../../shared/stock/use-free-slot.ts'
import { count } from '../../../shared/text/numbers.ts'
import { useWidthUpTo } from '../../../shared/use-width-up-to.ts'
import { actionOf } from './action-of.ts'
import classes from './answer.module.css'
import { ApplyProblem } from './apply-problem.tsx'
import { NumberPad } from './number-pad.tsx'
import { PartLine } from './part-line.tsx'
import { type Booked, useApply } from './use-apply.ts'
import { useDraft } from './use-draft.ts'
import { isFromPile, type ScanVerb, VERB_NAMES, verbsOf } from './verbs.ts'
import { WhereCard } from './where-card.tsx'
import { remembersAtFirst } from './words.ts'

const ICONS: Readonly<Record<ScanVerb, typeof IconMinus>> = {
  put_away: IconDownload,
  receive: IconDownload,
  pick: IconChecklist,
  take: IconMinus,
  count: IconListNumbers,
  move: IconArrowsMove,
}

/** Where somebody stands. */
interface Scanned {
  /** The slot whose label was scanned. */
  place: Place | null
  /** The box whose label was scanned. */
  box: number | null
}

interface PartAnswerProps extends Scanned {
  scan: Scan
  code: string
  match: ScanMatch
  /** Whether that is still looked up. */
  waits: boolean
  onBooked: (booked: Booked) => void
  onRefused: () => void
}

function effect(verb: ScanVerb, qty: number | null, pile: Place | undefined, where: Place | null): string {
  if (qty === null) return VERB_NAMES[verb]
  const pieces = `${VERB_NAMES[verb]} ${count(qty)}`
  if (verb === 'move') return where === null ? pieces : `${pieces} to ${placeName(where)}`
  if (isFromPile(verb))
    return pile === undefined ? pieces : `${pieces} ${verb === 'count' ? 'in' : 'from'} ${placeName(pile)}`
  return where === null ? pieces : `${pieces} in ${placeName(where)}`
}

/** That a part whose label was scanned does not lie in the slot or the box that was scanned, too; undefined otherwise. */
function lyingElsewhere({ kind }: Scan, { part, locations }: ScanMatch, { place, box }: Scanned): string | undefined {
  if (kind === 'distributor_bag' || locations.length === 0 || (place === null && box === null)) return undefined
  const isThere = ({ box_no, loc_no }: Place) =>
    place === null ? box_no === box : box_no === place.box_no && loc_no === place.loc_no
  if (locations.some(isThere)) return undefined
  const where = place === null ? `box ${box}` : placeName(place)
  return `${part.key} does not lie in ${where}. It lies in ${locations.map(placeName).join(', ')}.`
}

/** What was scanned is a part: what is done with it, proposed so that one press books it. */
export function PartAnswer({ scan, code, match, place, box, waits, onBooked, onRefused }: PartAnswerProps) {
  const phone = useWidthUpTo('phone')
  const free = useFreeSlot(match.part.key, match.locations.length === 0)
  const draft = useDraft({ scan, match, place, box, free })
  const { verb, qty, where, pile } = draft
  const [naming, setNaming] = useState(false)
  // A bag tells by which number its seller knows the part, a box has a product code. A move is of the part, not of its bag.
  const isKnown = match.reason === 'seller_number' || match.reason === 'code'
  const number = verb === 'move' || isKnown ? null : (scan.seller_part_number ?? scan.part_code)
  const [remembers, setRemembers] = useState(remembersAtFirst(scan))
  const apply = useApply({ onBooked, onRefused })
  const action = actionOf({ code, match, draft, remember: number !== null && remembers })
  // What was asked about was the slot or the box before.
  const [asked, setAsked] = useState({ place, box })
  useEffect(() => {
    if (asked.place === place && asked.box === box) return
    setAsked({ place, box })
    apply.reset()
  }, [asked, place, box, apply.reset])
  const setQty = (next: number | null) => {
    // What was asked about was the quantity before.
    if (!apply.isPending) apply.reset()
    draft.setQty(next)
  }
  const elsewhere = lyingElsewhere(scan, match, { place, box })
  const go = (confirm = false) => {
    if (action !== null && !waits && !apply.isPending)
      apply.book(confirm && action.action !== 'move' ? { ...action, confirm } : action)
  }
  useHotkey('Enter', () => go(apply.asks !== undefined))
  const asksPlace = !isFromPile(verb) && (naming || where === null || verb === 'move')
  const others = verbsOf(scan, match).filter((each) => each !== verb)
  const Icon = ICONS[verb]
  return (
    <>
      <PartLine match={match} quantity={scan.kind === 'own_part' ? null : scan.quantity} />
      {elsewhere !== undefined && <Note tone="warn">{elsewhere}</Note>}
      {where !== null && <WhereCard verb={verb} qty={qty} where={where} locations={match.locations} />}
      {isFromPile(verb) && verb !== 'pick' && match.locations.length > 1 && (
        <div className={classes.piles} role="group" aria-label="From">
          {match.locations.map((each) => (
            <Button
              key={placeName(each)}
              size="xs"
              aria-pressed={pile !== undefined && placeName(each) === placeName(pile)}
              data-on={(pile !== undefined && placeName(each) === placeName(pile)) || undefined}
              onClick={() => draft.setPile(each)}
            >
              {placeName(each)} × {count(each.qty)}
            </Button>
          ))}
        </div>
      )}
      <div className={classes.fields}>
        {asksPlace && (
          <TextInput
            label={verb === 'move' ? 'To' : 'Slot'}
            placeholder="7-12, or scan its label"
            value={draft.target}
            onChange={({ currentTarget }) => draft.setTarget(currentTarget.value)}
            onKeyDown={({ key }) => key === 'Enter' && go()}
            error={draft.target !== '' && readPlace(draft.target) === null ? 'A slot is written as in 7-12' : undefined}
          />
        )}
        {verb !== 'pick' && (
          <div className={classes.amount}>
            <span>Pieces</span>
            <Stepper
              label="Pieces"
              size="lg"
              value={qty}
              min={verb === 'count' ? 0 : 1}
              onChange={setQty}
              onEnter={() => go()}
            />
          </div>
        )}
        {number !== null && (
          <Checkbox
            label={`Remember ${number} for ${match.part.key}`}
            checked={remembers}
            onChange={({ currentTarget }) => setRemembers(currentTarget.checked)}
          />
        )}
      </div>
      {verb === 'count' && phone && <NumberPad value={qty} all={pile?.qty ?? 0} onChange={setQty} />}
      <ApplyProblem apply={apply} onConfirm={() => go(true)} />
      {apply.asks === undefined && (
        <Button
          variant="filled"
          fullWidth
          className={classes.main}
          leftSection={<Icon size={20} stroke={1.75} />}
          disabled={action === null}
          loading={waits || apply.isPending}
          onClick={() => go()}
        >
          {effect(verb, qty, pile, where)}
        </Button>
      )}
      <div className={classes.others}>
        {!isFromPile(verb) && !asksPlace && <Button onClick={() => setNaming(true)}>Other slot</Button>}
        {others.map((each) => (
          <Button
            key={each}
            onClick={() => {
              apply.reset()
              draft.setVerb(each)
            }}
          >
            {VERB_NAMES[each]}
          </Button>
        ))}
      </div>
    </>
  )
}
