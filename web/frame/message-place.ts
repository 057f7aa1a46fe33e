/** Where messages stand, and how many at a time. */
export const MESSAGES = { defaultPosition: 'bottom-center', limit: 1 } as const
