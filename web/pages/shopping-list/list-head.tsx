import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconScan } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ShoppingList } from '../../api/queries/lists.ts'
import { useMay } from '../../api/queries/session.ts'
import { expectTyping } from '../../shared/keyboard/type-ahead.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { AddLine } from './add-line.tsx'
import { groupsOf } from './groups-of.ts'
import { ListMenu } from './list-menu.tsx'

function summary(list: ShoppingList): string {
  const { lines, status } = list
  const without = lines.filter(({ seller_id }) => seller_id === null).length
  const sellers = groupsOf(list).filter(({ seller_id }) => seller_id !== null).length
  const rest = without === 0 ? '' : `, ${plural(without, 'is', 'are')} without a seller`
  return `${plural(lines.length, 'line', 'lines')} at ${plural(sellers, 'seller', 'sellers')}${rest}${status === 'done' ? ', done' : ''}`
}

/** The name of a list, and what can be done with it. */
export function ListHead({ list }: { list: ShoppingList }) {
  const mayEdit = useMay('editor')
  const [adding, { open, close }] = useDisclosure(false)
  const mayAdd = mayEdit && list.status !== 'done'
  const add = () => {
    expectTyping()
    open()
  }
  useHotkey('a', add, mayAdd)
  return (
    <>
      <PageHead
        title={list.name}
        summary={summary(list)}
        actions={
          <>
            {mayAdd && (
              <Button leftSection={<IconPlus size={15} stroke={1.75} />} onClick={add}>
                Add a part
              </Button>
            )}
            {mayAdd && list.has_ordered_lines && (
              <Button
                renderRoot={(props) => <Link to="/scan" search={{ list: list.id }} {...props} />}
                leftSection={<IconScan size={15} stroke={1.75} />}
              >
                Scan a bag
              </Button>
            )}
            <ListMenu list={list} />
          </>
        }
      />
      <AddLine list={list} opened={adding} onClose={close} />
    </>
  )
}
