import { Popover } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactElement } from 'react'
import { later } from '../later.tsx'
import { useEver } from '../use-ever.ts'
import { type StockVerb, VERBS } from './verbs.ts'

const StockForm = later(async () => (await import('./stock-form.tsx')).StockForm)
const StockSheet = later(async () => (await import('./stock-sheet.tsx')).StockSheet)

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

/** A change of a part's stock, asked for beside the button that begins it; in a sheet on a phone. */
export function StockAction({ verb, partKey, opened, onChange, from, children }: StockActionProps) {
  const phone = useMediaQuery('(max-width: 37.49em)', undefined, { getInitialValueInEffect: false }) ?? false
  const close = () => onChange(false)
  const ever = useEver(opened)
  const form = { verb, partKey, from, onDone: close }
  if (phone) {
    return (
      <>
        {children}
        {ever && <StockSheet {...form} opened={opened} />}
      </>
    )
  }
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
        {opened && <StockForm {...form} large={false} />}
      </Popover.Dropdown>
    </Popover>
  )
}
