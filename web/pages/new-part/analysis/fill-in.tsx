import { ActionIcon, Button, Progress } from '@mantine/core'
import { IconCamera, IconSparkles } from '@tabler/icons-react'
import { type ClipboardEvent, type ReactNode, useRef } from 'react'
import { ErrorText } from '../../../shared/feedback/error-text.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import classes from './analysis.module.css'
import type { useAnalysis } from './use-analysis.ts'

interface FillInProps {
  /** What is known of the part so far. */
  text: string
  analysis: ReturnType<typeof useAnalysis>
  /** The field with which the page begins. */
  children: ReactNode
}

/** The first field, with what finds the rest out: from its text, or from a picture that is chosen, taken or pasted. */
export function FillIn({ text, analysis, children }: FillInProps) {
  const input = useRef<HTMLInputElement>(null)
  const { begin, stop, error, isRunning, step, failure } = analysis
  const look = (files: FileList | null) => {
    const picture = files?.[0]
    if (picture?.type.startsWith('image/')) begin({ text, picture })
  }
  return (
    <>
      <div className={classes.bar} onPaste={({ clipboardData }: ClipboardEvent) => look(clipboardData.files)}>
        {children}
        <ActionIcon
          size={36}
          aria-label="Show a picture of it"
          title="A picture"
          onClick={() => input.current?.click()}
        >
          <IconCamera size={18} stroke={1.75} />
        </ActionIcon>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/jpeg,image/png,image/webp,image/gif"
          onChange={({ target }) => {
            look(target.files)
            target.value = ''
          }}
        />
        {isRunning ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <Button
            leftSection={<IconSparkles size={15} stroke={1.75} />}
            disabled={text.trim() === ''}
            onClick={() => begin({ text, picture: null })}
          >
            Fill in for me
          </Button>
        )}
      </div>
      {isRunning && (
        <div className={classes.progress} role="status">
          <span>{step?.text ?? 'Waiting to begin'}</span>
          <Progress value={(step?.value ?? 0) * 100} size={6} aria-label="How far the analysis is" />
        </div>
      )}
      {error !== null && (
        <Note>
          <ErrorText error={error} />
        </Note>
      )}
      {failure !== '' && (
        <Note tone="warn">
          <b>It could not be filled in.</b> {failure}
        </Note>
      )}
    </>
  )
}
