/** The colours of the pages by scheme; each becomes the CSS variable `--<name>`. */
export const TOKENS = {
  bg: ['#f4f6f5', '#0c0f0e'],
  surface: ['#ffffff', '#131716'],
  sunken: ['#f3f6f4', '#181d1b'],
  hover: ['#f5f8f6', '#1a201d'],
  raised: ['#ffffff', '#1c2220'],
  border: ['#e5e9e7', '#252c29'],
  'border-2': ['#cfd6d2', '#39423e'],
  field: ['#87928c', '#6f7b75'],
  text: ['#151c19', '#e8edea'],
  'text-2': ['#47524d', '#aab5b0'],
  'text-3': ['#64706a', '#89958f'],
  accent: ['#0a7a5c', '#3ecf9a'],
  'accent-hover': ['#07674d', '#5adbad'],
  'on-accent': ['#ffffff', '#04231a'],
  'accent-text': ['#086b50', '#54d6a7'],
  soft: ['#e6f4ee', '#12291f'],
  'soft-2': ['#d3ecdf', '#18392b'],
  lit: ['#0b8763', '#3ecf9a'],
  'on-lit': ['#ffffff', '#04231a'],
  full: ['#d0d7d3', '#3f4945'],
  free: ['#d3dad6', '#2b3330'],
  fill: ['#4fa387', '#2c7a5e'],
  gold: ['#fff0b8', '#5a470f'],
  'on-gold': ['#151c19', '#ffe9a3'],
  copper: ['#b4541c', '#e58a55'],
  warn: ['#8f5200', '#eab455'],
  'warn-bg': ['#fff3dc', '#2b2110'],
  bad: ['#b3261e', '#ff8a7f'],
  'bad-bg': ['#fdecea', '#301816'],
  // What confirms something that cannot be taken back, with white text in both.
  danger: ['#b3261e', '#b3261e'],
  'danger-hover': ['#98201a', '#c2372e'],
  inverse: ['#1b2420', '#e8edea'],
  'on-inverse': ['#f1f5f3', '#131716'],
  scrim: ['rgb(16 28 22 / 38%)', 'rgb(4 7 6 / 62%)'],
  'key-shadow': ['0 1px 0 rgb(21 28 25 / 6%)', 'none'],
  'float-shadow': ['0 8px 24px rgb(16 28 22 / 14%), 0 2px 6px rgb(16 28 22 / 8%)', '0 12px 32px rgb(0 0 0 / 55%)'],
} as const satisfies Record<string, readonly [light: string, dark: string]>

export type Token = keyof typeof TOKENS

/** A reference to a token for styles that are set in code. */
export function token(name: Token): string {
  return `var(--${name})`
}
