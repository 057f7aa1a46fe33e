import { Sheet } from '../page/sheet.tsx'
import { StockForm, type StockFormProps } from './stock-form.tsx'
import { VERBS } from './verbs.ts'

interface StockSheetProps extends Omit<StockFormProps, 'large'> {
  opened: boolean
}

/** A change of a part's stock on a phone. */
export function StockSheet({ opened, ...form }: StockSheetProps) {
  return (
    <Sheet opened={opened} onClose={form.onDone} title={`${VERBS[form.verb]} ${form.partKey}`}>
      <StockForm {...form} large />
    </Sheet>
  )
}
