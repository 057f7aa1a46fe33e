import { Button, Textarea } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { Failure } from '../../shared/feedback/failure.tsx'
import { isCovered, isTyping } from '../../shared/keyboard/use-hotkey.ts'
import classes from './import.module.css'
import { MeantFor } from './meant-for.tsx'
import type { GiveSearch } from './route.ts'
import { type Given, useGive } from './use-give.ts'

const TYPES = '.csv,.tsv,.txt,.xlsx,.xls,.json,.bom,text/*'

/** Takes what is pasted on the page while nobody types. */
function usePastedOnPage(take: (given: Given) => void): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const onPaste = ({ clipboardData, target }: ClipboardEvent) => {
      if (clipboardData === null || isTyping(target) || isCovered()) return
      const files = [...clipboardData.files]
      const text = clipboardData.getData('text/plain')
      if (files.length > 0) latest.current({ files })
      else if (text.trim() !== '') latest.current({ text })
    }
    addEventListener('paste', onPaste)
    return () => removeEventListener('paste', onPaste)
  }, [])
}

/** Where a file is dropped or chosen, or a text is pasted. */
export function GiveFile({ search, onClear }: { search: GiveSearch; onClear: () => void }) {
  const give = useGive(search)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [text, setText] = useState('')
  const take = (given: Given) => {
    if (!give.isPending) give.mutate(given)
  }
  const takeFiles = (files: FileList | null) => {
    if (files !== null && files.length > 0) take({ files: [...files] })
  }
  usePastedOnPage((given) => ('text' in given ? setText(given.text) : take(given)))
  return (
    <section className={classes.give} aria-label="Give a file or a text">
      <MeantFor search={search} onClear={onClear} />
      <div
        role="group"
        aria-label="A file"
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event: DragEvent) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          takeFiles(event.dataTransfer.files)
        }}
      >
        <IconFileImport size={28} stroke={1.5} aria-hidden />
        <p>
          <b>Drop a file here.</b> An order, a bill of materials, a cart, or the export of another inventory: CSV, Excel
          or JSON.
        </p>
        <Button variant="filled" loading={give.isPending} onClick={() => input.current?.click()}>
          Choose a file
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={TYPES}
          aria-label="File"
          onChange={({ target }) => {
            takeFiles(target.files)
            target.value = ''
          }}
        />
      </div>
      <form
        className={classes.paste}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') take({ text })
        }}
      >
        <Textarea
          label="Or paste a list"
          description="A number and how many, one a line; or rows copied out of a spreadsheet"
          placeholder={'SN74HC595N\t10\nNE555P\t25'}
          rows={5}
          spellCheck={false}
          value={text}
          classNames={{ input: classes.pasted }}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ''} loading={give.isPending}>
          Read the list
        </Button>
      </form>
      {give.isError && (
        <div className={classes.wrong}>
          <Failure error={give.error} />
        </div>
      )}
    </section>
  )
}
