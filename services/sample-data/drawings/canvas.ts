/** Size of a drawing in pixels. */
export const WIDTH = 480
export const HEIGHT = 360

const METAL = '#b8bec6'

/** The legs of a part, which all look alike. */
export function lead(x: number, y: number, width: number, height: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="${METAL}" stroke="#7d858f"/>`
}

/** Numbers from 0 to `count` - 1, each made into a piece of a drawing. */
export function repeat(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('')
}

/** A whole drawing on a light ground. */
export function canvas(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#eef2f6"/><ellipse cx="240" cy="318" rx="170" ry="16" fill="#d5dce4"/>${content}</svg>`
}
