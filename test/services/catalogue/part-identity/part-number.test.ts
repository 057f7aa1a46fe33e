import t from 'tap'
import {
  deviceOf,
  normalisePartNumber,
  numberCloseness,
} from '../../../../services/catalogue/part-identity/part-number.ts'
import { INNER_MARKS, PACKAGING_MARKS } from '../../../../services/catalogue/part-identity/part-number-rules.ts'

/** Spellings and packings of the same part, one part a line. */
const SAME = [
  ['LM358DR', 'lm358d', 'LM 358 DR', 'LM358DRG4', 'LM358DR-ND', '595-LM358DR', 'LM358D (tape & reel)', 'LM358DR2G'],
  ['LM2596S-5.0/NOPB', 'LM2596S-5.0', 'LM2596S-5.0 NOPB'],
  ['STM32F103C8T6', 'STM32F103C8T6TR', 'STM32-F103-C8T6'],
  ['24LC256-I/SN', '24LC256T-I/SN', '24LC256-I/SN T/R'],
  ['MCP1700-3302E/TT', 'MCP1700T-3302E/TT'],
  ['TPS62130RGTR', 'TPS62130RGTT', 'TPS62130RGT'],
  ['OPA2134UA', 'OPA2134UA/2K5'],
  ['LTC3780EG#PBF', 'LTC3780EG#TRPBF', 'LTC3780EG#TR', 'LTC3780EG'],
  ['IRLML6402TRPBF', 'IRLML6402', 'IRLML6402PBF'],
  ['AD8232ACPZ-R7', 'AD8232ACPZ-RL', 'AD8232ACPZ'],
  ['MAX3232ESE+T', 'MAX3232ESE+', 'MAX3232ESE', 'MAX3232ESE-T'],
  ['BC847B,215', 'BC847B,235', 'BC847B'],
  ['MMBT3904LT1G', 'MMBT3904LT3G', 'MMBT3904L'],
  ['BC547BTA', 'BC547BTF', 'BC547B'],
  ['BSS138-7-F', 'BSS138-13-F', 'BSS138'],
  ['1N4007-T', '1N4007'],
  ['SI2302CDS-T1-GE3', 'SI2302CDS'],
  ['1N4148-TAP', '1N4148-TR', '1N4148'],
  ['BSC030N08NS5ATMA1', 'BSC030N08NS5'],
  ['GRM188R71C104KA01D', 'GRM188R71C104KA01J'],
  ['CL10B104KB8NNNC', 'CL10B104KB8NNND'],
  ['C0603C104K5RACTU', 'C0603C104K5RAC7867'],
  ['RC0603FR-0710KL', 'RC0603FR-1310KL'],
  ['CC0603KRX7R9BB104', 'CC0603KPX7R9BB104'],
  ['CRCW060310K0FKEA', 'CRCW060310K0FKEB'],
  ['B2B-XH-A(LF)(SN)', 'B2B-XH-A'],
]

/** Parts that differ in more than their packing: device, package, grade, tolerance, voltage, gain or temperature. */
const DIFFERENT = [
  ['LM358D', 'LM358P', 'LM358N', 'LM258D', 'LM2904D'],
  ['BC547A', 'BC547B', 'BC547C', 'BC557B'],
  ['LM317T', 'LM317', 'LM317LZ'],
  ['STM32F103C8T6', 'STM32F103C8T7', 'STM32F103CBT6', 'STM32F103RBT6'],
  ['ATMEGA328P-PU', 'ATMEGA328P-AU', 'ATMEGA328-PU'],
  ['TPS54331D', 'TPS54331DDA', 'TPS54332DDA'],
  ['RC0603FR-0710KL', 'RC0603JR-0710KL', 'RC0805FR-0710KL', 'RC0603FR-0711KL'],
  ['GRM188R71C104KA01D', 'GRM188R71H104KA93D', 'GRM188R61C104KA01D'],
  ['AMS1117-3.3', 'AMS1117-5.0'],
  ['TLV1117-33CDCYR', 'TLV1117-50CDCYR'],
  ['INA240A1PWR', 'INA240A1QPWRQ1'],
  ['221-412', '221-413'],
]

t.test('spelling and packing make no difference', async (t) => {
  for (const [first = '', ...others] of SAME) {
    for (const other of others) t.equal(normalisePartNumber(other), normalisePartNumber(first), `${first} and ${other}`)
  }
})

t.test('everything else does', async (t) => {
  for (const numbers of DIFFERENT) {
    t.equal(new Set(numbers.map(normalisePartNumber)).size, numbers.length, numbers.join(', '))
  }
})

t.test('a normalised number stays as it is', async (t) => {
  for (const number of [...SAME, ...DIFFERENT].flat()) {
    const normalised = normalisePartNumber(number)
    t.match(normalised, /^[A-Z0-9]{4,}$/)
    t.equal(normalisePartNumber(number.toLowerCase()), normalised)
  }
  t.equal(normalisePartNumber('  -- '), '')
  t.equal(normalisePartNumber('ТИП-10'), '10', 'other scripts are no letters of a number')
  t.equal(normalisePartNumber('-TR'), 'TR', 'a mark alone is no number without it')
})

t.test('every rule says what it is for', async (t) => {
  for (const rule of [...PACKAGING_MARKS, ...INNER_MARKS]) t.ok(rule.meaning.length > 3 && rule.source.length > 3)
})

t.test('numbers are close when they begin alike', async (t) => {
  t.equal(numberCloseness('TPS54331D', 'TPS54332DDA'), 7 / 11)
  t.equal(numberCloseness('LM35DZ', 'LM358D'), 0, '35 and 358 are two numbers')
  t.equal(numberCloseness('LM358', 'LM358D'), 5 / 6)
  t.equal(numberCloseness('W25Q64', 'W25Q128'), 0)
  t.equal(numberCloseness('', ''), 0)
})

t.test('variants have their device in common', async (t) => {
  const devices: [string, string | null][] = [
    ['SN74HC595N', '74HC595'],
    ['74HC595D,118', '74HC595'],
    ['STM32F103C8T6', 'STM32F103'],
    ['MCP1700T-3302E/TT', 'MCP1700'],
    ['LP2985-33DBVR', 'LP2985'],
    ['1N4148W-7-F', '1N4148'],
    ['RC0603FR-0710KL', null],
    ['resistor', null],
  ]
  for (const [number, device] of devices) t.equal(deviceOf(number), device, number)
})
