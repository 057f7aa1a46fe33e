import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { type PrintJob, printUrl, savePrintFile } from './print-file.ts'

interface PrintButtonProps {
  job: PrintJob
  /** A file to keep, not a page to print. */
  download?: boolean
  icon?: ReactNode
  className?: string | undefined
  variant?: 'filled' | 'default'
  size?: 'sm' | 'lg'
  /** What follows once the person has the file. */
  onDone?: () => void
  children: ReactNode
}

/** Opens the labels as a page of their own, where the browser prints them, or saves them. */
export function PrintButton({ job, download = false, icon, onDone, children, ...look }: PrintButtonProps) {
  const url = printUrl(job)
  const save = useMutation({ mutationFn: () => savePrintFile(job), onSuccess: onDone, onError: sayFailure })
  const looks = { ...look, leftSection: icon, fullWidth: look.size === 'lg' }
  if (job.items.length === 0) {
    return (
      <Button {...looks} disabled>
        {children}
      </Button>
    )
  }
  if (url === null) {
    return (
      <Button {...looks} loading={save.isPending} onClick={() => save.mutate()}>
        {children}
      </Button>
    )
  }
  const kind = download ? { download: 'labels.pdf' } : { target: '_blank', rel: 'noreferrer' }
  return (
    <Button {...looks} component="a" href={url} {...kind} onClick={onDone}>
      {children}
    </Button>
  )
}
