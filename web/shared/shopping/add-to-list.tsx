import { Popover } from '@mantine/core'
import type { ReactElement } from 'react'
import { later } from '../later.tsx'
import type { ListFormProps } from './list-form.tsx'

const ListForm = later(async () => (await import('./list-form.tsx')).ListForm)

interface AddToListProps extends Omit<ListFormProps, 'onDone'> {
  opened: boolean
  onChange: (opened: boolean) => void
  /** Whether `children` is the button that opens it, and not only where it stands. */
  byButton?: boolean
  /** The button that opens it. */
  children: ReactElement
}

/** Puts parts on a shopping list, an old one or a new one. */
export function AddToList({ partKeys, needed, opened, onChange, byButton = true, children }: AddToListProps) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      withRoles={byButton}
      position="bottom-end"
      trapFocus
      returnFocus
      hideDetached={false}
      width={280}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label="Add to a list" onKeyDown={(event) => event.stopPropagation()}>
        {opened && <ListForm partKeys={partKeys} needed={needed} onDone={() => onChange(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}
