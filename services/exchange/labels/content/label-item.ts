import { RequestValidationError } from '../../../../plugins/errors/validation-error.ts'
import { INT4_MAX } from '../../../../plugins/int4.ts'
import type { LabelKind } from '../templates/template.ts'

/** What a label is wanted for. */
export interface LabelItem {
  kind: LabelKind
  /** As labels have it: `ABCD`, `7-12`, `7`. */
  id: string
  copies: number
}

const FORMS: Readonly<Record<LabelKind, readonly [form: RegExp, example: string]>> = {
  part: [/^[A-Z]{4}$/, 'ABCD'],
  location: [/^[1-9]\d*-[1-9]\d*$/, '7-12'],
  box: [/^[1-9]\d*$/, '7'],
  kit: [/^[1-9]\d*$/, '5'],
  pick_list: [/^[1-9]\d*$/, '9'],
}

/** The id in the form that labels have. @returns null for what no such thing can have. */
function formedId(kind: LabelKind, text: string): string | null {
  const id = text.trim().toUpperCase()
  const isSmall = kind === 'part' || id.split('-').every((number) => Number(number) <= INT4_MAX)
  return FORMS[kind][0].test(id) && isSmall ? id : null
}

/** Whether a thing of this kind can have such an id. */
export function isId(kind: LabelKind, text: string): boolean {
  return formedId(kind, text) !== null
}

/** @returns the id in the form that labels have. @throws RequestValidationError that names the item. */
export function normaliseId(kind: LabelKind, text: string, place: number): string {
  const id = formedId(kind, text)
  if (id !== null) return id
  const [, example] = FORMS[kind]
  const message = `must be the id of a ${kind.replace('_', ' ')}, such as ${example}`
  throw new RequestValidationError([{ field: `items.${place}.id`, message }])
}
