import { Button } from '@mantine/core'
import { IconMapSearch, IconPlus, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ShelfBox } from '../../api/queries/boxes.ts'
import { useMay } from '../../api/queries/session.ts'
import { expectTyping } from '../../shared/keyboard/type-ahead.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { itemsText } from '../../shared/labels/label-items.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { count, plural } from '../../shared/text/numbers.ts'

const route = getRouteApi('/boxes')
const ICON = { size: 15, stroke: 1.75 } as const
/** So many lids fit into one address. */
const MOST_LIDS = 200

function summaryOf(boxes: readonly ShelfBox[]): string {
  const sum = (of: (box: ShelfBox) => number) => boxes.reduce((total, box) => total + of(box), 0)
  const used = sum(({ occupied }) => occupied.length)
  const slots = plural(
    sum(({ capacity }) => capacity),
    'slot',
    'slots',
  )
  return `${count(used)} of ${slots} used, ${plural(
    sum(({ pieces }) => pieces),
    'piece',
    'pieces',
  )}`
}

/** How full the boxes are, and what can be done with all of them. */
export function BoxesHead({ boxes }: { boxes: readonly ShelfBox[] | undefined }) {
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  const lids = (boxes ?? []).map(({ box_no }) => ({ kind: 'box' as const, id: String(box_no), copies: 1 }))
  const find = () => {
    expectTyping()
    void navigate({ search: (old) => ({ ...old, slot: '?' }), replace: true })
  }
  useHotkey('f', find, mayEdit)
  return (
    <PageHead
      title="Boxes"
      summary={boxes && summaryOf(boxes)}
      actions={
        <>
          {mayEdit && (
            <Button leftSection={<IconMapSearch {...ICON} />} onClick={find}>
              Find a free slot
            </Button>
          )}
          {lids.length <= MOST_LIDS && (
            <Button
              leftSection={<IconPrinter {...ICON} />}
              renderRoot={(props) => (
                <Link to="/labels" search={{ of: itemsText(lids), template: 'lid-a5' }} {...props} />
              )}
            >
              Lid labels
            </Button>
          )}
          {mayEdit && (
            <Button
              leftSection={<IconPlus {...ICON} />}
              onClick={() => void navigate({ search: (old) => ({ ...old, add: 'box' }), replace: true })}
            >
              New box
            </Button>
          )}
        </>
      }
    />
  )
}
