import { mkdir, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { codeTexts } from '../../services/exchange/labels/content/code-text.ts'
import type { BoxContent, LabelContent, SlotContent } from '../../services/exchange/labels/content/label-content.ts'
import { drawJob } from '../../services/exchange/labels/draw-job.ts'
import type { LabelJob } from '../../services/exchange/labels/label-job.ts'
import { BUILT_IN_TEMPLATES } from '../../services/exchange/labels/templates/built-in.ts'
import type { LabelTemplate } from '../../services/exchange/labels/templates/template.ts'

const FOLDER = new URL('../../docs/pictures/labels/', import.meta.url)
/** Dots to a millimetre: small labels are shown larger. */
const DENSITY = { roll: 8, sheet: 3, lid: 4, inlay: 3 } as const
const GREYS = 8

const codesOf = codeTexts('https://parts.example.com')

const PARTS: readonly [key: string, description: string, number: string, facts: string[]][] = [
  ['RESA', 'Resistor 4.7 kΩ ±1 % 1/8 W thick film', 'RC0805FR-074K7L', ['0805', '150 V', '7-12']],
  ['CAPB', 'Capacitor 100 nF 50 V X7R ±10 % ceramic', 'CL10B104KB8NNNC', ['0603', '50 V', '7-13']],
  ['OPAM', 'Operational amplifier, dual, low noise, rail-to-rail output', 'LM358BIDDFR', ['SOT-23-8', '3-4']],
  ['MCUS', 'Microcontroller ARM Cortex-M3 72 MHz, 64 KiB flash', 'STM32F103C8T6', ['LQFP-48', '2-1']],
]

function labelOf([key, description, number, facts]: (typeof PARTS)[number]): LabelContent {
  return { kind: 'part', title: key, description, facts: [[number], facts], codes: codesOf('part', key) }
}

function boxOf(count: number): BoxContent {
  const slots = Array.from({ length: count }, (_, place): SlotContent => {
    const [key, description] = PARTS[place % 5] ?? []
    return { locNo: place + 1, parts: key === undefined ? [] : [{ key, description: description ?? '', qty: 100 }] }
  })
  const codes = codesOf('box', '7')
  return { kind: 'box', title: '7', description: 'Passive parts, SMD', facts: [[`${count} slots`]], codes, slots }
}

function jobOf(template: LabelTemplate): LabelJob {
  const content =
    template.media === 'lid' || template.media === 'inlay'
      ? { kind: 'boxes' as const, boxes: [boxOf(30)] }
      : {
          kind: 'labels' as const,
          labels:
            template.media === 'sheet' ? [...PARTS, ...PARTS, ...PARTS].map(labelOf) : PARTS.slice(0, 1).map(labelOf),
          startAt: 1,
        }
  return { template, format: 'png', adjustment: { scale: 1, offsetX: 0, offsetY: 0 }, page: null, content }
}

await mkdir(FOLDER, { recursive: true })
for (const template of BUILT_IN_TEMPLATES) {
  const answer = await drawJob(jobOf(template))
  if ('refusal' in answer) throw new Error(`${template.id}: ${answer.refusal.message}`)
  const width = Math.round(template.pageWidth * DENSITY[template.media])
  const picture = await sharp(answer.bytes)
    .flatten({ background: 'white' })
    .resize({ width })
    .extend({ top: 1, bottom: 1, left: 1, right: 1, background: '#c0c0c0' })
    .png({ palette: true, colours: GREYS })
    .toBuffer()
  await writeFile(new URL(`${template.id}.png`, FOLDER), picture)
  console.log(`${template.id}: ${(picture.length / 1024).toFixed(0)} KiB`)
}
