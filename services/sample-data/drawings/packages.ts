import { lead, repeat } from './canvas.ts'

const BODY = '#2b2f36'

/** A chip seen from above, with half of its pins on each long side and a dot beside the first. */
export function drawChip(pins: number): string {
  const side = Math.max(Math.ceil(pins / 2), 2)
  const pitch = Math.min(44, 400 / side)
  const width = side * pitch + 24
  const left = (480 - width) / 2
  const pin = (y: number) => (index: number) => lead(left + 12 + (index + 0.5) * pitch - pitch / 4, y, pitch / 2, 40)
  return `${repeat(side, pin(80))}${repeat(side, pin(240))}<rect x="${left}" y="112" width="${width}" height="136" rx="8" fill="${BODY}"/><path d="M${left} 164a16 16 0 0 1 0 32z" fill="#52585f"/><circle cx="${left + 22}" cy="228" r="7" fill="#52585f"/><path d="M${left + 50} 168h${width - 90}M${left + 50} 190h${(width - 90) * 0.6}" stroke="#8b929b" stroke-width="6"/>`
}

/** A chip with pins on all four sides. */
export function drawQuadChip(pins: number): string {
  const side = Math.max(Math.round(pins / 4), 1)
  const pitch = 160 / side
  const at = (index: number) => 100 + (index + 0.5) * pitch - pitch / 4
  const pin = (index: number) =>
    [
      lead(at(index) + 60, 66, pitch / 2, 24),
      lead(at(index) + 60, 270, pitch / 2, 24),
      lead(126, at(index), 24, pitch / 2),
      lead(330, at(index), 24, pitch / 2),
    ].join('')
  return `${repeat(side, pin)}<rect x="140" y="80" width="200" height="200" rx="8" fill="${BODY}"/><circle cx="166" cy="106" r="9" fill="#52585f"/>`
}

/** A power transistor with a tab to be screwed on. */
export function drawTabPackage(): string {
  return `${repeat(3, (index) => lead(176 + index * 56, 210, 16, 110))}<rect x="140" y="40" width="200" height="80" rx="6" fill="#c3c9d0" stroke="#7d858f"/><circle cx="240" cy="72" r="20" fill="#eef2f6" stroke="#7d858f"/><rect x="136" y="104" width="208" height="116" rx="6" fill="${BODY}"/><path d="M166 150h140M166 176h90" stroke="#8b929b" stroke-width="7"/>`
}

/** A small transistor: a round body with one flat side. */
export function drawSmallTransistor(): string {
  return `${repeat(3, (index) => lead(198 + index * 36, 190, 12, 130))}<path d="M170 200v-70a70 70 0 0 1 140 0v70z" fill="${BODY}"/><path d="M170 120h140v80h-140z" fill="#3a3f47"/><path d="M196 148h86M196 170h56" stroke="#8b929b" stroke-width="6"/>`
}

/** A block to be soldered onto a board, with a metal end on each side. */
export function drawChipComponent(colour: string): string {
  return `<rect x="120" y="130" width="240" height="120" rx="6" fill="${colour}"/>${lead(110, 126, 50, 128)}${lead(320, 126, 50, 128)}`
}
