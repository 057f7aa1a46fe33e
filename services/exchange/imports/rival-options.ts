import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { Options } from './options.ts'

/** Options of which only one can rule: the record by its id, or by its name. */
const RIVALS = [
  ['kit_id', 'kit_name', 'kit'],
  ['seller_id', 'seller_name', 'seller'],
  ['list_id', 'list_name', 'shopping list'],
] as const

function isGiven(options: Options, name: string): boolean {
  return (options[name] ?? null) !== null
}

/** @throws RequestValidationError 400 that says which of two options to leave out, as it would be ignored. */
export function refuseRivals(options: Options): void {
  for (const [id, name, record] of RIVALS) {
    if (isGiven(options, id) && isGiven(options, name)) throw leaveOut(name, `${id} says already which ${record} it is`)
  }
  if (options.target === 'receive' && isGiven(options, 'list_name')) {
    throw leaveOut('list_name', 'with the target receive no list is made')
  }
}

function leaveOut(name: string, reason: string): RequestValidationError {
  return new RequestValidationError([{ field: `options.${name}`, message: `must be left out: ${reason}` }])
}

/** The options that are given now, with those of `before` that they take the place of as null. */
export function endRivals(before: Options, given: Options): Options {
  const ended = RIVALS.flatMap(([id, name]) => [
    ...(isGiven(given, id) && isGiven(before, name) ? [name] : []),
    ...(isGiven(given, name) && isGiven(before, id) ? [id] : []),
  ])
  return { ...given, ...Object.fromEntries(ended.map((name) => [name, null])) }
}
