import type { AccessToken } from '../../../api/queries/access.ts'

export type Scope = NonNullable<AccessToken['scope']>

/** What a token is for, and what it opens then. */
export const SCOPE_WORDS: Readonly<Record<Scope | 'all', { name: string; opens: string }>> = {
  all: { name: 'Anything', opens: 'Whatever the role allows' },
  kicad: { name: 'KiCad', opens: 'The library for KiCad' },
  scan: { name: 'Scanner', opens: 'Parts and places, take, put and move' },
  agent: { name: 'Agent', opens: 'The interface for agents, and their proposals' },
  metrics: { name: 'Metrics', opens: 'The figures of the home page' },
}

/** Those that open something in this version. */
export const SCOPES = ['all', 'scan', 'metrics'] as const
