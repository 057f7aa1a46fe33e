import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { typesOfPartsQuery } from '../../api/queries/home.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import classes from './home.module.css'

const MOST = 8

/** Which types most parts have. */
export function PartTypes() {
  const { data } = useQuery(typesOfPartsQuery)
  const types = (data ?? []).filter(({ part_count }) => part_count > 0)
  const [largest] = types
  if (largest === undefined) return null
  const shown = types.slice(0, MOST)
  const rest = types.slice(MOST).reduce((sum, { part_count }) => sum + part_count, 0)
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Parts by type</h2>
        <span>{plural(types.length, 'type', 'types')}</span>
      </div>
      {shown.map(({ type_name, part_count }) => (
        <Link key={type_name} to="/parts" search={{ q: `type:="${type_name}"` }} className={classes.type}>
          <span className="ellipsis">{type_name}</span>
          <span className={classes.typeBar}>
            <i style={{ width: `${(part_count / largest.part_count) * 100}%` }} />
          </span>
          <span className="num">{count(part_count)}</span>
        </Link>
      ))}
      {rest > 0 && (
        <span className={classes.type} data-rest>
          <span>{count(types.length - MOST)} more</span>
          <span className={classes.typeBar}>
            <i style={{ width: `${Math.min(100, (rest / largest.part_count) * 100)}%` }} />
          </span>
          <span className="num">{count(rest)}</span>
        </span>
      )}
    </section>
  )
}
