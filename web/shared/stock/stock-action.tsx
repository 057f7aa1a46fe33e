import { Popover } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactElement } from 'react'
import { Sheet } from '../page/sheet.tsx'
import { StockForm } from './stock-form.tsx'
import { type StockVerb, VERBS } from './verbs.ts'

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
  const form = <StockForm verb={verb} partKey={partKey} from={from} onDone={close} large={phone} />
  if (phone) {
    return (
      <>
        {children}
        <Sheet opened={opened} onClose={close} title={`${VERBS[verb]} ${partKey}`}>
          {form}
        </Sheet>
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
        {opened && form}
      </Popover.Dropdown>
    </Popover>
  )
}
