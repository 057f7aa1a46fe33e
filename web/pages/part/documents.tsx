import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconFile, IconFileTypePdf, IconLinkPlus, IconPhoto, IconUpload, IconWorld, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { api, body, done, once, serviceUrl } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { documentsQuery, type Part } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import classes from './documents.module.css'
import page from './part.module.css'
import { addFile, addUrl } from './upload.ts'

const ICONS = { pdf: IconFileTypePdf, image: IconPhoto, url: IconWorld } as const

function host(url: string | null): string {
  return (url !== null && URL.parse(url)?.hostname.replace(/^www\./, '')) || ''
}

/** The documents of a part; more are dropped, pasted, chosen or named by their address. */
export function Documents({ part }: { part: Part }) {
  const setId = part.attachment_set_id
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const { data: set } = useQuery(documentsQuery(setId))
  const [over, setOver] = useState(false)
  const [url, setUrl] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const changed = () => Promise.all(['part', 'parts'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await addFile(setId, file)
    },
    onSettled: changed,
  })
  const link = useMutation({
    mutationFn: (address: string) => addUrl(setId, address),
    onSuccess: () => setUrl(null),
    onSettled: changed,
  })
  const remove = async (id: number, title: string) => {
    await done(
      api.DELETE('/api/attachment-sets/{set_id}/attachments/{attachment_id}', {
        params: { path: { set_id: setId, attachment_id: id }, header: once() },
      }),
    ).catch(sayFailure)
    await changed()
    sayDone(`“${title}” was removed`)
  }
  const cover = async (id: number) => {
    await body(
      api.PUT('/api/attachment-sets/{set_id}/cover', {
        params: { path: { set_id: setId }, header: once() },
        body: { attachment_id: id },
      }),
    ).catch(sayFailure)
    await changed()
  }
  const take = (files: FileList | undefined | null) => {
    if (files && files.length > 0) upload.mutate([...files])
  }
  const documents = set?.attachments ?? []
  return (
    <section className={page.section}>
      <div className={page.sectionHead}>
        <h2>
          Documents <span className={page.quiet}>{documents.length > 0 && documents.length}</span>
        </h2>
        {mayEdit && (
          <ActionIcon
            aria-label="Add by address"
            title="Add by address"
            onClick={() => setUrl(url === null ? '' : null)}
          >
            <IconLinkPlus size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      {url !== null && (
        <form
          className={classes.url}
          onSubmit={(event) => {
            event.preventDefault()
            if (url.trim() !== '') link.mutate(url.trim())
          }}
        >
          <TextInput
            aria-label="Address of a document"
            placeholder="https://"
            data-autofocus
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
            error={link.isError && sentence(link.error)}
          />
          <Button type="submit" loading={link.isPending}>
            Add
          </Button>
        </form>
      )}
      {documents.map(({ id, title, attachment_type: type, attachment_url, url: address }) => {
        const Icon = ICONS[type] ?? IconFile
        return (
          <div key={id} className={classes.document}>
            <a
              href={attachment_url === null ? (address ?? undefined) : serviceUrl(attachment_url)}
              target="_blank"
              rel="noreferrer noopener"
            >
              <span className={classes.icon}>
                <Icon size={18} stroke={1.5} aria-hidden />
              </span>
              <span className={classes.words}>
                <span className="ellipsis">{title}</span>
                <span className={page.quiet}>
                  {type === 'url' ? host(address) : type === 'pdf' ? 'PDF' : 'Picture'}
                  {id === set?.cover_attachment_id && ', cover'}
                </span>
              </span>
            </a>
            {mayEdit && type === 'image' && id !== set?.cover_attachment_id && (
              <Button size="xs" variant="subtle" className={classes.act} onClick={() => void cover(id)}>
                Cover
              </Button>
            )}
            {mayEdit && (
              <ActionIcon className={classes.act} aria-label={`Remove ${title}`} onClick={() => void remove(id, title)}>
                <IconX size={14} stroke={1.75} />
              </ActionIcon>
            )}
          </div>
        )
      })}
      {mayEdit && (
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
            {upload.isPending ? 'Uploading' : 'Drop, paste or choose a file'}
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
          {upload.isError && (
            <p className={classes.wrong} role="alert">
              {sentence(upload.error)}
            </p>
          )}
        </>
      )}
    </section>
  )
}
