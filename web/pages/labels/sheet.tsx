import { ActionIcon, Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { namesNothing } from '../../api/errors.ts'
import { type LabelTemplate, labelPageQuery } from '../../api/queries/labels.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { count } from '../../shared/text/numbers.ts'
import { type LabelRow, labelsOf, rowsOfPage } from './label-rows.ts'
import { MOST_LABELS } from './limits.ts'
import { NotThere } from './not-there.tsx'
import classes from './sheet.module.css'
import { boundsOf, isWholeBox, pageRatio, placesOf } from './sheet-geometry.ts'
import { useObjectUrl } from './use-object-url.ts'

/** While a person steps through numbers nothing is drawn. */
const CALM_MS = 200

interface SheetProps {
  template: LabelTemplate
  /** What is printed. */
  rows: readonly LabelRow[]
  start: number
  onStart: (place: number) => void
  /** The row that is pointed at. */
  lit: string | null
}

function pageWord({ media }: LabelTemplate): string {
  if (media === 'sheet') return 'Sheet'
  return media === 'roll' ? 'Label' : 'Page'
}

function Pager({
  word,
  page,
  pages,
  onPage,
}: {
  word: string
  page: number
  pages: number
  onPage: (page: number) => void
}) {
  return (
    <div className={classes.pager}>
      <ActionIcon aria-label={`${word} before`} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={16} stroke={1.75} />
      </ActionIcon>
      <span className="num" aria-live="polite">
        {word} {count(page)} of {count(pages)}
      </span>
      <ActionIcon aria-label={`Next ${word.toLowerCase()}`} disabled={page >= pages} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  )
}

/** The places of the first sheet: which are used already, and, by a click, where the labels begin. The field *Start at* does the same. */
function Places({ template, rows, start, page, onStart, lit }: SheetProps & { page: number }) {
  const most = placesOf(template)
  const owners = useMemo(() => rowsOfPage(rows, { template, start, page }), [rows, template, start, page])
  return (
    <div className={classes.places} aria-hidden>
      {Array.from({ length: most }, (_, index) => index + 1).map((place) => (
        <button
          key={place}
          type="button"
          tabIndex={-1}
          className={classes.place}
          style={boundsOf(template, place)}
          data-used={(page === 1 && place < start) || undefined}
          data-lit={(lit !== null && owners.get(place) === lit) || undefined}
          data-first={(page === 1 && place === start && most > 1) || undefined}
          disabled={page > 1 || most === 1}
          onClick={() => onStart(place)}
        >
          {page === 1 && place < start && 'used'}
        </button>
      ))}
    </div>
  )
}

/** What will come out of the printer, page by page. */
export function Sheet(props: SheetProps) {
  const { template, rows, start } = props
  const [turned, setTurned] = useState(1)
  const isTooMany = labelsOf(rows) > MOST_LABELS
  const computed = Math.ceil((start - 1 + labelsOf(rows)) / placesOf(template))
  const wanted = useMemo(
    () => ({
      items: isTooMany ? [] : rows.map(({ kind, id, copies }) => ({ kind, id, copies })),
      template: template.id,
      start_at: start,
      page: isWholeBox(template) ? turned : Math.max(1, Math.min(turned, computed)),
    }),
    [rows, isTooMany, template, start, turned, computed],
  )
  const [asked] = useDebouncedValue(wanted, CALM_MS)
  const { data, error, isPlaceholderData } = useQuery(labelPageQuery(asked))
  const url = useObjectUrl(data?.picture)
  const pages = isWholeBox(template) ? (data?.pages ?? 1) : computed
  if (rows.length === 0) return <p className={classes.none}>Choose a label to see the sheet.</p>
  if (isTooMany) return <p className={classes.none}>No sheet is shown of more than {count(MOST_LABELS)} labels.</p>
  if (namesNothing(error)) return <NotThere rows={rows} error={error} />
  if (error !== null) return <Failure error={error} />
  // A picture of another template would be drawn out of shape.
  const fits = data?.template === template.id
  return (
    <div className={classes.area} data-media={template.media}>
      <div className={classes.page} style={{ aspectRatio: pageRatio(template) }} aria-busy={isPlaceholderData}>
        {fits && url !== undefined ? (
          <img src={url} alt={`${pageWord(template)} ${wanted.page} as it is printed`} />
        ) : (
          <Skeleton height="100%" radius={0} />
        )}
        {template.media === 'sheet' && <Places {...props} page={wanted.page} />}
      </div>
      {pages > 1 && <Pager word={pageWord(template)} page={wanted.page} pages={pages} onPage={setTurned} />}
    </div>
  )
}
