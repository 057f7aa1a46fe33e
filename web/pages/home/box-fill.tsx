import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memo, useMemo, useState } from 'react'
import { shelfQuery } from '../../api/queries/boxes.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import { barsOf, type FillBar } from './bars-of.ts'
import classes from './home.module.css'

/** Each so many bars have the number of their box below. */
const NAMED = 5
/** From here on bars stand close. */
const MANY = 30

function nameOf({ first, last }: FillBar): string {
  if (first !== last) return `Boxes ${first.box_no} to ${last.box_no}`
  return first.description === '' ? `Box ${first.box_no}` : `Box ${first.box_no}, ${first.description}`
}

function wordsOf(bar: FillBar): string {
  return `${nameOf(bar)}: ${count(bar.used)} of ${count(bar.slots)} slots used`
}

interface BarsProps {
  bars: readonly FillBar[]
  onMean: (bar: FillBar | null) => void
}

/** They stay as they are while one after the other is meant. */
const Bars = memo(function Bars({ bars, onMean }: BarsProps) {
  return (
    <ul className={classes.bars} data-many={bars.length > MANY || undefined} onMouseLeave={() => onMean(null)}>
      {bars.map((bar, index) => {
        const { first, last, used, slots } = bar
        const means = { onMouseEnter: () => onMean(bar), onFocus: () => onMean(bar), onBlur: () => onMean(null) }
        const isNamed = index === 0 || (first === last ? first.box_no : index) % NAMED === 0
        return (
          <li key={first.box_no}>
            <Link
              {...(first === last
                ? { to: '/boxes/$box', params: { box: String(first.box_no) } }
                : { to: '/boxes', search: { view: 'list' } })}
              className={classes.bar}
              aria-label={wordsOf(bar)}
              data-full={used === slots || undefined}
              {...means}
            >
              <span style={{ height: `${(used / Math.max(1, slots)) * 100}%` }} />
              <b data-named={isNamed || undefined}>{first.box_no}</b>
            </Link>
          </li>
        )
      })}
    </ul>
  )
})

/** How full the boxes are, a bar a box; the one that is meant is named above. */
export function BoxFill() {
  const { data: boxes } = useQuery(shelfQuery)
  const [meant, setMeant] = useState<FillBar | null>(null)
  const bars = useMemo(() => barsOf(boxes ?? []), [boxes])
  if (boxes === undefined || bars.length === 0) return null
  const sum = (of: 'used' | 'slots') => bars.reduce((total, bar) => total + bar[of], 0)
  const full = boxes.filter(({ occupied, capacity }) => occupied.length === capacity).length
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>How full the boxes are</h2>
        {meant === null ? (
          <span>
            {count(sum('used'))} of {plural(sum('slots'), 'slot', 'slots')} used
            {full > 0 && (
              <>
                <i data-tone="full" /> {plural(full, 'box full', 'boxes full')}
              </>
            )}
          </span>
        ) : (
          <span className="ellipsis">{wordsOf(meant)}</span>
        )}
      </div>
      <Bars bars={bars} onMean={setMeant} />
    </section>
  )
}
