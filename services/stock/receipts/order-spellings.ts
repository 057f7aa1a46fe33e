/** How the number of an order may be written in the inventory: shops write theirs in capitals, and people as they like. */
export function orderSpellings(number: string): string[] {
  return [number, number.toUpperCase(), number.toLowerCase()]
}
