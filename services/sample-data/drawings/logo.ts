/** The motifs of logos: strokes in a square of 32 × 32. */
const MOTIFS = {
  bolt: 'M18 5 9 18h7l-2 9 9-13h-7z',
  key: 'M8 16a4 4 0 1 0 8 0 4 4 0 0 0-8 0zM16 16h10M22 16v4M26 16v5',
  lattice: 'M8 8h16v16H8zM8 16h16M16 8v16',
  wave: 'M5 16c3-10 6-10 11 0s8 10 11 0',
  ring: 'M7 16a9 9 0 1 0 18 0 9 9 0 0 0-18 0zM16 7v18',
  arrow: 'M6 22 14 10l4 6 8-8M20 8h6v6',
  block: 'M7 11l9-5 9 5v10l-9 5-9-5zM7 11l9 5 9-5M16 16v10',
  star: 'M16 6v20M7 11l18 10M25 11 7 21',
}

export type Motif = keyof typeof MOTIFS
export const MOTIF_NAMES = [
  'bolt',
  'key',
  'lattice',
  'wave',
  'ring',
  'arrow',
  'block',
  'star',
] as const satisfies Motif[]

/** The logo of a seller of the sample data: a sign of our own, which looks like nobody's. */
export function drawLogo(motif: Motif, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${colour}"/><path d="${MOTIFS[motif]}" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}
