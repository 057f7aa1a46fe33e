import { Menu } from '@mantine/core'
import { IconPrinter, IconPuzzle, IconTag } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { AddToKit } from '../../shared/kits/add-to-kit.tsx'
import { itemsText } from '../../shared/labels/label-items.ts'
import { queueLabels } from '../../shared/labels/queue-labels.ts'

const ICON = { size: 15, stroke: 1.75 } as const

export interface RowMoreOpenProps {
  partKey: string
  /** What is open: the menu, or what of it was chosen. */
  open: 'more' | 'kit'
  onKit: () => void
  onClose: () => void
  /** The button that has opened it. */
  children: ReactElement
}

/** What is done with a part of the list now and then. */
export function RowMoreOpen({ partKey, open, onKit, onClose, children }: RowMoreOpenProps) {
  const queries = useQueryClient()
  const label = { kind: 'part' as const, id: partKey, copies: 1 }
  if (open === 'kit') {
    return (
      <AddToKit partKey={partKey} opened onChange={(opened) => !opened && onClose()}>
        <span>{children}</span>
      </AddToKit>
    )
  }
  return (
    <Menu opened onClose={onClose} closeOnItemClick={false} position="bottom-end">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown onKeyDown={(event) => event.stopPropagation()}>
        <Menu.Item leftSection={<IconPuzzle {...ICON} />} onClick={onKit}>
          Add to a kit
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTag {...ICON} />}
          onClick={() => {
            onClose()
            queueLabels(queries, [label]).catch(sayFailure)
          }}
        >
          Label for the next sheet
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPrinter {...ICON} />}
          renderRoot={(props) => <Link to="/labels" search={{ of: itemsText([label]) }} {...props} />}
        >
          Print its label
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
