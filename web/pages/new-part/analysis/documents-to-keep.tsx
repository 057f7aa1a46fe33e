import { Checkbox } from '@mantine/core'
import { webAddress } from '../../../shared/text/web-address.ts'
import classes from './analysis.module.css'
import type { ProposedDocument } from './proposal.ts'

const NAMES: Readonly<Record<string, string>> = {
  product_page: 'Product page',
  datasheet: 'Datasheet',
  pinout: 'Pinout',
}

interface DocumentsToKeepProps {
  documents: readonly ProposedDocument[]
  kept: readonly ProposedDocument[]
  /** The part is saved with those that were kept. */
  saved: boolean
  onToggle: (url: string) => void
}

/** The documents that were found; those that are ticked are fetched and stored with the part. */
export function DocumentsToKeep({ documents, kept, saved, onToggle }: DocumentsToKeepProps) {
  if (documents.length === 0) return null
  const isKept = (url: string) => kept.some((each) => each.url === url)
  return (
    <section className={classes.documents}>
      <h2>
        Documents to keep{' '}
        <span>
          {kept.length} of {documents.length}
        </span>
      </h2>
      {documents.map(({ url, document_type, preview }) => (
        <div key={url}>
          <Checkbox
            checked={isKept(url)}
            disabled={saved}
            onChange={() => onToggle(url)}
            label={preview?.title || NAMES[document_type] || 'Document'}
          />
          <a
            href={webAddress(preview?.original_url ?? url)}
            target="_blank"
            rel="noreferrer noopener"
            className="ellipsis"
          >
            {URL.parse(url)?.hostname.replace(/^www\./, '') ?? url}
          </a>
        </div>
      ))}
    </section>
  )
}
