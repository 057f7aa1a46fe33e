import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmark } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../../api/client.ts'
import { type Import, importMappingsQuery } from '../../../api/queries/imports.ts'
import { sayDone } from '../../../shared/feedback/undo.tsx'
import { NameDialog } from '../../../shared/page/name-dialog.tsx'
import classes from './columns.module.css'

const LONGEST_HEADER = 200

/** Has files with these headers read in the same way from now on. */
export function Remember({ one }: { one: Import }) {
  const queries = useQueryClient()
  const [opened, { open, close }] = useDisclosure(false)
  const { data: mappings = [] } = useQuery(importMappingsQuery)
  const { kind, mapping_id, options } = one
  const mapping = mappings.find(({ id }) => id === mapping_id)
  if (mapping !== undefined) return <span className={classes.quiet}>Read as “{mapping.name}”</span>
  const columns = one.columns.flatMap(({ header, field }) =>
    field === null || header.trim() === '' ? [] : [{ header: header.slice(0, LONGEST_HEADER), field }],
  )
  if (kind === null || columns.length === 0 || one.detected?.header_row === 0) return null
  const save = async (name: string) => {
    await body(api.POST('/api/import-mappings', { params: { header: once() }, body: { name, kind, columns, options } }))
    await queries.invalidateQueries({ queryKey: importMappingsQuery.queryKey })
    sayDone(`Files with these columns are read as “${name}” from now on`)
  }
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<IconBookmark size={15} stroke={1.75} />} onClick={open}>
        Remember these columns
      </Button>
      <NameDialog
        opened={opened}
        onClose={close}
        title="Remember these columns"
        label="Name, such as where the file is from"
        verb="Remember"
        save={save}
      />
    </>
  )
}
