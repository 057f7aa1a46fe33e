import type { CodeVector } from './corpus.ts'
import { GS1_CODES } from './gs1-codes.ts'
import { JSON_CAPACITOR, LAYOUT, LAYOUT_FAULTS } from './layout-faults.ts'

const CAPACITOR = {
  kind: 'distributor_bag',
  vendor: 'lcsc',
  fields: 'pbn on pc pm qty mc cc',
  part: 'CAPA',
  quantity: 50,
  says: { part_number: 'CL10B104KB8NNNC', seller_part_number: 'C1591', order_number: 'WM1' },
} as const
const CAPACITOR_CODE = '{pbn:PICK1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:50,mc:,cc:1}'
const KEYBOARD = '{pbn:PICK1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:50,mc:,cc:1}'
  .replaceAll('{', 'Ü')
  .replaceAll('}', '*')
  .replaceAll(':', 'Ö')
  .replaceAll('y', 'z')
const PIN_HEADER = {
  kind: 'distributor_bag',
  vendor: 'tme',
  part: 'CONN',
  quantity: 100,
  says: { part_number: 'MPNWBP-302', seller_part_number: 'WBP-302', order_number: '12345678', line_number: '1' },
} as const

/** Codes typed for an American keyboard on a German one. */
const OTHER_LAYOUT: CodeVector[] = [
  { name: 'LCSC, typed for a German keyboard', code: KEYBOARD, ...CAPACITOR, warnings: LAYOUT },
  {
    name: 'TME, typed for a German keyboard',
    code: 'QTZÖ100 PNÖWBPß302 POÖ12345678-1 MPNÖMPNWBPß302',
    ...PIN_HEADER,
    fields: 'QTY PN PO MPN',
    warnings: LAYOUT,
  },
  { name: 'a place, typed for a German keyboard', code: '1ß12', kind: 'own_location', id: '1-12', warnings: LAYOUT },
  {
    name: 'a path of ours, typed for a German keyboard',
    code: '-B-1-12',
    kind: 'own_location',
    id: '1-12',
    warnings: LAYOUT,
  },
  {
    name: 'the path of a part, typed for a German keyboard',
    code: '-P-CAPA',
    kind: 'own_part',
    id: 'CAPA',
    part: 'CAPA',
    warnings: LAYOUT,
  },
  {
    name: 'an address of ours, typed for a German keyboard',
    code: 'HTTPSÖ--PARTS.EXAMPLE.COM-P-CAPA',
    kind: 'own_part',
    id: 'CAPA',
    part: 'CAPA',
    warnings: LAYOUT,
  },
  {
    name: 'a number alone, typed for a German keyboard',
    code: '296ßLM358BIDDFRCTßND',
    kind: 'distributor_bag',
    part: 'OPAM',
    says: { seller_part_number: '296-LM358BIDDFRCT-ND' },
    warnings: [...LAYOUT, /holds no quantity/],
  },
]

const FRENCH_CAPACITOR = "¨pbnMPICK&;onMZ?&;pcMC&(ç&;p,MCL&àB&à'KB_NNNC;atyM(à;,cM;ccM&£"
const SWEDISH_CAPACITOR = KEYBOARD.replaceAll('Ü', 'Å').replaceAll('*', '^').replaceAll('z', 'y')

/** The same on other keyboards, and other codes. */
const OTHER_LAYOUTS: CodeVector[] = [
  { name: 'JSON, typed for a German keyboard', code: 'ÜÄpartÄÖÄCAPAÄ,ÄqtzÄÖ10*', ...JSON_CAPACITOR },
  { name: 'JSON with blanks, typed for a German keyboard', code: 'Ü ÄpartÄÖ ÄCAPAÄ, ÄqtzÄÖ 10 *', ...JSON_CAPACITOR },
  { name: 'JSON, typed for a Swiss keyboard', code: 'èàpartàéàCAPAà,àqtzàé10!', ...JSON_CAPACITOR },
  { name: 'JSON, typed for a French keyboard', code: '¨%pqrt%M%CQPQ%;%aty%M&à£', ...JSON_CAPACITOR },
  { name: 'JSON, typed for an Italian keyboard', code: 'é°part°ç°CAPA°,°qty°ç10*', ...JSON_CAPACITOR },
  { name: 'JSON, typed for a Spanish keyboard', code: '^¨part¨Ñ¨CAPA¨,¨qty¨Ñ10*', ...JSON_CAPACITOR },
  { name: 'JSON, typed for a Danish keyboard', code: 'ÅØpartØÆØCAPAØ,ØqtyØÆ10^', ...JSON_CAPACITOR },
  { name: 'JSON, typed for a Norwegian keyboard', code: 'ÅÆpartÆØÆCAPAÆ,ÆqtyÆØ10^', ...JSON_CAPACITOR },
  { name: 'JSON, typed for a British keyboard', code: '{@part@:@CAPA@,@qty@:10}', ...JSON_CAPACITOR },
  {
    name: 'JSON with the name of the symbology, typed for a German keyboard',
    code: '+Q1ÜÄpartÄÖÄCAPAÄ,ÄqtzÄÖ10*',
    ...JSON_CAPACITOR,
  },
  { name: 'LCSC, typed for a French keyboard', code: FRENCH_CAPACITOR, ...CAPACITOR, warnings: LAYOUT },
  { name: 'LCSC, typed for a Swedish keyboard', code: SWEDISH_CAPACITOR, ...CAPACITOR, warnings: LAYOUT },
  {
    name: 'a bag, typed for a French keyboard',
    code: '^0/\u001eà-\u001d&PL?"(_BIDDFR\u001d"àPéç-)L?"(_BIDDFRCT)ND\u001dA&à\u001d&&WPICK\u001e\u0004',
    kind: 'distributor_bag',
    vendor: 'digikey',
    fields: '1P 30P Q 11Z',
    part: 'OPAM',
    quantity: 10,
    says: { part_number: 'LM358BIDDFR', seller_part_number: '296-LM358BIDDFRCT-ND' },
    warnings: LAYOUT,
  },
  {
    name: 'TME, typed for a French keyboard',
    code: 'ATYM&àà PNMZBP)"àé POM&é"\'(-è_!& ?PNM?PNZBP)"àé',
    ...PIN_HEADER,
    fields: 'QTY PN PO MPN',
    warnings: LAYOUT,
  },
  { name: 'a place, typed for a French keyboard', code: '&)&é', kind: 'own_location', id: '1-12', warnings: LAYOUT },
  {
    name: 'an address of ours, typed for a French keyboard',
    code: 'HTTPSM!!PQRTS:EXQ?PLE:CO?!P!CQPQ',
    kind: 'own_part',
    id: 'CAPA',
    part: 'CAPA',
    warnings: LAYOUT,
  },
  {
    name: 'an address of ours, typed for an Italian keyboard',
    code: 'HTTPSç--PARTS.EXAMPLE.COM-B-1-12',
    kind: 'own_location',
    id: '1-12',
    warnings: LAYOUT,
  },
  {
    name: 'a number alone, typed for a French keyboard',
    code: 'C&(ç&',
    kind: 'distributor_bag',
    part: 'CAPA',
    says: { seller_part_number: 'C1591' },
    warnings: [...LAYOUT, /holds no quantity/],
  },
  {
    name: 'a code of GS1, typed for a German keyboard',
    code: ')01=04006381333931',
    kind: 'product_code',
    fields: '01',
    part: 'TOOL',
    warnings: LAYOUT,
  },
  {
    name: 'a code of GS1 with the name of its symbology, typed for an Italian keyboard',
    code: '+d20104006381333931',
    kind: 'product_code',
    fields: '01',
    part: 'TOOL',
    warnings: LAYOUT,
  },
  {
    name: 'a bag, typed for a Swiss keyboard, whose header is that of a German one',
    code: "ü=:\u001e06\u001d1PLM358'BIDDFR\u001dQ10",
    kind: 'distributor_bag',
    part: 'OPAM',
    quantity: 10,
    fields: '1P Q',
    says: { part_number: 'LM358-BIDDFR' },
    warnings: LAYOUT,
  },
  {
    name: 'a bag, typed for an Italian keyboard, whose header is that of a Swiss one in capitals',
    code: 'è=:\u001e06\u001d1PLM358BIDDFR\u001dQ10\u001d13Z42',
    kind: 'distributor_bag',
    part: 'OPAM',
    quantity: 10,
    fields: '1P Q 13Z',
    vendor: 'digikey',
    says: { part_number: 'LM358BIDDFR' },
    warnings: LAYOUT,
  },
  {
    name: 'JSON, typed for a keyboard that is not known',
    code: '*ªpartªÇªZZZZªº10*',
    kind: 'unknown',
    warnings: [/cannot be read: set the scanner to the layout/],
  },
  {
    name: 'a bag, typed for a keyboard that is not known',
    code: '+=:06\u001d1PZZZZ9999',
    kind: 'unknown',
    warnings: [/cannot be read: set the scanner to the layout/],
  },
  { name: 'a word with an accent', code: 'déjà-vu', kind: 'unknown' },
  { name: 'a word with an ß', code: 'Fußnote', kind: 'unknown' },
]

/** Characters that scanners are set to send around codes. */
const FRAMED: CodeVector[] = [
  ['\u0002', '\u0003'],
  ['%', ''],
  ['"', '"'],
  ['*', '*'],
].flatMap(([front = '', behind = '']): CodeVector[] => {
  const name = JSON.stringify(`${front}…${behind}`)
  const framed = (code: string) => `${front}${code}${behind}`
  return [
    { name: `LCSC in ${name}`, code: framed(CAPACITOR_CODE), ...CAPACITOR },
    {
      name: `TME in ${name}`,
      code: framed('QTY:100 PN:WBP-302 PO:12345678/1 MPN:MPNWBP-302'),
      ...PIN_HEADER,
      fields: 'QTY PN PO MPN',
    },
    { name: `a key in ${name}`, code: framed('CAPA'), kind: 'own_part', id: 'CAPA', part: 'CAPA' },
    { name: `a place in ${name}`, code: framed('1-12'), kind: 'own_location', id: '1-12' },
    {
      name: `an address of ours in ${name}`,
      code: framed('https://x.example/p/CAPA'),
      kind: 'own_part',
      id: 'CAPA',
      part: 'CAPA',
    },
    {
      name: `a number in ${name}`,
      code: framed('C1591'),
      kind: 'distributor_bag',
      part: 'CAPA',
      says: { seller_part_number: 'C1591' },
      warnings: [/holds no quantity/],
    },
  ]
})

/** Fields that LCSC has added, and letters that a scanner has made small. */
const LCSC_FAULTS: CodeVector[] = [
  {
    name: 'LCSC with a field that nobody knows',
    code: CAPACITOR_CODE.replace('qty:50,', 'qty:50,vv:2,'),
    ...CAPACITOR,
    fields: 'pbn on pc pm qty vv mc cc',
  },
  {
    name: 'LCSC with such a field in front',
    code: CAPACITOR_CODE.replace('{', '{vv:2,'),
    ...CAPACITOR,
    fields: 'vv pbn on pc pm qty mc cc',
  },
  { name: 'other things in braces', code: '{note:10k,size:0603}', kind: 'unknown' },
]

const WICK = { kind: 'product_code', part: 'TOOL' } as const
/** The same product in other forms; a link has 4006381333931. */
const PRODUCTS: CodeVector[] = [{ name: 'a GTIN of 14 digits', code: '04006381333931', ...WICK }]

export const SCANNER_FAULTS: CodeVector[] = [
  ...OTHER_LAYOUT,
  ...OTHER_LAYOUTS,
  ...LAYOUT_FAULTS,
  ...FRAMED,
  ...LCSC_FAULTS,
  ...PRODUCTS,
  ...GS1_CODES,
]
