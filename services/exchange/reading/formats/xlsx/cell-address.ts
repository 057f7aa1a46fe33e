import { FileError } from '../../failure.ts'
import { MAX_COLUMNS } from '../../limits.ts'

const ADDRESS = /^([A-Z]{1,8})(\d{1,10})$/

/** The column of a cell from 0. @throws FileError when it is none, or too far to the right. */
export function columnOf(address: string): number {
  const letters = ADDRESS.exec(address)?.[1]
  if (letters === undefined) throw new FileError('UNREADABLE', `${address.slice(0, 40)} is no address of a cell`)
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  if (column > MAX_COLUMNS) {
    throw new FileError('TOO_MANY_COLUMNS', `The cell ${address.slice(0, 40)} is beyond column ${MAX_COLUMNS}`)
  }
  return column - 1
}
