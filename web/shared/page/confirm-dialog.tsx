import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure } from '../feedback/failure.tsx'
import { Dialog } from './dialog.tsx'
import classes from './page.module.css'

interface ConfirmDialogProps {
  opened: boolean
  onClose: () => void
  /** A question. */
  title: string
  /** What follows, in a sentence or two. */
  children: ReactNode
  /** What the button says: the effect. */
  verb: string
  /** Whether the effect cannot be taken back. */
  dangerous?: boolean
  act: () => Promise<unknown>
}

function Content({ onClose, children, verb, dangerous, act }: Omit<ConfirmDialogProps, 'opened' | 'title'>) {
  const change = useMutation({ mutationFn: act, onSuccess: onClose })
  return (
    <div className={classes.dialog}>
      {children}
      {change.isError && <Failure error={change.error} />}
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="filled"
          {...(dangerous && { color: 'red' })}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {verb}
        </Button>
      </div>
    </div>
  )
}

/** Asks before something is done that cannot be undone. */
export function ConfirmDialog({ opened, title, ...content }: ConfirmDialogProps) {
  return (
    <Dialog opened={opened} onClose={content.onClose} title={title} size="sm">
      <Content {...content} />
    </Dialog>
  )
}
