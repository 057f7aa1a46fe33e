import { Type } from 'typebox'
import type { LabelItem } from '../../../services/exchange/labels/content/label-item.ts'
import { MAX_LABELS } from '../../../services/exchange/labels/label-service.ts'
import { LABEL_KINDS } from '../../../services/exchange/labels/templates/template.ts'

const ITEM = `(${LABEL_KINDS.join('|')}):[A-Za-z0-9-]{1,25}([*][1-9]\\d{0,3})?`

/** The longest text that fits in an address beside the other headers; more labels are asked for with a body. */
const LONGEST = 12_000

/** Items in one text, for addresses: `part:ABCD*2,location:7-12`. */
export const ItemsText = Type.String({
  pattern: `^${ITEM}(,${ITEM}){0,${MAX_LABELS - 1}}$`,
  'x-hint': `must be a kind, ":" and an id, for several labels "*" and how many, and "," between them, such as part:ABCD*2,location:7-12,box:7; kinds are ${LABEL_KINDS.join(', ')}`,
  maxLength: LONGEST,
  description: 'Kind, id and how many, separated by commas: `part:ABCD*2,location:7-12,box:7`',
  examples: ['box:1'],
})

/** @param text as `ItemsText` describes it. */
export function readItemsText(text: string): LabelItem[] {
  return text.split(',').flatMap((item) => {
    const [, word, id = '', copies = '1'] = /^(\w+):([\w-]+)(?:[*](\d+))?$/.exec(item) ?? []
    const kind = LABEL_KINDS.find((known) => known === word)
    return kind === undefined ? [] : [{ kind, id, copies: Number(copies) }]
  })
}
