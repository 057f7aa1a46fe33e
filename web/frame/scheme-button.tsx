import { ActionIcon, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { ChoiceMenu } from '../shared/page/choice-menu.tsx'

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Chooses light or dark; the system decides until then. */
export function SchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choose = (wanted: string) => {
    const scheme = SCHEMES.find(({ value }) => value === wanted)
    if (scheme !== undefined) setColorScheme(scheme.value)
  }
  const choices = SCHEMES.map((scheme) => ({ ...scheme, chosen: scheme.value === colorScheme }))
  return (
    <ChoiceMenu choices={choices} onChoose={choose} position="top-start">
      {(props) => (
        <ActionIcon aria-label="Light or dark" title="Light or dark" {...props}>
          <IconSun size={16} stroke={1.75} className="light-only" />
          <IconMoon size={16} stroke={1.75} className="dark-only" />
        </ActionIcon>
      )}
    </ChoiceMenu>
  )
}
