import type { RowOf } from '../../../../../plugins/database/statement.ts'
import { areOneOrder } from '../../../../stock/receipts/order-numbers.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { PresentList } from '../present-list.ts'
import type { WAITING_ON_LISTS } from '../received-statements.ts'
import type { Ref } from '../refs.ts'

/** Lines of shopping lists that wait for pieces which a row receives without them: nobody would notice. */
export class ListsThatWait {
  readonly #byPart: ReadonlyMap<Ref, RowOf<typeof WAITING_ON_LISTS>[]>

  constructor(lines: readonly RowOf<typeof WAITING_ON_LISTS>[] = []) {
    this.#byPart = Map.groupBy(lines, ({ part_id }) => part_id)
  }

  /** @param list the one that is received: it has no line that takes the pieces. */
  warn(
    planned: PlannedRow,
    {
      part,
      seller,
      orderNumber,
      list,
    }: { part: Ref; seller: Ref; orderNumber: string | null; list: PresentList | null },
  ): void {
    const own = list?.lines.find(({ partId }) => partId === part)
    if (list !== null && own !== undefined) {
      const why = {
        new: 'it is not ordered yet',
        ordered: 'it is ordered from another seller',
        done: 'it is completed',
      }
      this.#say(planned, `The line of the list "${list.name}" is left as it is: ${why[own.status]}`)
    }
    const waiting = (this.#byPart.get(part) ?? []).filter(({ seller_id }) => seller_id === seller)
    const ofOrder = waiting.find(({ order_number }) => areOneOrder(order_number, orderNumber))
    const line = ofOrder ?? waiting.find(({ order_number }) => order_number === null || orderNumber === null)
    if (line === undefined) return
    const { list_name: name, list_id: id, open } = line
    this.#say(
      planned,
      ofOrder === undefined
        ? `The list "${name}" waits for ${open} pieces from this seller: if these are among them, receive the order for it (option list_id ${id})`
        : `The list "${name}" waits for ${open} pieces of this order: receive it for the list (option list_id ${id})`,
    )
  }

  #say(planned: PlannedRow, message: string): void {
    planned.problems.warn('LIST_LINE_LEFT', null, message)
  }
}
