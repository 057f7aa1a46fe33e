import { IconPuzzle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Part, partKitsQuery } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { AddToKit } from '../../shared/kits/add-to-kit.tsx'
import { count } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import classes from './part.module.css'
import rows from './rows.module.css'

/** The kits that need the part. */
export function UsedIn({ part }: { part: Part }) {
  const { data: kits } = useQuery(partKitsQuery(part.key))
  const mayEdit = useMay('editor')
  const [fitting, setFitting] = useState(false)
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Used in</h2>
        {mayEdit && (
          <AddToKit partKey={part.key} opened={fitting} onChange={setFitting}>
            <button
              type="button"
              className={classes.sectionAct}
              aria-haspopup="dialog"
              aria-expanded={fitting}
              onClick={() => setFitting(!fitting)}
            >
              Add to kit
            </button>
          </AddToKit>
        )}
      </div>
      {kits?.length === 0 && <span className={classes.quiet}>no kit</span>}
      {kits?.map((kit) => (
        <Link key={kit.kit_id} to="/kits/$kit" params={{ kit: String(kit.kit_id) }} className={rows.row}>
          <IconPuzzle size={15} stroke={1.75} aria-hidden />
          <span className={`ellipsis ${rows.name}`}>{kit.kit_name}</span>
          {kit.status === 'archived' && <Tag tone="draft">archived</Tag>}
          <span className={`num ${rows.end}`}>
            {count(kit.required_per_unit)} a kit
            {kit.reserved_quantity > 0 && `, ${count(kit.reserved_quantity)} reserved`}
          </span>
        </Link>
      ))}
    </section>
  )
}
