import { FileError } from '../failure.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_LINE } from '../limits.ts'
import type { RawRow } from '../raw-table.ts'
import { demandRoom } from './demand-room.ts'

/** @returns the refusal of a line that is too long. */
export function lineTooLong(line: number): FileError {
  return new FileError('LINE_TOO_LONG', `Line ${line} has more than ${MAX_LINE} characters`)
}

/** Collects the records of a text, and refuses more of them than are read. */
export class Records {
  readonly rows: RawRow[] = []
  /** The line on which the next record begins. */
  line = 1
  readonly #most: number | undefined
  readonly #demandRoom = demandRoom(this.rows)
  #cells = 0

  /** @param most only so many records are wanted; how wide they are does not matter then. */
  constructor(most: number | undefined) {
    this.#most = most
  }

  get isFull(): boolean {
    return this.rows.length === this.#most
  }

  /** @param breaks line breaks inside of the cells. @throws FileError. */
  add(cells: string[], breaks: number): void {
    const { rows, line } = this
    rows.push({ rowNo: line, cells })
    this.#demandRoom()
    if (this.#most === undefined && cells.length > MAX_COLUMNS) {
      const message = `Line ${line} has ${cells.length} cells, at most ${MAX_COLUMNS} are read`
      throw new FileError('TOO_MANY_COLUMNS', message)
    }
    this.#cells += cells.length
    if (this.#cells > MAX_CELLS) throw new FileError('TOO_MANY_CELLS', `The file has more than ${MAX_CELLS} cells`)
    this.line += 1 + breaks
  }
}
