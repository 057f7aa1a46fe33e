import { useQuery } from '@tanstack/react-query'
import { type Part, partReceiptsQuery } from '../../api/queries/parts.ts'
import { unitPrice } from '../../shared/text/money.ts'
import { change } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import classes from './part.module.css'
import rows from './rows.module.css'

/** What came of the part, when, from whom and for how much: the latest of it. */
export function Received({ part }: { part: Part }) {
  const { data: receipts = [] } = useQuery(partReceiptsQuery(part.key))
  if (receipts.length === 0) return null
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Received</h2>
      </div>
      {receipts.map(({ id, qty, seller, order_number, unit_price, currency, received_at, location_reference }) => (
        <div
          key={id}
          className={rows.row}
          title={[location_reference, order_number && `order ${order_number}`].filter(Boolean).join(', ')}
        >
          <b className="num">{change(qty)}</b>
          <span className={`ellipsis ${rows.name}`}>{seller}</span>
          <span className={`num ${rows.end}`}>
            {unit_price !== null && currency !== null && `${unitPrice(unit_price, currency)}, `}
            <Time at={received_at} byDay="after-words" />
          </span>
        </div>
      ))}
    </section>
  )
}
