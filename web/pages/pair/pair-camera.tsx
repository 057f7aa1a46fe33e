import { useState } from 'react'
import { Note } from '../../shared/feedback/note.tsx'
import { Camera } from '../scan/camera/camera.tsx'
import { codeOfScan } from './code-of-scan.ts'

/** Reads the code that another screen shows. */
export function PairCamera({ onCode }: { onCode: (code: string) => void }) {
  const [isOther, setOther] = useState(false)
  const read = (text: string) => {
    const code = codeOfScan(text)
    setOther(code === null)
    if (code !== null) onCode(code)
  }
  return (
    <Camera onCode={read} hint="Point the camera at the code on the other screen." atOnce>
      {isOther && <Note tone="warn">This is not a code for pairing.</Note>}
    </Camera>
  )
}
