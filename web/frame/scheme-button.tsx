import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconMoon, IconSun } from '@tabler/icons-react'

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Chooses light or dark; the system decides until then. */
export function SchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon aria-label="Light or dark" title="Light or dark">
          <IconSun size={16} stroke={1.75} className="light-only" />
          <IconMoon size={16} stroke={1.75} className="dark-only" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, label }) => (
          <Menu.Item
            key={value}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? <IconCheck size={14} stroke={1.75} /> : null}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
