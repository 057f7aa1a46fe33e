import type { PartFamily } from '../part-family.ts'

const led: PartFamily = {
  weight: 38,
  make(choices, dice) {
    const [colour, nm, hex] = choices.of([
      ['red', 625, '#dc2626'],
      ['green', 525, '#16a34a'],
      ['yellow', 590, '#eab308'],
      ['blue', 470, '#2563eb'],
      ['white', 0, '#f8fafc'],
      ['orange', 605, '#f97316'],
      ['warm white', 0, '#fef3c7'],
    ] as const)
    const size = choices.of(['3 mm', '5 mm', '0402', '0603', '0805', '1206', 'PLCC-2'])
    const [maker, form] = choices.of([
      ['Kingbright', (code: string) => `WP710A10${code}`],
      ['Lite-On', (code: string) => `LTST-C190${code}KT`],
      ['OSRAM Opto Semiconductors', (code: string) => `L${code}-R976-PS-1`],
      ['Würth Elektronik', (code: string) => `150060${code}75000`],
      ['Vishay', (code: string) => `TLH${code}5400`],
      ['Everlight', (code: string) => `19-217/${code}6C-AL1M2VY/3T`],
    ] as const)
    const isRound = size.endsWith('mm')
    const code = `${colour.slice(0, 2).toUpperCase()}${size.replace(/\D/g, '')}`
    return {
      type: 'LED',
      description: dice.of([
        `LED ${colour} ${size}`,
        `${size} ${colour} LED${nm > 0 ? ` ${nm} nm` : ''} ${dice.of(['20 mA', '2.1 V', 'diffused', 'clear'])}`,
        `${colour} LED, ${size}, ${dice.between(2, 90) * 100} mcd`,
      ]),
      number: form(code),
      maker,
      package: isRound ? `T-${size === '3 mm' ? '1' : '1 3/4'}` : size,
      pins: 2,
      mounting: isRound ? 'Through-Hole' : 'Surface-Mount',
      dimensions: size,
      tags: ['led', colour.replace(' ', '-')],
      drawing: { shape: 'led', colour: hex },
    }
  },
}

export const LEDS = [led]
