import type { PlannedRow } from '../planned-row.ts'
import type { PresentList, PresentListLine } from '../present-list.ts'
import type { Ref } from '../refs.ts'

/** The lines of the list for which an order is received, and what is planned for them. */
export class WaitingLines {
  readonly #list: PresentList | null
  readonly #byPart: ReadonlyMap<Ref, PresentListLine>
  readonly #planned = new Map<number, number>()

  constructor(list: PresentList | null) {
    this.#list = list
    this.#byPart = new Map(list?.lines.map((line) => [line.partId, line]))
  }

  /** The ordered line of a part, from that seller or from none that is known. */
  find(part: Ref, seller: Ref): PresentListLine | null {
    const line = this.#byPart.get(part)
    return line?.status === 'ordered' && (line.sellerId === null || line.sellerId === seller) ? line : null
  }

  /** Notes that a row receives pieces for a line, and says which of them are more than were ordered. */
  receive({ id, received, ordered }: PresentListLine, pieces: number, planned: PlannedRow): void {
    const before = received + (this.#planned.get(id) ?? 0)
    this.#planned.set(id, before - received + pieces)
    const surplus = Math.min(pieces, before + pieces - ordered)
    if (surplus <= 0) return
    planned.problems.warn(
      'MORE_THAN_ORDERED',
      'quantity',
      `${this.#saying(before, ordered)}: ${surplus} of these ${pieces} are more than were ordered. Skip the row if they came before`,
    )
  }

  /** That pieces which a line has received are taken for those of a row, as nobody has said of which order they were. */
  takenInWords(lineId: number): string {
    const line = this.#list?.lines.find(({ id }) => id === lineId)
    if (line === undefined) return ''
    return `. ${this.#saying(line.received, line.ordered)}; if these are others, receive them without the list`
  }

  #saying(received: number, ordered: number): string {
    return `The line of the list "${this.#list?.name}" has received ${received} of ${ordered} pieces already`
  }
}
