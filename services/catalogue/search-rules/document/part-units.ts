import { pinsToken } from '../packages/read-pins.ts'
import { cleanText, fold } from '../text/fold.ts'
import { type ComponentKind, kindsInText } from '../words/component-kind.ts'
import { makerKeys, makerToken } from '../words/maker-key.ts'
import { joinedTagToken, mountingToken, tagToken } from './exact-tokens.ts'
import { mentionedNumberUnits, ownNumberUnits } from './number-units.ts'
import { ownPackageUnits, packageUnits, pinUnits } from './package-units.ts'
import { type FieldText, type SearchedPart, textsOf } from './searched-part.ts'
import type { FieldClass, Unit } from './unit.ts'
import { valueUnits } from './value-units.ts'
import { wordUnits } from './word-units.ts'

const WORD_FIELDS: readonly (readonly [FieldClass, readonly (keyof SearchedPart)[]])[] = [
  [0, ['package']],
  [1, ['description', 'series']],
  [2, ['tags', 'mounting_type', 'dimensions', 'pin_pitch']],
  [3, ['manufacturer']],
]
const VALUE_FIELDS = [
  'description',
  'tags',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'pin_pitch',
  'dimensions',
] as const

function allWords(part: SearchedPart): Unit[] {
  let position = 1
  return WORD_FIELDS.flatMap(([fieldClass, fields]) =>
    textsOf(part, fields).flatMap((text) => {
      const { units, next } = wordUnits(text, fieldClass, position)
      position = next
      return units
    }),
  )
}

function kindsOf(part: SearchedPart): Set<ComponentKind> {
  const texts = textsOf(part, ['description', 'tags']).map(({ text }) => cleanText(text).text)
  return kindsInText(texts.join(' '))
}

function wholeField({ field, text }: FieldText, token: string, fieldClass: FieldClass): Unit {
  return { token, field, fieldClass, position: 0, start: 0, end: text.length }
}

function nameUnits(part: SearchedPart): Unit[] {
  return [
    ...textsOf(part, ['manufacturer']).flatMap((text) =>
      makerKeys(text.text).map((key) => wholeField(text, makerToken(key), 3)),
    ),
    ...textsOf(part, ['tags']).flatMap((text) =>
      [tagToken(text.text), joinedTagToken(text.text) ?? ''].map((token) => wholeField(text, token, 2)),
    ),
    ...textsOf(part, ['mounting_type']).map((text) => wholeField(text, mountingToken(text.text), 2)),
  ]
}

function pinCountUnits({ pin_count: count }: SearchedPart): Unit[] {
  const end = count === null ? 0 : String(count).length
  return count === null
    ? []
    : [{ token: pinsToken(count), field: 'pin_count', fieldClass: 0, position: 0, start: 0, end }]
}

/**
 * All that a part says by itself: its words, values, packages, counts of pins and numbers, each with its place. Type and
 * sellers are no columns of a part and so are not among them.
 *
 * @param kinds of components that its words name.
 */
export function unitsOfPart(part: SearchedPart, kinds: ReadonlySet<ComponentKind> = kindsOf(part)): Unit[] {
  const texts = textsOf(part, ['description', 'tags'])
  const values = textsOf(part, VALUE_FIELDS).flatMap((text) => valueUnits(text, kinds))
  const packages = [...textsOf(part, ['package']).flatMap(ownPackageUnits), ...texts.flatMap(packageUnits)]
  const pins = [...pinCountUnits(part), ...texts.flatMap(pinUnits)]
  const taken = [...values, ...packages]
  const mentioned = texts.flatMap((text) =>
    mentionedNumberUnits(
      text,
      text.field === 'description' ? 1 : 2,
      taken.filter(({ field }) => field === text.field),
    ),
  )
  return [
    ...allWords(part),
    ...values,
    ...packages,
    ...pins,
    ...textsOf(part, ['manufacturer_code']).flatMap((text) => ownNumberUnits(text, 0)),
    ...textsOf(part, ['series']).flatMap((text) => ownNumberUnits(text, 1)),
    ...mentioned,
    ...nameUnits(part),
  ]
}

/** What the name of a type says. */
export function unitsOfType(name: string): Unit[] {
  return wordUnits({ field: 'type_name', text: name }, 0, 1).units
}

/** What the name of a seller says. @param field of the answer that shows it. */
export function unitsOfSeller(name: string, field: string): Unit[] {
  return wordUnits({ field, text: name }, 4, 1).units
}

/** The kinds of components that a type is of, by its name. */
export function kindsOfType(name: string): Set<ComponentKind> {
  return kindsInText(fold(name))
}
