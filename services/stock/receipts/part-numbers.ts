import { bareNumber } from '../../catalogue/part-identity/part-number.ts'

/** Numbers of a part as receipts keep them, by which they are compared. Those without letters and digits are none. */
export function partNumbers(numbers: Iterable<string | null | undefined>): string[] {
  const bare = new Set<string>()
  for (const number of numbers) if (number != null) bare.add(bareNumber(number))
  bare.delete('')
  return [...bare]
}
