/** Milliseconds between two keys of a hand scanner, at most; those by radio are that slow. */
export const SCANNER_GAP_MS = 65
