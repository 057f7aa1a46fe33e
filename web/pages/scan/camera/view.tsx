import { ActionIcon } from '@mantine/core'
import { IconBolt, IconVideoOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import classes from './camera.module.css'
import type { SeenCode } from './decoder.ts'
import { useFrames } from './use-frames.ts'

interface ViewProps {
  stream: MediaStream
  onCode: (code: string) => void
  onEnd: () => void
}

/** A light beside the lens; the types of browsers do not know it yet. */
type Light = MediaTrackConstraintSet & { torch: boolean }

function Torch({ stream }: { stream: MediaStream }) {
  const [on, setOn] = useState(false)
  const [track] = stream.getVideoTracks()
  if (track === undefined || !('getCapabilities' in track) || !('torch' in track.getCapabilities())) return null
  const toggle = () => {
    const light: Light = { torch: !on }
    setOn(!on)
    track.applyConstraints({ advanced: [light] }).catch(() => setOn(false))
  }
  return (
    <ActionIcon className={classes.button} size={44} aria-label="Light" aria-pressed={on} onClick={toggle}>
      <IconBolt size={22} stroke={1.75} />
    </ActionIcon>
  )
}

/** What the camera sees, with the code that it reads marked. */
export function CameraView({ stream, onCode, onEnd }: ViewProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [seen, setSeen] = useState<SeenCode | null>(null)
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream
  }, [stream])
  useFrames(video, { onCode, onSeen: setSeen })
  const { videoWidth = 0, videoHeight = 0 } = video.current ?? {}
  return (
    <div className={classes.view}>
      <video ref={video} autoPlay playsInline muted aria-label="What the camera sees" />
      {seen !== null && videoWidth > 0 && (
        <svg viewBox={`0 0 ${videoWidth} ${videoHeight}`} preserveAspectRatio="xMidYMid slice" aria-hidden>
          <polygon points={seen.corners.map(({ x, y }) => `${x},${y}`).join(' ')} />
        </svg>
      )}
      <div className={classes.buttons}>
        <Torch stream={stream} />
        <ActionIcon className={classes.button} size={44} aria-label="Turn the camera off" onClick={onEnd}>
          <IconVideoOff size={22} stroke={1.75} />
        </ActionIcon>
      </div>
    </div>
  )
}
