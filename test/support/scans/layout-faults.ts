import type { CodeVector } from './corpus.ts'

export const LAYOUT = [/another keyboard layout/]
const BAG = { kind: 'distributor_bag', part: 'OPAM', quantity: 10, fields: '1P Q' } as const
const PLAIN = { ...BAG, says: { part_number: 'LM358BIDDFR' } } as const
const NUMBER_ALONE: Pick<CodeVector, 'kind' | 'warnings'> = {
  kind: 'distributor_bag',
  warnings: [...LAYOUT, /holds no quantity/],
}
/** What a JSON object of ours says that is typed for another keyboard. */
export const JSON_CAPACITOR = {
  kind: 'own_part',
  id: 'CAPA',
  part: 'CAPA',
  quantity: 10,
  fields: 'part qty',
  warnings: LAYOUT,
} as const

/** Bags whose separators are typed as `|`, on keyboards that have another sign for it. */
const SEPARATORS: CodeVector[] = [
  { name: 'a bag with | for GS, typed for a British keyboard', code: '[)>~06~1PLM358BIDDFR~Q10', ...PLAIN },
  {
    name: 'a bag with | for GS and a sign that only a British keyboard has',
    code: '[)>~06~1PLM358BIDDFR~1TLOT£7~Q10~~',
    ...PLAIN,
    fields: '1P 1T Q',
    says: { part_number: 'LM358BIDDFR', lot: 'LOT#7' },
    warnings: LAYOUT,
  },
  {
    name: 'a bag with | for GS, typed for an Italian keyboard',
    code: 'è=:§06§1PLM358BIDDFR§Q10§13Z42',
    ...PLAIN,
    fields: '1P Q 13Z',
    vendor: 'digikey',
    warnings: LAYOUT,
  },
  {
    name: 'a bag with | for GS, typed for a Swiss keyboard',
    code: "ü=:£06£1PLM358'BIDDFR£Q10£",
    ...BAG,
    says: { part_number: 'LM358-BIDDFR' },
    warnings: LAYOUT,
  },
  {
    name: 'a bag with | for GS, typed for a German keyboard',
    code: "ü=:'06'1PLM358ßBIDDFR'Q10",
    ...BAG,
    says: { part_number: 'LM358-BIDDFR' },
    warnings: LAYOUT,
  },
  {
    name: 'a bag with | for GS, typed for a Swedish keyboard',
    code: 'å=:*06*1PLM358+BIDDFR*Q10',
    ...BAG,
    says: { part_number: 'LM358-BIDDFR' },
    warnings: LAYOUT,
  },
  { name: 'a bag with a sign of its own for GS', code: '[)>;06;1PLM358BIDDFR;Q10', ...PLAIN },
  { name: 'a bag with | for GS', code: '[)>|06|1PLM358BIDDFR|Q10|', ...PLAIN },
]

/** Keys and numbers whose letters and digits show the layout. */
const ALONE: CodeVector[] = [
  {
    name: 'a key with an M, typed for a French keyboard',
    code: 'OPQ?',
    kind: 'own_part',
    id: 'OPAM',
    part: 'OPAM',
    warnings: LAYOUT,
  },
  {
    name: 'a number alone without an accent, typed for a French keyboard',
    code: 'L?"(_BIDDFR',
    part: 'OPAM',
    says: { part_number: 'LM358BIDDFR' },
    ...NUMBER_ALONE,
  },
  {
    name: 'a number alone, typed for a Czech keyboard',
    code: 'C+ří+',
    part: 'CAPA',
    says: { seller_part_number: 'C1591' },
    ...NUMBER_ALONE,
  },
  { name: 'a place, typed for a Czech keyboard', code: '+=+ě', kind: 'own_location', id: '1-12', warnings: LAYOUT },
  { name: 'a Czech word', code: 'příliš', kind: 'unknown' },
  { name: 'a Russian word', code: 'ключ', kind: 'unknown' },
  { name: 'a word in quotes', code: 'A("B")', kind: 'unknown' },
]

const CZECH_AND_RUSSIAN: CodeVector[] = [
  { name: 'JSON, typed for a Czech keyboard', code: '/!part!"!CAPA!,!qtz!"+é(', ...JSON_CAPACITOR },
  {
    name: 'a bag, typed for a Czech keyboard',
    code: 'ú0:\u001eéž\u001d+PLMšřáBIDDFR\u001dQ+é\u001e\u0004',
    ...PLAIN,
    warnings: LAYOUT,
  },
  {
    name: 'a path of ours, typed for a Czech keyboard',
    code: '-B-+-+ě',
    kind: 'own_location',
    id: '1-12',
    warnings: LAYOUT,
  },
  { name: 'JSON, typed for a Russian keyboard', code: 'ХЭзфкеЭЖЭСФЗФЭбЭйенЭЖ10Ъ', ...JSON_CAPACITOR },
  {
    name: 'a bag, typed for a Russian keyboard',
    code: 'х)Ю\u001e06\u001d1ЗДЬ358ИШВВАК\u001dЙ10\u001e\u0004',
    ...PLAIN,
    warnings: LAYOUT,
  },
  {
    name: 'a bag with | for GS, typed for a Russian keyboard',
    code: 'х)Ю/06/1ЗДЬ358ИШВВАК/Й10',
    ...PLAIN,
    warnings: LAYOUT,
  },
  {
    name: 'an address of ours, typed for a Russian keyboard',
    code: 'РЕЕЗЫЖ..ЗФКЕЫюУЧФЬЗДУюСЩЬ.З.СФЗФ',
    kind: 'own_part',
    id: 'CAPA',
    part: 'CAPA',
    warnings: LAYOUT,
  },
]

/** Codes typed for an American keyboard, where only one other layout makes a code of them. */
export const LAYOUT_FAULTS: CodeVector[] = [...SEPARATORS, ...ALONE, ...CZECH_AND_RUSSIAN]
