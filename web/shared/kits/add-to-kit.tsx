import { Popover } from '@mantine/core'
import type { ReactElement } from 'react'
import { later } from '../later.tsx'

const KitForm = later(async () => (await import('./kit-form.tsx')).KitForm)

interface AddToKitProps {
  partKey: string
  opened: boolean
  onChange: (opened: boolean) => void
  /** Where it stands. */
  children: ReactElement
}

/** Has a kit need a part. */
export function AddToKit({ partKey, opened, onChange, children }: AddToKitProps) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      withRoles={false}
      position="bottom-end"
      trapFocus
      returnFocus
      hideDetached={false}
      width={280}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={`Add ${partKey} to a kit`}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {opened && <KitForm partKey={partKey} onDone={() => onChange(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}
