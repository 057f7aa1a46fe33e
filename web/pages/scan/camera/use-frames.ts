import { type RefObject, useEffect, useRef } from 'react'
import type { SeenCode } from './decoder.ts'

const BETWEEN_MS = 120
/** A code that stays in view is one scan; when it has been away for so long it is a new one. */
const AWAY_MS = 2000

/** The last picture of a camera. */
function pictureOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const { videoWidth: width, videoHeight: height } = video
  if (document.hidden || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || width === 0) return null
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(video, 0, 0)
  return context?.getImageData(0, 0, width, height) ?? null
}

/** Looks for codes in what a camera sees. @param onSeen each time one is looked for: where it is, null where none is. */
export function useFrames(
  video: RefObject<HTMLVideoElement | null>,
  { onCode, onSeen }: { onCode: (code: string) => void; onSeen: (seen: SeenCode | null) => void },
): void {
  const latest = useRef({ onCode, onSeen })
  latest.current = { onCode, onSeen }
  useEffect(() => {
    const canvas = document.createElement('canvas')
    const last = { text: '', at: 0 }
    let over = false
    let later: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const { decode } = await import('./decoder.ts')
      const picture = over || video.current === null ? null : pictureOf(video.current, canvas)
      const seen = picture === null ? null : await decode(picture).catch(() => null)
      if (over) return
      latest.current.onSeen(seen)
      const now = performance.now()
      if (seen !== null && (seen.text !== last.text || now - last.at > AWAY_MS)) latest.current.onCode(seen.text)
      if (seen !== null) Object.assign(last, { text: seen.text, at: now })
      later = setTimeout(look, BETWEEN_MS)
    }
    void look()
    return () => {
      over = true
      clearTimeout(later)
    }
  }, [video])
}
