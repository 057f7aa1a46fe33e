import type { LabelTemplate } from '../../api/queries/labels.ts'
import type { PrintNumbers, TypedNumbers } from './limits.ts'
import type { Adjustment } from './settings.ts'
import { type Typed, useTyped } from './use-typed.ts'

interface PrintNumbersOptions {
  /** Undefined where there is none. */
  template: LabelTemplate | undefined
  /** Where the labels begin, and how far the printer is off, as it is kept. */
  kept: PrintNumbers
  onStart: (start: number) => Promise<void>
  onAdjustment: (adjustment: Adjustment) => void
}

export interface PrintNumberFields extends Omit<Typed<keyof PrintNumbers>, 'typed'> {
  numbers: TypedNumbers
  /** Those that are printed with: what is typed, where its field takes it. */
  used: PrintNumbers
}

/** The numbers in the fields. What a field does not take stays there until it is mended, and is not kept. */
export function usePrintNumbers({ template, kept, onStart, onAdjustment }: PrintNumbersOptions): PrintNumberFields {
  const { typed, type, keep } = useTyped<keyof PrintNumbers>(template?.id ?? '', async (name, value) => {
    const { start, ...adjustment } = { ...kept, [name]: value }
    if (name === 'start') await onStart(start)
    else onAdjustment(adjustment)
  })
  const taken = [...typed].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  return {
    numbers: { ...kept, ...Object.fromEntries(typed) },
    used: { ...kept, ...Object.fromEntries(taken) },
    type,
    keep,
  }
}
