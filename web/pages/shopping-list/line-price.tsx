import type { LineOffer, ListLine } from '../../api/queries/lists.ts'
import cells from '../../shared/list/cells.module.css'
import { money, unitPrice } from '../../shared/text/money.ts'
import { day } from '../../shared/text/times.ts'
import { toBuy } from './offers.ts'

interface LinePriceProps {
  line: ListLine
  offer: LineOffer | undefined
}

/** What a line costs by the price that was paid last. */
export function LinePrice({ line, offer }: LinePriceProps) {
  const price = offer?.last_price
  if (price == null) return <span className={cells.money} />
  const { unit_price: each, currency, seller, received_at: at } = price
  return (
    <span className={cells.money} title={`Paid ${seller === null ? '' : `to ${seller} `}on ${day(at, 'today')}`}>
      <b className="num">{money(Number(each) * toBuy(line), currency)}</b>
      <span className="num">{unitPrice(each, currency)}</span>
    </span>
  )
}
