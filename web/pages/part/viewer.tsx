import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { type Schemas, serviceUrl } from '../../api/client.ts'
import { SidePanel } from '../../shared/page/dialog.tsx'
import classes from './viewer.module.css'

interface ViewerProps {
  /** Not set: closed. */
  document: Schemas['AttachmentListItem'] | undefined
  onClose: () => void
}

/** A document beside the details of the part, which one types while one reads. */
export function Viewer({ document: shown, onClose }: ViewerProps) {
  const url = shown?.attachment_url ?? null
  const address = url === null ? '' : serviceUrl(url)
  return (
    <SidePanel
      opened={url !== null}
      onClose={onClose}
      position="left"
      size="min(52rem, 100%)"
      title={shown?.title}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      classNames={{ body: classes.body, title: classes.title, content: classes.content }}
    >
      <Button
        size="xs"
        variant="subtle"
        component="a"
        href={address}
        target="_blank"
        rel="noreferrer noopener"
        leftSection={<IconExternalLink size={14} stroke={1.75} />}
        className={classes.open}
      >
        Open in a tab
      </Button>
      {shown?.attachment_type === 'image' ? (
        <img className={classes.picture} src={address} alt={shown.title} />
      ) : (
        url !== null && <iframe className={classes.frame} src={address} title={shown?.title} />
      )}
    </SidePanel>
  )
}
