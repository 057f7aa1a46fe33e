import { Popover } from '@mantine/core'
import type { ReactElement } from 'react'
import { later } from '../later.tsx'
import { useEver } from '../use-ever.ts'
import { useWidthUpTo } from '../use-width-up-to.ts'
import { type StockVerb, VERBS } from './verbs.ts'

const StockForm = later(async () => (await import('./stock-form.tsx')).StockForm)
export const StockSheet = later(async () => (await import('./stock-sheet.tsx')).StockSheet)

interface StockActionProps {
  verb: StockVerb
  partKey: string
  opened: boolean
  onChange: (opened: boolean) => void
  /** The pile that is meant at first. */
  from?: { box_no: number; loc_no: number }
  /** The button that opens it. */
  children: ReactElement
}

/** A change of a part's stock, asked for beside the button that begins it. */
export function StockPopover({ verb, partKey, opened, onChange, from, children }: StockActionProps) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      trapFocus
      returnFocus
      hideDetached={false}
      width={300}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown onKeyDown={(event) => event.stopPropagation()} aria-label={`${VERBS[verb]} ${partKey}`}>
        {opened && <StockForm verb={verb} partKey={partKey} from={from} onDone={() => onChange(false)} large={false} />}
      </Popover.Dropdown>
    </Popover>
  )
}

/** The same, but in a sheet on a phone. */
export function StockAction(props: StockActionProps) {
  const { verb, partKey, opened, onChange, from, children } = props
  const phone = useWidthUpTo('phone')
  const ever = useEver(opened)
  if (!phone) return <StockPopover {...props} />
  return (
    <>
      {children}
      {ever && <StockSheet verb={verb} partKey={partKey} from={from} onDone={() => onChange(false)} opened={opened} />}
    </>
  )
}
