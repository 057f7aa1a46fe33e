import { Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { shelfQuery } from '../../api/queries/boxes.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import classes from './home.module.css'

const NAMED = 5

/** How full the boxes are, a bar a box. */
export function BoxFill() {
  const { data: boxes } = useQuery(shelfQuery)
  if (boxes === undefined || boxes.length === 0) return null
  const used = boxes.reduce((sum, { occupied }) => sum + occupied.length, 0)
  const slots = boxes.reduce((sum, { capacity }) => sum + capacity, 0)
  const full = boxes.filter(({ occupied, capacity }) => occupied.length === capacity).length
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>How full the boxes are</h2>
        <span>
          {count(used)} of {plural(slots, 'slot', 'slots')} used
          {full > 0 && (
            <>
              <i data-tone="full" /> {plural(full, 'box full', 'boxes full')}
            </>
          )}
        </span>
      </div>
      <div className={classes.bars}>
        {boxes.map(({ box_no, description, occupied, capacity }, index) => (
          <Tooltip
            key={box_no}
            openDelay={0}
            label={
              <>
                <b>Box {box_no}</b> {occupied.length} of {capacity} slots, {description}
              </>
            }
          >
            <Link
              to="/boxes/$box"
              params={{ box: String(box_no) }}
              className={classes.bar}
              aria-label={`Box ${box_no}, ${description}: ${occupied.length} of ${capacity} slots used`}
              data-full={occupied.length === capacity || undefined}
            >
              <span style={{ height: `${(occupied.length / capacity) * 100}%` }} />
              <b data-named={index === 0 || box_no % NAMED === 0 || undefined}>{box_no}</b>
            </Link>
          </Tooltip>
        ))}
      </div>
    </section>
  )
}
