import { Link } from '@tanstack/react-router'
import type { KitBuildable, KitSummary } from '../../api/queries/kits.ts'
import list from '../../shared/list/rows.module.css'
import { Picture } from '../../shared/picture/picture.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { Time } from '../../shared/text/time.tsx'
import classes from './kits.module.css'

interface KitRowProps {
  kit: KitSummary
  /** What can be built of it; undefined while that is not known. */
  buildable: KitBuildable | undefined
}

/** How many units the stock suffices for, out of how many are wanted. */
function Buildable({ kit, buildable }: KitRowProps) {
  const wanted = plural(kit.build_target, 'to build', 'to build')
  if (buildable === undefined) return <span className={classes.build}>{wanted}</span>
  const { units, short_parts: short } = buildable
  if (units === null) return <span className={classes.build}>no parts yet</span>
  return (
    <span className={classes.build}>
      {short > 0 ? (
        <>
          <b>{count(units)} can be built</b>
          <span>
            of {count(kit.build_target)}, {plural(short, 'part is short', 'parts are short')}
          </span>
        </>
      ) : (
        <>
          {count(units)} can be built
          <span>{wanted}</span>
        </>
      )}
    </span>
  )
}

/** A kit among all kits: what is going on with it. */
export function KitRow({ kit, buildable }: KitRowProps) {
  return (
    <li>
      <Link to="/kits/$kit" params={{ kit: String(kit.id) }} className={list.row} data-walk>
        <span className={list.lead}>
          <Picture url={kit.cover_url} size={2.25} />
        </span>
        <span className={list.words}>
          <b className="ellipsis">{kit.name}</b>
          <span className="ellipsis">{kit.description}</span>
        </span>
        {kit.pick_list_badge_count > 0 && (
          <Tag tone="warn">{plural(kit.pick_list_badge_count, 'open pick list', 'open pick lists')}</Tag>
        )}
        {kit.shopping_list_badge_count > 0 && (
          <Tag>{plural(kit.shopping_list_badge_count, 'shopping list', 'shopping lists')}</Tag>
        )}
        <Buildable kit={kit} buildable={buildable} />
        <span className={list.time}>
          <Time at={kit.updated_at} />
        </span>
      </Link>
    </li>
  )
}
