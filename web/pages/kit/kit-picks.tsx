import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { KitDetail } from '../../api/queries/kits.ts'
import rows from '../../shared/list/rows.module.css'
import { count, plural } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import classes from './kit.module.css'

/** The pick lists of a kit, those to be finished first. */
export function KitPicks({ kit }: { kit: KitDetail }) {
  if (kit.pick_lists.length === 0) return <p className={classes.none}>Nothing has been picked for this kit yet.</p>
  const sorted = [...kit.pick_lists].sort((a, b) => Number(a.status === 'completed') - Number(b.status === 'completed'))
  return (
    <ul className={rows.rows}>
      {sorted.map((list) => (
        <li key={list.id}>
          <Link to="/pick/$list" params={{ list: String(list.id) }} className={rows.row} data-walk>
            <span className={rows.words}>
              <b>For {plural(list.requested_units, 'unit', 'units')}</b>
              <span>
                {list.status === 'completed'
                  ? 'picked'
                  : `${count(list.completed_line_count)} of ${count(list.line_count)} lines picked`}
              </span>
            </span>
            <Progress
              w={160}
              size={6}
              value={(list.completed_line_count / Math.max(1, list.line_count)) * 100}
              aria-label="Lines picked"
            />
            <span className={rows.time}>
              <Time at={list.updated_at} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
