import { readItem } from '../../shared/labels/label-items.ts'
import type { Ending } from './burst.ts'
import { BAG } from './code-kinds.ts'

const KEY = /^[A-Z]{4}$/i

/** Whether a text is the code of one of our labels, of a bag or an address. Four letters may be anything. */
function isCode(text: string): boolean {
  return BAG.test(text) || (readItem(text) !== null && !KEY.test(text))
}

/**
 * The code that a scanner has meant which types for an American keyboard while the computer has another one.
 *
 * @returns null where it does not, or where that cannot be said: keys and numbers may be typed for any keyboard.
 */
export function meantCode({ code, meant }: Ending): string | null {
  if (code === null || meant === undefined || readItem(code) !== null || BAG.test(code)) return null
  return isCode(meant) ? meant : null
}
