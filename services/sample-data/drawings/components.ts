import { lead, repeat } from './canvas.ts'

/** A body on a wire, with rings around it: a resistor, or a diode with one ring. */
export function drawAxial(body: string, rings: readonly string[]): string {
  const ring = (index: number) =>
    `<rect x="${172 + index * 34}" y="134" width="16" height="92" fill="${rings[index] ?? body}"/>`
  return `${lead(40, 174, 400, 12)}<rect x="140" y="134" width="200" height="92" rx="34" fill="${body}" stroke="#0003"/>${repeat(rings.length, ring)}`
}

/** A can on two wires, with the stripe that marks one of them. */
export function drawCan(colour: string): string {
  return `${lead(204, 230, 10, 90)}${lead(266, 230, 10, 74)}<rect x="160" y="60" width="160" height="190" rx="14" fill="${colour}"/><rect x="276" y="60" width="28" height="190" fill="#e7ebef"/><ellipse cx="240" cy="66" rx="80" ry="18" fill="#c3c9d0"/><path d="M190 66h100M240 52v28" stroke="#8b929b" stroke-width="3"/>`
}

/** A flat drop on two wires. */
export function drawDisc(colour: string): string {
  return `${lead(196, 200, 10, 120)}${lead(274, 200, 10, 120)}<circle cx="240" cy="140" r="84" fill="${colour}" stroke="#0003" stroke-width="4"/>`
}

export function drawLed(colour: string): string {
  return `${lead(206, 230, 12, 90)}${lead(262, 230, 12, 66)}<path d="M170 220v-90a70 70 0 0 1 140 0v90z" fill="${colour}" opacity=".85"/><path d="M192 200v-66a46 46 0 0 1 30-44" fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".6"/><rect x="156" y="214" width="168" height="26" rx="6" fill="${colour}"/>`
}

/** A block with round openings and screws. */
export function drawTerminal(colour: string, poles: number): string {
  const width = Math.min(poles, 4) * 100
  const left = (480 - width) / 2
  const pole = (index: number) =>
    `<circle cx="${left + 50 + index * 100}" cy="130" r="26" fill="#c3c9d0" stroke="#7d858f"/><path d="M${left + 34 + index * 100} 130h32" stroke="#59616b" stroke-width="6"/><rect x="${left + 24 + index * 100}" y="186" width="52" height="56" rx="6" fill="#1f2937"/>`
  return `<rect x="${left}" y="86" width="${width}" height="190" rx="10" fill="${colour}"/>${repeat(Math.min(poles, 4), pole)}`
}
