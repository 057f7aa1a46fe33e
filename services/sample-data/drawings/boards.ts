import { lead, repeat } from './canvas.ts'

/** A board with a chip, small parts and a row of holes along each long side. */
export function drawBoard(colour: string): string {
  const holes = (y: number) =>
    repeat(14, (index) => `<circle cx="${84 + index * 24}" cy="${y}" r="7" fill="#d9b44a" stroke="#8a6d1b"/>`)
  const part = (index: number) =>
    `<rect x="${96 + (index % 3) * 34}" y="${124 + Math.floor(index / 3) * 36}" width="22" height="14" fill="#c9b28b" stroke="#0004"/>`
  return `<rect x="56" y="60" width="368" height="236" rx="14" fill="${colour}"/>${holes(80)}${holes(276)}${repeat(9, part)}<rect x="214" y="122" width="112" height="112" rx="4" fill="#22262c"/><circle cx="230" cy="138" r="6" fill="#59616b"/><rect x="344" y="138" width="58" height="80" rx="6" fill="#c3c9d0" stroke="#7d858f"/>`
}

/** A board with a display that shows rows of dots. */
export function drawDisplay(colour: string): string {
  const dot = (index: number) =>
    `<rect x="${116 + (index % 16) * 16}" y="${138 + Math.floor(index / 16) * 16}" width="11" height="11" fill="${(index * 7) % 11 < 5 ? '#f8fafc' : '#fff2'}"/>`
  return `<rect x="60" y="70" width="360" height="220" rx="12" fill="#1c5a3a"/><rect x="92" y="114" width="296" height="132" rx="6" fill="${colour}" stroke="#111" stroke-width="6"/>${repeat(16 * 5, dot)}${repeat(8, (index) => lead(132 + index * 28, 52, 10, 30))}`
}

/** A case with a shaft: a motor, a servo, a relay. */
export function drawCase(colour: string): string {
  return `<rect x="110" y="110" width="260" height="180" rx="12" fill="${colour}"/><rect x="90" y="150" width="300" height="26" fill="${colour}"/><circle cx="240" cy="104" r="40" fill="#c3c9d0" stroke="#7d858f"/><circle cx="240" cy="104" r="12" fill="#59616b"/>${repeat(3, (index) => lead(186 + index * 44, 286, 12, 34))}`
}
