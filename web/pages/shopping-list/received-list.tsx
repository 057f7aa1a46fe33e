import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ListReceipt, listReceiptsQuery, type ShoppingList } from '../../api/queries/lists.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import cells from '../../shared/list/cells.module.css'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { Picture } from '../../shared/picture/picture.tsx'
import { Places } from '../../shared/place/places.tsx'
import { UndoButton } from '../../shared/stock/undo-button.tsx'
import { byDay } from '../../shared/text/by-day.ts'
import { ChangeText } from '../../shared/text/change-text.tsx'
import { money, unitPrice } from '../../shared/text/money.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { clock, fullTime } from '../../shared/text/times.ts'
import { AllLines } from './all-lines.tsx'
import groups from './groups.module.css'
import classes from './received-list.module.css'

interface ReceivedListProps {
  list: ShoppingList
}

/** From whom it came, in which order, and who booked it. */
function fromWhom({ seller, order_number: order, actor_name: who, import_id: imported }: ListReceipt): string {
  return [seller, order && `order ${order}`, who && `by ${who}`, imported !== null && 'from a file']
    .filter(Boolean)
    .join(', ')
}

function Receipt({ receipt, list }: { receipt: ListReceipt; list: ShoppingList }) {
  const { operation_id, received_at, part_key: key, qty, places, unit_price: price, currency, import_id } = receipt
  const part = list.lines.find((line) => line.part.key === key)?.part
  const from = fromWhom(receipt)
  return (
    <li className={classes.row}>
      <time className={`num ${classes.when}`} dateTime={received_at} title={fullTime(received_at)}>
        {clock(received_at)}
      </time>
      <Picture url={part?.cover_url ?? null} size={1.75} />
      <PartKey>{key ?? ''}</PartKey>
      <span className={cells.words}>
        {part === undefined ? (
          <span>Not on the list any more</span>
        ) : (
          <Link to="/parts/$key" params={{ key: part.key }} className="ellipsis" title={part.description}>
            {part.description}
          </Link>
        )}
        <span className="ellipsis" title={from}>
          {from}
        </span>
      </span>
      <span className={classes.pieces}>
        <ChangeText value={qty} />
      </span>
      <span className={classes.places}>
        <Places places={places} most={2} />
      </span>
      <span className={cells.money}>
        {price !== null && currency !== null && (
          <>
            <b className="num">{money(Number(price) * qty, currency)}</b>
            <span className="num">{unitPrice(price, currency)}</span>
          </>
        )}
      </span>
      <span className={classes.end}>
        {list.status === 'active' && import_id === null && <UndoButton operationId={operation_id} />}
        {import_id !== null && (
          <Link to="/import/$import" params={{ import: String(import_id) }}>
            The import
          </Link>
        )}
      </span>
    </li>
  )
}

/** What came for a list, by day, the newest first; and below it lines of which nobody has noted when their pieces came. */
export function ReceivedList({ list }: ReceivedListProps) {
  const { data: receipts, error, refetch } = useQuery(listReceiptsQuery(list.id))
  if (error !== null && receipts === undefined) return <Failure error={error} retry={() => void refetch()} />
  if (receipts === undefined) return <SkeletonRows />
  const noted = new Map<number, number>()
  for (const { line_id: id, qty } of receipts) noted.set(id, (noted.get(id) ?? 0) + qty)
  const others = list.lines.filter(({ id, received }) => received > (noted.get(id) ?? 0))
  if (receipts.length === 0 && others.length === 0) {
    return <p className={groups.none}>Nothing has come yet. What is ordered is received in its row, under By seller.</p>
  }
  return (
    <>
      {byDay(receipts, ({ received_at }) => received_at).map(([day, own]) => (
        <section key={day} aria-label={day}>
          <h2 className={cells.day}>{day}</h2>
          <ul className={classes.list}>
            {own.map((receipt) => (
              <Receipt key={`${receipt.operation_id} ${receipt.line_id}`} receipt={receipt} list={list} />
            ))}
          </ul>
        </section>
      ))}
      {others.length > 0 && (
        <section aria-label="When is not known">
          <h2 className={cells.day}>When is not known</h2>
          <AllLines listId={list.id} lines={others} none="" />
        </section>
      )}
    </>
  )
}
