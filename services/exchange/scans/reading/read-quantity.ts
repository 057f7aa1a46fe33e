/** More pieces than any bag holds: such a number is a mistake of the printer or the scanner. */
export const MOST_PIECES = 10_000_000

const NUMBER = /^(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})(?:\.0{1,6})?(?: ?(?:pcs?|pieces|st|ea|each))?\.?$/i

/** The pieces that a code states. @returns null with a warning where the code states none that makes sense. */
export function readQuantity(text: string | null): { quantity: number | null; warnings: string[] } {
  if (text === null || text.trim() === '') return refuse('The code holds no quantity')
  const [, digits = ''] = NUMBER.exec(text.trim()) ?? []
  if (digits === '') return refuse(`The quantity "${text.slice(0, 40)}" cannot be read`)
  const quantity = Number(digits.replaceAll(',', ''))
  if (quantity === 0) return refuse('The code says that the quantity is 0')
  if (quantity > MOST_PIECES) return refuse(`The quantity ${quantity} is too large to be true`)
  return { quantity, warnings: [] }
}

function refuse(warning: string): { quantity: null; warnings: string[] } {
  return { quantity: null, warnings: [warning] }
}
