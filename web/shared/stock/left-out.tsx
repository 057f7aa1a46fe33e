import { notifications } from '@mantine/notifications'
import type { Schemas } from '../../api/client.ts'
import { newKey } from '../../api/new-key.ts'
import { Note } from '../feedback/note.tsx'
import { sayDone } from '../feedback/undo.tsx'
import { plural } from '../text/numbers.ts'
import classes from './stock.module.css'

/** Something that did not come back with a part, with the reason. */
export type LeftOut = Schemas['LeftOut']

const READING_MS = 20_000

const BELONGINGS: Readonly<Record<LeftOut['what'], (amount: number) => string>> = {
  type: () => 'Its type',
  documents: (amount) => plural(amount, 'document', 'documents'),
  seller_links: (amount) => plural(amount, 'seller link', 'seller links'),
  seller_numbers: (amount) => plural(amount, 'order number of a seller', 'order numbers of sellers'),
  codes: (amount) => plural(amount, 'code', 'codes'),
  shopping_list_lines: (amount) => plural(amount, 'line of a shopping list', 'lines of shopping lists'),
  kit_alternates: (amount) => plural(amount, 'place as a substitute in a kit', 'places as a substitute in kits'),
  kit_unfitted_lines: (amount) =>
    plural(amount, 'line of a kit that is not fitted', 'lines of kits that are not fitted'),
}

/** What does not come back, a line each with its reason. */
function LeftOutLines({ leftOut }: { leftOut: readonly LeftOut[] }) {
  return (
    <ul className={classes.leftOut}>
      {leftOut.map(({ what, count, because }) => (
        <li key={`${what} ${because}`}>
          {BELONGINGS[what](count)}: {because}
        </li>
      ))}
    </ul>
  )
}

/** Says before something is undone what would not come back with it. */
export function LeftOutNote({ leftOut = [] }: { leftOut: readonly LeftOut[] | undefined }) {
  if (leftOut.length === 0) return null
  return (
    <Note tone="warn">
      <b>Not all of it comes back:</b>
      <LeftOutLines leftOut={leftOut} />
    </Note>
  )
}

/** Says that something was brought back, and for longer what of it was not. */
export function sayBroughtBack(text: string, leftOut: readonly LeftOut[], undo?: () => Promise<unknown>): void {
  if (leftOut.length === 0) {
    sayDone(text, undo)
    return
  }
  notifications.clean()
  notifications.show({
    id: newKey(),
    autoClose: READING_MS,
    message: (
      <>
        {text}. Not all of it came back:
        <LeftOutLines leftOut={leftOut} />
      </>
    ),
  })
}
