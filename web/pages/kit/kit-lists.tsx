import { Link } from '@tanstack/react-router'
import type { KitDetail } from '../../api/queries/kits.ts'
import rows from '../../shared/list/rows.module.css'
import { plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { Time } from '../../shared/text/time.tsx'
import classes from './kit.module.css'

/** The shopping lists that got what the kit lacked. */
export function KitLists({ kit }: { kit: KitDetail }) {
  if (kit.shopping_list_links.length === 0) return <p className={classes.none}>No list has anything for this kit.</p>
  return (
    <ul className={rows.rows}>
      {kit.shopping_list_links.map((link) => (
        <li key={link.id}>
          <Link to="/shopping/$list" params={{ list: String(link.shopping_list_id) }} className={rows.row}>
            <span className={rows.words}>
              <b>{link.shopping_list_name}</b>
              <span>for {plural(link.requested_units, 'unit', 'units')}</span>
            </span>
            {link.is_stale && <Tag tone="warn">the kit has changed since</Tag>}
            {link.status === 'done' && <Tag tone="draft">done</Tag>}
            <span className={rows.time}>
              <Time at={link.created_at} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
