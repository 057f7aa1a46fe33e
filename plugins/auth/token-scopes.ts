/** What an access token may be restricted to. */
export const TOKEN_SCOPES = ['kicad', 'scan', 'agent', 'metrics'] as const

export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** The routes that each scope opens, as `METHOD /path` with the parameters as the routes have them. */
export type ScopedRoutes = Readonly<Record<TokenScope, ReadonlySet<string>>>
