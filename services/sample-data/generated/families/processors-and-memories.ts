import type { PartFamily } from '../part-family.ts'

const CORES = {
  F0: 'M0',
  F1: 'M3',
  F3: 'M4',
  F4: 'M4',
  F7: 'M7',
  G0: 'M0+',
  G4: 'M4',
  H7: 'M7',
  L0: 'M0+',
  L4: 'M4',
  U5: 'M33',
} as const
const LINES: Record<string, readonly string[]> = {
  F0: ['30', '42', '51', '72', '91'],
  F1: ['00', '01', '03', '05', '07'],
  F3: ['01', '02', '03', '34', '73'],
  F4: ['01', '05', '07', '11', '29', '46'],
  F7: ['22', '45', '46', '67'],
  G0: ['30', '31', '71', 'B1'],
  G4: ['31', '41', '73', '74'],
  H7: ['23', '43', '50', '53'],
  L0: ['11', '31', '53', '72'],
  L4: ['12', '31', '32', '52', '76'],
  U5: ['35', '45', '75', '85'],
}
const PIN_LETTERS = [
  ['F', 20],
  ['K', 32],
  ['C', 48],
  ['R', 64],
  ['V', 100],
  ['Z', 144],
] as const
const FLASH_LETTERS = [
  ['4', 16],
  ['6', 32],
  ['8', 64],
  ['B', 128],
  ['C', 256],
  ['E', 512],
  ['G', 1024],
  ['I', 2048],
] as const

const stm32: PartFamily = {
  weight: 26,
  make(choices, dice) {
    const family = choices.of(Object.keys(CORES) as (keyof typeof CORES)[])
    const line = choices.of(LINES[family] ?? ['03'])
    const [pinLetter, pins] = choices.of(PIN_LETTERS)
    const [flashLetter, flash] = choices.of(FLASH_LETTERS)
    const packageLetter = choices.of(['T', 'U'])
    const grade = choices.of(['6', '7'])
    const tail = choices.of(['', 'TR'])
    const package_ = `${packageLetter === 'T' ? 'LQFP' : 'UFQFPN'}-${pins}`
    return {
      type: 'Microcontroller',
      description: dice.of([
        `STM32${family}${line} ARM Cortex-${CORES[family]} microcontroller ${flash} KB flash ${package_}`,
        `MCU 32-bit Cortex-${CORES[family]}, ${flash} KB flash, ${package_}`,
        `Microcontroller STM32${family}${line}${pinLetter}${flashLetter}, ${flash}K flash, ${pins} pins`,
      ]),
      number: `STM32${family}${line}${pinLetter}${flashLetter}${packageLetter}${grade}${tail}`,
      maker: 'STMicroelectronics',
      package: package_,
      pins,
      pitch: '0.5 mm',
      input: '1.8–3.6 V',
      mounting: 'Surface-Mount',
      series: `STM32${family}`,
      tags: ['mcu', 'arm', `stm32${family.toLowerCase()}`],
      drawing: { shape: 'quad chip', pins: Math.min(64, pins) },
    }
  },
}

const EIGHT_BIT = [
  'ATmega8A|AU,PU,MU|32',
  'ATmega168PB|AU,MU|32',
  'ATmega328P|AU,PU,MU,AUR|32',
  'ATmega32U4|AU,MU|44',
  'ATmega644PA|AU,PU|44',
  'ATmega1284P|AU,PU,MU|44',
  'ATmega2560|16AU,16CU|100',
  'ATtiny13A|SSU,PU,SSHR|8',
  'ATtiny45|20SU,20PU|8',
  'ATtiny85|20SU,20PU,20MU|8',
  'ATtiny1614|SSN,SSNR|14',
  'ATtiny3217|MN,MNR|24',
  'PIC12F675|I/P,I/SN|8',
  'PIC16F628A|I/P,I/SO|18',
  'PIC16F877A|I/P,I/PT|40',
  'PIC16F1827|I/P,I/SO|18',
  'PIC18F4550|I/P,I/PT|40',
  'PIC18F25K22|I/SP,I/SO|28',
  'PIC24FJ64GA002|I/SP,I/SS|28',
  'dsPIC33FJ128MC802|I/SP,I/SO|28',
  'MSP430G2553|IN20,IPW20R|20',
  'MSP430FR5969|IRGZR|48',
  'RP2040|TR7,TR13|56',
  'RP2350A|TR7|60',
  'ATSAMD21G18A|AU,MU|48',
  'ATSAMD51J20A|AU,MU|64',
  'LPC1768FBD100|K,551|100',
  'LPC824M201JHI33|E,Y|33',
  'nRF52832|QFAA-R7,QFAB|48',
  'nRF52840|QIAA-R7|73',
]
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^(AT|PIC|dsPIC)/, 'Microchip'],
  [/^MSP/, 'Texas Instruments'],
  [/^RP/, 'Raspberry Pi'],
  [/^LPC/, 'NXP'],
  [/^nRF/, 'Nordic Semiconductor'],
]

const otherController: PartFamily = {
  weight: 20,
  make(choices, dice) {
    const [name = '', tails = '', pinText = '8'] = choices.of(EIGHT_BIT).split('|')
    const tail = choices.of(tails.split(','))
    const [pins, maker] = [Number(pinText), MAKERS.find(([pattern]) => pattern.test(name))?.[1] ?? 'Microchip']
    const isThrough = /P$|PU$|IN20$/.test(tail)
    const package_ = isThrough ? `DIP-${pins}` : pins <= 20 ? `SOIC-${pins}` : `TQFP-${pins}`
    const joint = /RP2|nRF|LPC1768/.test(name) ? '' : '-'
    return {
      type: 'Microcontroller',
      description: dice.of([
        `${name} microcontroller ${package_}`,
        `MCU ${name} ${dice.of(['8 MHz', '16 MHz', '20 MHz', '48 MHz'])} ${package_}`,
        `${maker} ${name}, ${pins} pin, ${isThrough ? 'DIP' : 'SMD'}`,
      ]),
      number: `${name}${joint}${tail}`,
      maker,
      package: package_,
      pins,
      input: '1.8–5.5 V',
      mounting: isThrough ? 'Through-Hole' : 'Surface-Mount',
      series: /^[A-Za-z]+\d{0,2}/.exec(name)?.[0] ?? name,
      tags: ['mcu', name.toLowerCase()],
      drawing:
        pins > 28 && !isThrough
          ? { shape: 'quad chip', pins: Math.min(64, pins) }
          : { shape: 'chip', pins: Math.min(40, pins) },
    }
  },
}

const MEMORIES = [
  {
    head: '24LC',
    maker: 'Microchip',
    sizes: ['02', '16', '32', '64', '128', '256', '512'],
    tails: ['-I/P', '-I/SN', 'T-I/OT', 'T-I/SN'],
    kind: 'I2C EEPROM',
    unit: 'Kbit',
  },
  {
    head: 'AT24C',
    maker: 'Microchip',
    sizes: ['02', '04', '16', '32', '64', '256'],
    tails: ['D-SSHM-T', 'C-PUM', 'D-XHM-T'],
    kind: 'I2C EEPROM',
    unit: 'Kbit',
  },
  {
    head: '25LC',
    maker: 'Microchip',
    sizes: ['010', '040', '160', '256', '512', '1024'],
    tails: ['-I/P', '-I/SN', 'T-I/SN'],
    kind: 'SPI EEPROM',
    unit: 'Kbit',
  },
  {
    head: 'W25Q',
    maker: 'Winbond',
    sizes: ['16', '32', '64', '128', '256'],
    tails: ['JVSSIQ', 'JVSNIQ', 'JVZEIQ', 'FVSSIG'],
    kind: 'serial NOR flash',
    unit: 'Mbit',
  },
  {
    head: 'MX25L',
    maker: 'Macronix',
    sizes: ['1606', '3233', '6433', '12833'],
    tails: ['EM2I-12G', 'FM2I-08G'],
    kind: 'serial NOR flash',
    unit: 'Kbit',
  },
  {
    head: 'MB85RC',
    maker: 'Fujitsu',
    sizes: ['16', '64', '256'],
    tails: ['VPNF-G-JNERE1', 'TAPNF-G-BDERE1'],
    kind: 'I2C FRAM',
    unit: 'Kbit',
  },
  {
    head: 'IS62C',
    maker: 'ISSI',
    sizes: ['256', '1024', '5128'],
    tails: ['AL-45ULI', 'BL-45TLI'],
    kind: 'parallel SRAM',
    unit: 'Kbit',
  },
] as const

const memory: PartFamily = {
  weight: 16,
  make(choices, dice) {
    const { head, maker, sizes, tails, kind, unit } = choices.of(MEMORIES)
    const size = choices.of<string>(sizes)
    const tail = choices.of<string>(tails)
    return {
      type: 'Memory IC',
      description: dice.of([
        `${kind} ${Number(size)} ${unit}`,
        `${head}${size} ${kind} ${Number(size)} ${unit} ${tail.includes('P') ? 'DIP-8' : 'SOIC-8'}`,
        `${Number(size)}${unit} ${kind}`,
      ]),
      number: `${head}${size}${tail}`,
      maker,
      package: /\/P$|PUM$/.test(tail) ? 'DIP-8' : 'SOIC-8',
      pins: 8,
      input: '2.5–5.5 V',
      mounting: /\/P$|PUM$/.test(tail) ? 'Through-Hole' : 'Surface-Mount',
      series: head,
      tags: ['memory', kind.split(' ').at(-1)?.toLowerCase() ?? 'memory'],
      drawing: { shape: 'chip', pins: 8 },
    }
  },
}

export const PROCESSORS_AND_MEMORIES = [stm32, otherController, memory]
