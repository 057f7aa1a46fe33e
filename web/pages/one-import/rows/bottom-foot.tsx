import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Import } from '../../../api/queries/imports.ts'
import { useMay } from '../../../api/queries/session.ts'
import { Sheet } from '../../../shared/page/sheet.tsx'
import { DiscardButton } from './discard-button.tsx'
import classes from './will-happen.module.css'
import { Commit, Figures } from './will-happen.tsx'

/** What will happen, on narrow windows: the button at hand, the figures in a sheet. */
export function BottomFoot({ one }: { one: Import }) {
  const [opened, { open, close }] = useDisclosure(false)
  const mayEdit = useMay('editor')
  return (
    <div className={classes.bottom}>
      <Button className={classes.more} aria-haspopup="dialog" onClick={open}>
        What will happen
      </Button>
      {mayEdit && <Commit one={one} />}
      <Sheet opened={opened} onClose={close} title="What will happen">
        <div className={classes.sheet}>
          <Figures one={one} />
          {mayEdit && <DiscardButton one={one} />}
        </div>
      </Sheet>
    </div>
  )
}
