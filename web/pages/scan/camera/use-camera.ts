import { useCallback, useEffect, useState } from 'react'

/** Why there are no pictures of a camera, or that there are. */
export type CameraState = 'off' | 'starting' | 'on' | 'refused' | 'missing' | 'insecure'

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 960 } },
}

function stateOf(error: unknown): CameraState {
  return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'missing'
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/** Whether the person has allowed the camera before, so that starting it asks nothing. */
async function isAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state === 'granted'
  } catch {
    // Some browsers do not know this permission.
    return false
  }
}

/**
 * The camera at the back of the device. It ends with the page.
 *
 * @param begin whether it starts by itself: where it is allowed already, or wherever it is asked for.
 */
export function useCamera(begin: 'when-asked' | 'where-allowed' | 'at-once') {
  const [state, setState] = useState<CameraState>('off')
  const [stream, setStream] = useState<MediaStream | null>(null)
  const start = useCallback(async () => {
    if (!('mediaDevices' in navigator)) return setState('insecure')
    setState('starting')
    try {
      setStream(await navigator.mediaDevices.getUserMedia(WANTED))
      setState('on')
    } catch (error) {
      setState(stateOf(error))
    }
  }, [])
  useEffect(() => () => stop(stream), [stream])
  useEffect(() => {
    if (begin === 'at-once') void start()
    if (begin !== 'where-allowed' || !('mediaDevices' in navigator)) return
    void isAllowed().then((allowed) => (allowed ? start() : undefined))
  }, [begin, start])
  const end = () => {
    setStream(null)
    setState('off')
  }
  return { state, stream, start: () => void start(), end }
}
