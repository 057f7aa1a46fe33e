import { Menu, type MenuProps } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactElement } from 'react'

/** Something to choose. */
interface Choice {
  value: string
  label: string
  chosen: boolean
}

export interface OpenChoicesProps {
  choices: readonly Choice[]
  onChoose: (value: string) => void
  /** Whether each is chosen by itself; else one of them is. */
  several?: boolean
  position?: MenuProps['position']
  onClose: () => void
  /** The button that has opened it. */
  children: ReactElement
}

/** A menu of choices that is open. */
export function OpenChoices(props: OpenChoicesProps) {
  const { choices, onChoose, several = false, position = 'bottom-end', onClose, children } = props
  return (
    <Menu opened onClose={onClose} position={position} closeOnItemClick={!several}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, chosen }) =>
          several ? (
            <Menu.CheckboxItem key={value} checked={chosen} onChange={() => onChoose(value)}>
              {label}
            </Menu.CheckboxItem>
          ) : (
            <Menu.Item
              key={value}
              onClick={() => onChoose(value)}
              rightSection={chosen ? <IconCheck size={14} stroke={1.75} /> : null}
            >
              {label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
