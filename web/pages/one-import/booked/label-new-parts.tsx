import { Button } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../../../api/client.ts'
import type { Import, ImportRow } from '../../../api/queries/imports.ts'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { queueLabels } from '../../../shared/labels/queue-labels.ts'
import { plural } from '../../../shared/text/numbers.ts'

const PAGE = 1000

function makesPart({ effects }: ImportRow): boolean {
  return effects.some(({ op, entity }) => op === 'create' && entity === 'part')
}

/** Keys of the parts that an import has made. */
async function newKeys(importId: number): Promise<string[]> {
  const keys: string[] = []
  for (let after = 0; ; ) {
    const rows = await body(
      api.GET('/api/imports/{import_id}/rows', {
        params: { path: { import_id: importId }, query: { show: 'changes', limit: PAGE, after } },
      }),
    )
    keys.push(...rows.filter(makesPart).flatMap(({ match }) => match.part_key ?? []))
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return keys
    after = last.row_no
  }
}

/** Puts the labels of the new parts into the queue. */
export function LabelNewParts({ one }: { one: Import }) {
  const queries = useQueryClient()
  const made = one.report?.created.parts ?? 0
  const label = useMutation({
    mutationFn: async () => {
      const keys = await newKeys(one.id)
      await queueLabels(
        queries,
        keys.map((id) => ({ kind: 'part', id, copies: 1 })),
      )
    },
    onError: sayFailure,
  })
  if (made === 0) return null
  return (
    <Button leftSection={<IconTag size={15} stroke={1.75} />} loading={label.isPending} onClick={() => label.mutate()}>
      Queue labels for {plural(made, 'new part', 'new parts')}
    </Button>
  )
}
