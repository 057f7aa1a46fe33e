import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, body } from '../../api/client.ts'
import { partQuery } from '../../api/queries/parts.ts'
import { Note } from '../../shared/feedback/note.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import type { Draft } from './draft.ts'

const WAIT_MS = 250
const LEAST = 3

interface LikelyProps {
  draft: Draft
  typeId: number | null
  /** The draft itself, when it has been saved. */
  madeKey: string | undefined
}

/** A part that may be the same one, while it is still being typed. */
export function Likely({ draft, typeId, madeKey }: LikelyProps) {
  const [{ manufacturer_code: number, description, manufacturer }] = useDebouncedValue(draft, WAIT_MS)
  const enough = number.trim().length >= LEAST || description.trim().length >= LEAST * 3
  const { data } = useQuery({
    queryKey: ['parts', 'likely', number.trim(), description.trim(), manufacturer.trim(), typeId],
    queryFn: () =>
      body(
        api.POST('/api/parts/duplicates', {
          body: {
            manufacturer_code: number.trim() || null,
            description: description.trim() || null,
            manufacturer: manufacturer.trim() || null,
            type_id: typeId,
          },
        }),
      ),
    enabled: enough,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const likely = enough ? data?.find(({ part_key }) => part_key !== madeKey) : undefined
  const { data: part } = useQuery({ ...partQuery(likely?.part_key ?? ''), enabled: likely !== undefined })
  if (likely === undefined) return null
  return (
    <Note
      tone="warn"
      action={
        <Button
          size="xs"
          renderRoot={(props) => <Link to="/parts/$key" params={{ key: likely.part_key }} {...props} />}
        >
          It is {likely.part_key}
        </Button>
      }
    >
      <b>{likely.confidence === 'high' ? 'This part is known already.' : 'Nearly the same is known.'}</b>{' '}
      <PartKey>{likely.part_key}</PartKey> {likely.manufacturer_code ?? likely.description}
      {part !== undefined && `, ${plural(part.total_quantity, 'piece', 'pieces')}`}
      <br />
      {likely.reasoning}
    </Note>
  )
}
