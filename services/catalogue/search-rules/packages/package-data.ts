/** Sizes of chips: the imperial name, which is the canonical one, and the metric name of the same size. */
export const CHIP_SIZES: readonly (readonly [imperial: string, metric: string])[] = [
  ['01005', '0402m'],
  ['0201', '0603m'],
  ['0402', '1005'],
  ['0603', '1608'],
  ['0805', '2012'],
  ['1008', '2520'],
  ['1206', '3216'],
  ['1210', '3225'],
  ['1806', '4516'],
  ['1812', '4532'],
  ['2010', '5025'],
  ['2220', '5750'],
  ['2512', '6332'],
]

/** Sizes of LEDs, tantalum capacitors and crystals that have one name only. */
export const OTHER_SIZES: readonly string[] =
  '1411 1616 1812m 2016 2312 2835 2917 3014 3020 3030 3215 3528 3535 4014 5032 5050 5630 5730 6032 7032 7050 7343 7360'.split(
    ' ',
  )

/** Families of packages that come with different counts of pins: the canonical name and a pattern for its spellings. */
export const FAMILIES: readonly (readonly [name: string, spellings: string])[] = [
  ['so', 'so(?:ic|p)?'],
  ['dip', '[pc]?dip|dil'],
  ['sip', 'si[pl]'],
  ['tssop', 'tssop'],
  ['ssop', 'ssop'],
  ['msop', 'msop|[uµ]max'],
  ['vssop', 'vssop'],
  ['qfp', '[lt]?qfp'],
  ['qfn', '[vwu]?qfn'],
  ['dfn', '[wvu]?dfn|[wv]?son'],
  ['bga', 'bga'],
  ['lga', 'lga'],
  ['plcc', 'plcc'],
]

/**
 * Outlines with several names; the first one is canonical. Spelled as `normalPackage` gives them: without signs, but a
 * hyphen between two digits stays.
 */
export const OUTLINES: readonly (readonly string[])[] = [
  ['sot23', 'sot23-3', 'to236', 'to236ab'],
  ['sot23-5', 'sot25'],
  ['sot23-6', 'sot26'],
  ['sot223', 'to261', 'sot223-4', 'to261aa'],
  ['sot323', 'sc70', 'sc70-3'],
  ['sot353', 'sc70-5'],
  ['sot363', 'sc70-6'],
  ['sot89', 'sot89-3'],
  ['to92', 'to92-3', 'to226', 'to226aa'],
  ['to220', 'to220ab', 'to220-3'],
  ['to252', 'dpak', 'to252-3'],
  ['to263', 'd2pak', 'ddpak', 'to263-3'],
  ['to247', 'to247-3'],
  ['do214ac', 'sma'],
  ['do214aa', 'smb'],
  ['do214ab', 'smc'],
  ['do41', 'do204al'],
  ['do35', 'do204ah'],
  ['sod80', 'minimelf', 'll34', 'sod80c'],
  ['sod123'],
  ['sod323', 'sc76'],
  ['hc49s', 'hc49us'],
]

/** Outlines that are known by their form: the letters of a standard, a number, a variant. */
export const OUTLINE_FORM = /^(?:(?:to|sot|sod|sc|do)\d{1,4}[a-z]{0,3}(?:-\d{1,2})?|hc49[a-z]{0,4})$/

/**
 * Outlines of which people leave out the variant, as every part has one: HC-49/S, DO-201AD. TO-220 is none of them, since
 * TO-220F is another package than the plain one.
 */
export const OUTLINE_WITH_VARIANT = /^(hc49|do2\d\d)[a-z]+$/

/** Families and outlines whose names are also words, so that a text must write them in capitals. */
export const AMBIGUOUS = new Set(['so', 'son', 'sop', 'dip', 'sip', 'sil', 'dil', 'sma', 'smb', 'smc'])
