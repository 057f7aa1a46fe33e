import { Button } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWidthUpTo } from '../../../shared/use-width-up-to.ts'
import classes from './camera.module.css'
import { PhotoButton } from './photo-button.tsx'
import { type CameraState, useCamera } from './use-camera.ts'
import { CameraView } from './view.tsx'

const WHY: Readonly<Partial<Record<CameraState, string>>> = {
  refused: 'The camera is not allowed here. Allow it beside the address of the page, or take a photo.',
  missing: 'No camera was found. A hand scanner works, and so does a photo.',
  insecure: 'Browsers open the camera only over HTTPS. Take a photo, or use a hand scanner.',
}

interface CameraProps {
  onCode: (code: string) => void
  /** What can be read with it. */
  hint?: string
  /** Whether somebody has asked for it already. */
  atOnce?: boolean
  /** Whether something else on the page is what one does next. */
  isSecond?: boolean
  /** What stands below where no camera is on. */
  children: ReactNode
}

/** The camera where there is one and it may be used, and what works everywhere. */
export function Camera({
  onCode,
  hint = 'Scan a bag, a label or a product. A hand scanner works without a click.',
  atOnce = false,
  isSecond = false,
  children,
}: CameraProps) {
  const phone = useWidthUpTo('phone')
  const { state, stream, start, end } = useCamera(atOnce ? 'at-once' : phone ? 'where-allowed' : 'when-asked')
  if (stream !== null) return <CameraView stream={stream} onCode={onCode} onEnd={end} />
  const why = WHY[state]
  return (
    <div className={classes.off}>
      <IconScan size={40} stroke={1.25} aria-hidden />
      <p role="status" data-plain={why === undefined || undefined}>
        {why ?? hint}
      </p>
      <div className={classes.ways}>
        {why === undefined && (
          <Button
            variant={phone && !isSecond ? 'filled' : 'default'}
            leftSection={<IconScan size={16} stroke={1.75} />}
            loading={state === 'starting'}
            onClick={start}
          >
            Use the camera
          </Button>
        )}
        {(why !== undefined || phone) && (
          <PhotoButton onCode={onCode} primary={why !== undefined && phone && !isSecond} />
        )}
      </div>
      {children}
    </div>
  )
}
