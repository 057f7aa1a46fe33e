import { Button } from '@mantine/core'
import { IconCircleCheckFilled, IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Scan, ScanMatch } from '../../../api/queries/scans.ts'
import type { Station } from '../place-of.ts'
import type { Reading } from '../scan-query.ts'
import classes from './answer.module.css'
import { CreatePart } from './create-part.tsx'
import { FindPart } from './find-part.tsx'
import { GoneAnswer } from './gone-answer.tsx'
import { Matches } from './matches.tsx'
import { NotWanted } from './not-wanted.tsx'
import { OwnAnswer } from './own-answer.tsx'
import { PackingList } from './packing-list.tsx'
import { PartAnswer } from './part-answer.tsx'
import { PartLine } from './part-line.tsx'
import type { Booked } from './use-apply.ts'
import { Warnings } from './warnings.tsx'
import { factsOf, kindText, reasonText } from './words.ts'

interface AnswerProps {
  reading: Reading
  /** Whether the slot behind the code is still looked up: nothing is booked meanwhile. */
  waits: boolean
  mayEdit: boolean
  /** Whether bags of a pick list are looked for. */
  picking: boolean
  /** The slot or the box into which the bags go. */
  station: Station | null
  onCode: (code: string) => void
  onBooked: (booked: Booked) => void
  onRefused: () => void
  /** Goes on with a part that the list does not take. */
  onAnyway: () => void
}

/** The part that the code surely means. */
function sureMatch({ matches, proposal }: Scan): ScanMatch | undefined {
  return matches.find(({ part }) => part.key === proposal?.part_key)
}

function Fields({ fields }: Pick<Scan, 'fields'>) {
  if (fields.length === 0) return null
  return (
    <details className={classes.all}>
      <summary>All fields of the code</summary>
      <dl>
        {fields.map(({ identifier, name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a code may have the same field twice, and never changes
          <div key={index}>
            <dt>{name === '' ? identifier : name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Unknown({ reading, onChoose, ...rest }: AnswerProps & { onChoose: (match: ScanMatch) => void }) {
  const { scan, code, place } = reading
  const { matches } = scan
  const [isNew, setNew] = useState(matches.length === 0)
  return (
    <>
      {matches.length > 0 && <Matches matches={matches} onChoose={onChoose} />}
      {matches.length === 0 && <h2>No part has this number yet</h2>}
      {rest.mayEdit && <FindPart onChoose={onChoose} />}
      {rest.mayEdit && isNew && <CreatePart scan={scan} code={code} place={place} {...rest} />}
      {rest.mayEdit && !isNew && <Button onClick={() => setNew(true)}>It is a new part</Button>}
      <Button
        variant="subtle"
        renderRoot={(props) => <Link to="/parts" search={{ q: scan.part_number ?? code.slice(0, 200) }} {...props} />}
      >
        Search all parts
      </Button>
    </>
  )
}

/** What a code says, and what is done with it. */
export function Answer(props: AnswerProps) {
  const { reading, waits, mayEdit, picking, onCode, onBooked, onRefused, onAnyway } = props
  const { scan, code, place } = reading
  const [chosen, setChosen] = useState<ScanMatch>()
  const [without, setWithout] = useState<string>()
  const match = chosen ?? sureMatch(scan)
  const facts = factsOf(scan)
  const isOwnThing = scan.id !== null && scan.kind.startsWith('own_') && scan.kind !== 'own_part'
  const isGone = scan.kind.startsWith('own_') && scan.proposal === null && scan.matches.length === 0
  const known = match !== undefined || (isOwnThing && !isGone)
  // The bag of another part must not be booked by the press that picks.
  const isUnwanted = picking && scan.proposal?.action !== 'pick'
  // Nor one whose slot is not there: it would go elsewhere.
  const gone = reading.gone ?? undefined
  const warnings = gone === undefined ? scan.warnings : [`There is no ${gone}.`, ...scan.warnings]
  return (
    <section className={classes.answer} aria-label="What was scanned">
      <header className={classes.head} aria-live="polite">
        {known ? (
          <IconCircleCheckFilled size={18} aria-hidden />
        ) : (
          <IconHelpCircle size={18} stroke={1.75} aria-hidden />
        )}
        <b data-known={known || undefined}>{kindText(scan)}</b>
        {match !== undefined && <span>{reasonText(match)}</span>}
      </header>
      <Warnings texts={warnings} />
      {facts.length > 0 && (
        <p className={classes.facts}>
          {facts.map(([name, value]) => (
            <span key={name}>
              {name} <b>{value}</b>
            </span>
          ))}
        </p>
      )}
      {isGone && scan.id !== null ? (
        <GoneAnswer scan={scan} id={scan.id} mayEdit={mayEdit} />
      ) : scan.kind === 'distributor_packing_list' ? (
        <PackingList />
      ) : isOwnThing && scan.id !== null ? (
        <OwnAnswer
          scan={scan}
          code={code}
          id={scan.id}
          mayEdit={mayEdit}
          picking={picking}
          station={props.station}
          onCode={onCode}
          onBooked={onBooked}
          onRefused={onRefused}
        />
      ) : match === undefined ? (
        <Unknown {...props} onChoose={setChosen} />
      ) : mayEdit && isUnwanted ? (
        <NotWanted match={match} onAnyway={onAnyway} />
      ) : mayEdit && gone !== undefined && without !== gone ? (
        <NotWanted match={match} onAnyway={() => setWithout(gone)} />
      ) : mayEdit ? (
        <PartAnswer
          key={match.part.key}
          scan={scan}
          code={code}
          match={match}
          place={place}
          box={reading.box}
          waits={waits}
          onBooked={onBooked}
          onRefused={onRefused}
        />
      ) : (
        <PartLine match={match} quantity={scan.kind === 'own_part' ? null : scan.quantity} />
      )}
      <Fields fields={scan.fields} />
    </section>
  )
}
