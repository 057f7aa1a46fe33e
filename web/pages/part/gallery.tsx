import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { serviceUrl } from '../../api/client.ts'
import { documentsQuery, type Part } from '../../api/queries/parts.ts'
import { Dialog } from '../../shared/page/dialog.tsx'
import { Picture } from '../../shared/picture/picture.tsx'
import classes from './gallery.module.css'

const MOST = 3

/** The pictures of a part: the cover large, the others below it. */
export function Gallery({ part }: { part: Part }) {
  const { data: set } = useQuery(documentsQuery(part.attachment_set_id))
  const [opened, setOpened] = useState<string | null>(null)
  const pictures = (set?.attachments ?? []).filter(({ attachment_type, attachment_url }) => {
    return attachment_type === 'image' && attachment_url !== null
  })
  const others = pictures.filter(({ id }) => id !== set?.cover_attachment_id)
  const shown = others.slice(0, others.length > MOST + 1 ? MOST : MOST + 1)
  return (
    <div className={classes.gallery}>
      {part.cover_url === null ? (
        <span className={classes.cover}>
          <Picture url={null} size={8} />
        </span>
      ) : (
        <button
          type="button"
          className={classes.cover}
          aria-label="Show the picture large"
          onClick={() => setOpened(part.cover_url)}
        >
          <Picture url={part.cover_url} size={14.75} />
        </button>
      )}
      {shown.length > 0 && (
        <div className={classes.others}>
          {shown.map(({ id, title, attachment_url: url }) => (
            <button key={id} type="button" title={title} aria-label={title} onClick={() => setOpened(url)}>
              <Picture url={url} size={3.25} />
            </button>
          ))}
          {others.length > shown.length && <span className={classes.more}>+{others.length - shown.length}</span>}
        </div>
      )}
      <Dialog opened={opened !== null} onClose={() => setOpened(null)} size="xl" title={part.description}>
        {opened !== null && <img className={classes.large} src={serviceUrl(opened)} alt={part.description} />}
      </Dialog>
    </div>
  )
}
