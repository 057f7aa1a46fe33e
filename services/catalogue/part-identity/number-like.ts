const MIN_NUMBER_LENGTH = 4
const MAX_NUMBER_LENGTH = 40
/** As many digits without a letter are a number; fewer are a value, a year or a size. */
const MIN_DIGITS = 6

/** Sizes and packages that look like part numbers. */
const PACKAGE =
  /^(?:SOT|SOD|SOIC|SO|SOP|TSSOP|SSOP|MSOP|VSSOP|DIP|PDIP|TO|[LTV]?QFP|[VUW]?[QD]FN|WSON|SON|BGA|WLCSP|LGA|PLCC|DO|DPAK|D2PAK|SM[ABC]|MELF|SC|RJ|USB|IP)\d/
/** What looks like a number and is a standard, a dielectric or a thread. */
const COMMON =
  /^(?:X[5-8][RSTU]|C0G|NP0|Y5V|Z5U|I2C|RS(?:232|485|422)|CAN\dB|IEEE\d+|IEC\d+|ISO\d+|M\dX\d+|\d+(?:PIN|PINS|POS|WAY|BIT|CH|MM|CM|AWG|DBI?|MAH|PPM|KB|MB|GB|MHZ|KHZ|GHZ)\w{0,2})$/

/** Whether a bare text can be a part number. */
export function isNumberLike(bare: string): boolean {
  if (bare.length < MIN_NUMBER_LENGTH || bare.length > MAX_NUMBER_LENGTH || !/\d/.test(bare)) return false
  return /[A-Z]/.test(bare) ? !PACKAGE.test(bare) && !COMMON.test(bare) : bare.length >= MIN_DIGITS
}
