/** A moment in ISO 8601 for people: "2026-11-27 08:30 UTC". */
export function momentInWords(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`
}
