import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLinkPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, once, type Schemas } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { documentsQuery, type Part } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { AddByAddress } from './add-by-address.tsx'
import { DocumentRow } from './document-row.tsx'
import classes from './documents.module.css'
import { DropZone } from './drop-zone.tsx'
import page from './part.module.css'
import { RemoveDialog } from './remove-document.tsx'
import { addFile } from './upload.ts'
import { Viewer } from './viewer.tsx'

/** The documents of a part; more are dropped, pasted, chosen or named by their address. */
export function Documents({ part }: { part: Part }) {
  const setId = part.attachment_set_id
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const { data: set } = useQuery(documentsQuery(setId))
  const [naming, setNaming] = useState(false)
  const [shown, setShown] = useState<number | null>(null)
  const [asked, setAsked] = useState<Schemas['AttachmentListItem']>()
  const [asking, { open: ask, close: leave }] = useDisclosure(false)
  const changed = () => Promise.all(['part', 'parts'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await addFile(setId, file)
    },
    onSettled: changed,
  })
  const cover = useMutation({
    mutationFn: (id: number) =>
      body(
        api.PUT('/api/attachment-sets/{set_id}/cover', {
          params: { path: { set_id: setId }, header: once() },
          body: { attachment_id: id },
        }),
      ),
    onError: sayFailure,
    onSettled: changed,
  })
  const documents = set?.attachments ?? []
  return (
    <section className={page.section}>
      <div className={page.sectionHead}>
        <h2>
          Documents <span className={page.quiet}>{documents.length > 0 && documents.length}</span>
        </h2>
        {mayEdit && (
          <ActionIcon aria-label="Add by address" title="Add by address" onClick={() => setNaming(!naming)}>
            <IconLinkPlus size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      {naming && <AddByAddress setId={setId} onDone={() => setNaming(false)} onSettled={changed} />}
      {documents.map((document) => (
        <DocumentRow
          key={document.id}
          document={document}
          isCover={document.id === set?.cover_attachment_id}
          onShow={() => setShown(document.id)}
          onCover={() => cover.mutate(document.id)}
          onRemove={() => {
            setAsked(document)
            ask()
          }}
        />
      ))}
      <RemoveDialog document={asked} setId={setId} opened={asking} onClose={leave} onSettled={changed} />
      <Viewer document={documents.find(({ id }) => id === shown)} onClose={() => setShown(null)} />
      {mayEdit && (
        <>
          <DropZone busy={upload.isPending} onFiles={(files) => upload.mutate(files)} />
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
