/** Milliseconds between two keys of a hand scanner, at most; those by radio are that slow. */
export const SCANNER_GAP_MS = 65

/** The same for slow ones, and for a stop in the middle of a code. Where a field has the focus people type as fast. */
export const SLOW_SCANNER_GAP_MS = 150
