import { IconNote, IconShoppingCartPlus, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { KitDetail, KitLine } from '../../api/queries/kits.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { ActionBar, BarAction } from '../../shared/list/action-bar.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { piecesToBuy } from './kit-amounts.ts'
import { useChangeLines } from './use-change-lines.ts'

const ICON = { size: 15, stroke: 1.75 } as const

interface LineBarProps {
  kit: KitDetail
  /** The lines that are chosen, one at least. */
  lines: readonly KitLine[]
  onClear: () => void
}

/** The note that all of them have; empty when they differ. */
function commonNote(lines: readonly KitLine[]): string {
  const notes = new Set(lines.map(({ note }) => note ?? ''))
  return notes.size === 1 ? [...notes].join('') : ''
}

/** What can be done with lines of a kit at once. */
export function LineBar({ kit, lines, onClear }: LineBarProps) {
  const [listing, setListing] = useState(false)
  const [noting, setNoting] = useState(false)
  const change = useChangeLines(kit)
  const remove = useMutation({ mutationFn: () => change.remove(lines), onSuccess: onClear, onError: sayFailure })
  const needed = piecesToBuy(lines)
  const pieces = [...needed.values()].reduce((sum, each) => sum + each, 0)
  return (
    <ActionBar label="Chosen lines" chosen={lines.length} onClear={onClear}>
      <AddToList
        partKeys={[...needed.keys()]}
        needed={{
          of: needed,
          text: `${plural(pieces, 'piece', 'pieces')}: what is short, or what is needed of parts that are not`,
        }}
        opened={listing}
        onChange={setListing}
      >
        <BarAction leftSection={<IconShoppingCartPlus {...ICON} />} onClick={() => setListing(!listing)}>
          Add to list
        </BarAction>
      </AddToList>
      <BarAction leftSection={<IconNote {...ICON} />} onClick={() => setNoting(true)}>
        Note
      </BarAction>
      <BarAction leftSection={<IconTrash {...ICON} />} loading={remove.isPending} onClick={() => remove.mutate()}>
        Take out
      </BarAction>
      <NameDialog
        opened={noting}
        onClose={() => setNoting(false)}
        title={`Note of ${plural(lines.length, 'line', 'lines')}`}
        label="Note"
        verb="Keep the note"
        optional
        initial={{ name: commonNote(lines) }}
        save={async (text) => {
          await change.note(lines, text === '' ? null : text)
          onClear()
        }}
      />
    </ActionBar>
  )
}
