import { Fragment } from 'react'
import { Dialog } from '../shared/page/dialog.tsx'
import { KeyCap } from '../shared/text/key-cap.tsx'
import { ENTRIES, PEOPLE_ENTRY, SYSTEM_ENTRY } from './navigation-entries.ts'
import classes from './shortcuts.module.css'

const SHORTCUTS: readonly (readonly [title: string, ...rows: (readonly [keys: string, what: string])[]])[] = [
  [
    'Everywhere',
    ['/', 'Find a part, box, kit or command'],
    ['n', 'New part'],
    ['?', 'These keys'],
    ['Esc', 'Close, or leave a field as it was'],
  ],
  ['Go to', ...[...ENTRIES, PEOPLE_ENTRY, SYSTEM_ENTRY].map(({ key, label }) => [`g ${key}`, label] as const)],
  ['The search field', ['↑ ↓', 'Choose'], ['Enter', 'Open'], ['Alt T', 'Take'], ['Alt P', 'Put']],
  ['Lists', ['j k', 'Next, previous row'], ['Enter', 'Open'], ['Esc', 'Leave the list']],
  [
    'Rows of parts',
    ['x', 'Choose the row'],
    ['t', 'Take'],
    ['u', 'Put'],
    ['m', 'Move'],
    ['l', 'Add to a list'],
    ['b', 'Add to a kit'],
  ],
  ['A part', ['t', 'Take'], ['u', 'Put'], ['m', 'Move'], ['c', 'Count']],
  ['Boxes', ['f', 'Find a free slot']],
  [
    'A box',
    ['← ↑ → ↓', 'Walk over the slots'],
    ['Enter', 'Open the slot'],
    ['m', 'Pick a pile up, put it down'],
    ['x', 'Choose the slot'],
    ['a', 'Put in a part'],
  ],
  ['A kit', ['a', 'Add a part'], ['p', 'Pick']],
  ['A shopping list', ['a', 'Add a part']],
  ['A pick list', ['Enter', 'Picked'], ['l', 'Less than asked'], ['0', 'Not there'], ['z', 'Undo']],
  ['Labels', ['a', 'Add labels']],
  [
    'Rows of an import',
    ['Enter', 'Open the row'],
    ['1 … 9', 'Choose a part that fits'],
    ['e Enter', 'Take what is meant most likely'],
  ],
]

/** The list of keys. */
export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys" size="lg">
      <div className={classes.shortcuts}>
        {SHORTCUTS.map(([title, ...rows]) => (
          <section key={title}>
            <h2>{title}</h2>
            {rows.map(([keys, what]) => (
              <div key={keys} className={classes.shortcut}>
                <span>{what}</span>
                <span>
                  {keys.split(' ').map((key) => (
                    <Fragment key={key}>
                      <KeyCap>{key}</KeyCap>{' '}
                    </Fragment>
                  ))}
                </span>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  )
}
