import type { ReactElement } from 'react'
import { StockPopover, StockSheet } from '../../shared/stock/stock-action.tsx'
import type { StockVerb } from '../../shared/stock/verbs.ts'
import { useEver } from '../../shared/use-ever.ts'
import type { RowEvents, RowVerb } from './part-row.tsx'

interface RowStockProps {
  verb: StockVerb
  partKey: string
  acting: RowVerb | null
  events: RowEvents
  phone: boolean
  /** The button that begins it. */
  children: ReactElement
}

/** A change of the stock of a row's part. A row that nobody acts on has the button alone: there are many. */
export function RowStock({ verb, partKey, acting, events, phone, children }: RowStockProps) {
  const opened = acting === verb
  const ever = useEver(opened)
  const close = () => events.act(partKey, null)
  if (phone) {
    return (
      <>
        {children}
        {ever && <StockSheet verb={verb} partKey={partKey} opened={opened} onDone={close} />}
      </>
    )
  }
  if (!opened) return children
  return (
    <StockPopover verb={verb} partKey={partKey} opened onChange={(opened) => !opened && close()}>
      {children}
    </StockPopover>
  )
}
