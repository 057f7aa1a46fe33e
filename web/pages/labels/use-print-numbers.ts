import { useState } from 'react'
import type { LabelTemplate } from '../../api/queries/labels.ts'
import { type PrintNumbers, wrongNumbers } from './limits.ts'
import type { Adjustment } from './settings.ts'

interface PrintNumbersOptions {
  /** Undefined where there is none. */
  template: LabelTemplate | undefined
  /** Where the labels begin, and how far the printer is off, as it is kept. */
  kept: PrintNumbers
  onStart: (start: number) => void
  onAdjustment: (adjustment: Adjustment) => void
}

/** The numbers in the fields. Those beyond their limits stay there until they are mended, and are not kept. */
export function usePrintNumbers({ template, kept, onStart, onAdjustment }: PrintNumbersOptions) {
  const [noted, setNoted] = useState<{ of: LabelTemplate | undefined; typed: Partial<PrintNumbers> }>({
    of: template,
    typed: {},
  })
  const typed = noted.of?.id === template?.id ? noted.typed : {}
  const numbers = { ...kept, ...typed }
  const wrong = template === undefined ? {} : wrongNumbers(numbers, template)
  const change = (name: keyof PrintNumbers, value: number) => {
    if (template === undefined) return
    const isWrong = wrongNumbers({ ...numbers, [name]: value }, template)[name] !== undefined
    const { [name]: _, ...others } = typed
    setNoted({ of: template, typed: isWrong ? { ...others, [name]: value } : others })
    if (isWrong) return
    const { start, ...adjustment } = { ...kept, [name]: value }
    if (name === 'start') onStart(start)
    else onAdjustment(adjustment)
  }
  return { numbers, wrong, change }
}
