import type { CSSVariablesResolver } from '@mantine/core'
import { TOKENS } from './tokens.ts'

/** Mantine's own variables, by the token that each one is. Computed ones would be off in one of the schemes. */
const MANTINE = {
  body: 'surface',
  text: 'text',
  bright: 'text',
  dimmed: 'text-3',
  placeholder: 'text-3',
  anchor: 'accent-text',
  error: 'bad',
  success: 'accent-text',
  default: 'raised',
  'default-hover': 'hover',
  'default-color': 'text',
  'default-border': 'border-2',
  disabled: 'sunken',
  'disabled-color': 'text-3',
  'disabled-border': 'border-2',
  'main-filled-hover': 'accent-hover',
  'main-light': 'soft',
  'main-light-hover': 'soft-2',
  'main-light-color': 'accent-text',
  'red-6': 'bad',
  'red-light': 'bad-bg',
  'red-light-hover': 'bad-bg',
  'red-light-color': 'bad',
  'red-filled': 'danger',
  'red-filled-hover': 'danger-hover',
} as const

function ofScheme(index: 0 | 1): Record<string, string> {
  const own = Object.entries(TOKENS).map(([name, values]): [string, string] => [`--${name}`, values[index]])
  const mantine = Object.entries(MANTINE).map(([name, from]): [string, string] => [
    `--mantine-color-${name}`,
    TOKENS[from][index],
  ])
  return Object.fromEntries([...own, ...mantine])
}

/** Our tokens for each scheme, and Mantine's variables made of them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: ofScheme(0),
  dark: {
    ...ofScheme(1),
    '--mantine-color-main-contrast': TOKENS['on-accent'][1],
    '--mantine-primary-color-contrast': TOKENS['on-accent'][1],
  },
})
