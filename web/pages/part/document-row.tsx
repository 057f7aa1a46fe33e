import { ActionIcon, Button } from '@mantine/core'
import { IconFile, IconFileTypePdf, IconPhoto, IconWorld, IconX } from '@tabler/icons-react'
import { type Schemas, serviceUrl } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import { webAddress } from '../../shared/text/web-address.ts'
import classes from './documents.module.css'
import page from './part.module.css'

const ICONS = { pdf: IconFileTypePdf, image: IconPhoto, url: IconWorld } as const

function host(url: string | null): string {
  return (url !== null && URL.parse(url)?.hostname.replace(/^www\./, '')) || ''
}

interface DocumentRowProps {
  document: Schemas['AttachmentListItem']
  isCover: boolean
  /** Shows it beside the page. */
  onShow: () => void
  onCover: () => void
  onRemove: () => void
}

/** One document of a part. An address leads away; what the service holds opens beside the page. */
export function DocumentRow({ document: shown, isCover, onShow, onCover, onRemove }: DocumentRowProps) {
  const mayEdit = useMay('editor')
  const { title, attachment_type: type, attachment_url: content, url } = shown
  const Icon = ICONS[type] ?? IconFile
  return (
    <div className={classes.document}>
      <a
        href={content === null ? webAddress(url) : serviceUrl(content)}
        target="_blank"
        rel="noreferrer noopener"
        onClick={(event) => {
          if (content === null || event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          onShow()
        }}
      >
        <span className={classes.icon}>
          <Icon size={18} stroke={1.5} aria-hidden />
        </span>
        <span className={classes.words}>
          <span className="ellipsis">{title}</span>
          <span className={page.quiet}>
            {type === 'url' ? host(url) : type === 'pdf' ? 'PDF' : 'Picture'}
            {isCover && ', cover'}
          </span>
        </span>
      </a>
      {mayEdit && type === 'image' && !isCover && (
        <Button size="xs" variant="subtle" className={classes.act} onClick={onCover}>
          Cover
        </Button>
      )}
      {mayEdit && (
        <ActionIcon className={classes.act} aria-label={`Remove ${title}`} onClick={onRemove}>
          <IconX size={14} stroke={1.75} />
        </ActionIcon>
      )}
    </div>
  )
}
