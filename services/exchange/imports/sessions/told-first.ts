import type { Problem } from '../../reading/problems.ts'

/** What a person is to know before a row is written, though it does what was shown. */
const TOLD_FIRST: readonly Problem['code'][] = ['MORE_THAN_ORDERED', 'RECEIVED_WITHOUT_ORDER', 'RECEIVED_OTHERWISE']
const OPERATION = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Whether warnings tell something that a person is to know first, and that was not shown. */
export function tellsMore(warnings: readonly Problem[], shown: readonly Problem[]): boolean {
  const told = new Set(shown.flatMap(tellings))
  const tells = warnings.filter(({ code }) => TOLD_FIRST.includes(code))
  return tells.flatMap(tellings).some((telling) => !told.has(telling))
}

/** What a warning tells: its code, and the receipts that it names. */
function tellings({ code, message }: Problem): string[] {
  return [code, ...(message.match(OPERATION) ?? [])].map((each) => `${code} ${each}`)
}
