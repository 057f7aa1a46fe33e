/** What names a line of an order that is on a list. Its pieces are still to come, so it is no name of a receipt. */
export function listedName(name: string): string {
  return `listed ${name}`
}
