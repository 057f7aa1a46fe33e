import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listReceiptsQuery, type ShoppingList } from '../../api/queries/lists.ts'
import { Places } from '../../shared/place/places.tsx'
import { ChangeText } from '../../shared/text/change-text.tsx'
import { PartKey } from '../../shared/text/part-key.tsx'
import { Time } from '../../shared/text/time.tsx'
import classes from './shopping-list.module.css'

const SHOWN = 5

/** What came for a list last. */
export function LatestReceipts({ list }: { list: ShoppingList }) {
  const { data: receipts = [] } = useQuery(listReceiptsQuery(list.id))
  if (receipts.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>
        Received
        {receipts.length > SHOWN && (
          <Link to="/shopping/$list" params={{ list: String(list.id) }} search={{ tab: 'received' }}>
            All {receipts.length}
          </Link>
        )}
      </h2>
      {receipts.slice(0, SHOWN).map(({ operation_id, line_id, part_key, qty, places, received_at }) => (
        <p key={`${operation_id} ${line_id}`} className={classes.receipt}>
          <ChangeText value={qty} />
          <PartKey>{part_key ?? ''}</PartKey>
          <Places places={places} most={1} />
          <Time at={received_at} />
        </p>
      ))}
    </section>
  )
}
