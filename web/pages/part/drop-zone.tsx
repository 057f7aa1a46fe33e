import { IconUpload } from '@tabler/icons-react'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import classes from './documents.module.css'

interface DropZoneProps {
  busy: boolean
  onFiles: (files: readonly File[]) => void
}

/** Where files are dropped, pasted or chosen. */
export function DropZone({ busy, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | undefined | null) => {
    if (files && files.length > 0) onFiles([...files])
  }
  return (
    <>
      <button
        type="button"
        className={classes.drop}
        data-over={over || undefined}
        onClick={() => input.current?.click()}
        onPaste={({ clipboardData }: ClipboardEvent) => take(clipboardData.files)}
        onDragOver={(event: DragEvent) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        <IconUpload size={16} stroke={1.75} aria-hidden />
        {busy ? 'Uploading' : 'Drop, paste or choose a file'}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/*,application/pdf"
        onChange={({ target }) => {
          take(target.files)
          target.value = ''
        }}
      />
    </>
  )
}
