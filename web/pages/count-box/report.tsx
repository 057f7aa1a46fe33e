import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api/client.ts'
import type { CountingRound, CountLine } from '../../api/queries/counts.ts'
import { plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './count-box.module.css'
import { differenceText } from './difference-text.ts'

interface ReportProps {
  round: CountingRound
  report: Schemas['CountingReport']
  /** The way on. */
  back: ReactNode
}

/** Whether something about a pile was not as it should be, or is not known. */
function needsLook({ difference, deleted_at }: CountLine): boolean {
  return deleted_at === null && difference !== 0
}

/** The piles that differ or were not counted, each with the way to its slot. */
function NeedsLook({ round: { box_no: box, lines } }: Pick<ReportProps, 'round'>) {
  const odd = lines.filter(needsLook)
  if (odd.length === 0) return null
  return (
    <section className={classes.odd} aria-label="Needs a look">
      <h2>Needs a look</h2>
      <ul>
        {odd.map(({ part_key: key, loc_no: slot, difference }) => (
          <li key={`${slot} ${key}`}>
            <Link to="/boxes/$box" params={{ box: String(box) }} search={{ slot: String(slot) }} data-walk>
              <PartKey>{key}</PartKey>
              <span className="num">
                {box}-{slot}
              </span>
              <span data-uncounted={difference === null || undefined}>
                {difference === null ? 'not counted' : differenceText(difference)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What a round has found. */
export function Report({ round, report: { counted, missing, found }, back }: ReportProps) {
  return (
    <div className={classes.report}>
      <IconCircleCheck size={56} stroke={1.25} aria-hidden />
      <h1>{plural(counted, 'pile counted', 'piles counted')}</h1>
      <p>
        {missing + found === 0
          ? 'Everything was as expected.'
          : `${plural(missing, 'piece was', 'pieces were')} short, ${plural(found, 'piece was', 'pieces were')} over.`}
      </p>
      <NeedsLook round={round} />
      {back}
    </div>
  )
}
