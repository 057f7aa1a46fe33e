/** Units that others are counted by: kelvin per watt of a heat sink, millivolts per ampere of a sensor. */
const PER = / ?\/ ?(?:K|°[cC]|W|A|[munµ]?s)(?![\p{L}\p{N}])/uy

/** Whether a unit that ends at a place is one of a rate: 20 K/W is no resistance, and 185 mV/A no voltage. */
export function isRate(text: string, end: number): boolean {
  PER.lastIndex = end
  return PER.test(text)
}

/** The two temperatures that the constant of a thermistor is for: 25/85. */
const BETWEEN = String.raw`\(?\d{2}\/\d{2,3}\)?`
const CONSTANT = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}])(?:B ?(?:${BETWEEN} ?[=:]?|[=:])|(?:β|beta|B-?(?:value|wert|const(?:ant)?\.?))(?: ?${BETWEEN})? ?[=:]?) ?$`,
  'iu',
)
const LONGEST = 30
/** Such constants are some thousand kelvins. */
const KELVINS = /\d{4} ?[kK]/y

/** Whether what starts at a place is the constant of a thermistor in kelvins, as `B=3977K`, and so not kilohms. */
export function isConstant(text: string, start: number): boolean {
  KELVINS.lastIndex = start
  return KELVINS.test(text) && CONSTANT.test(text.slice(Math.max(start - LONGEST, 0), start))
}
