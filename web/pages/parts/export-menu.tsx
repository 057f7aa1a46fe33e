import { Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { serviceUrl } from '../../api/client.ts'
import { BarAction } from '../../shared/list/action-bar.tsx'

/** The most parts that the service takes along by their keys. */
const MOST = 1000

const FORMATS = [
  ['csv', 'CSV'],
  ['xlsx', 'Excel'],
  ['json', 'JSON'],
] as const

/** Parts as a file, in the form that is chosen. */
export function ExportMenu({ keys }: { keys: readonly string[] }) {
  const tooMany = keys.length > MOST
  return (
    <Menu position="top">
      <Menu.Target>
        <BarAction
          leftSection={<IconDownload size={15} stroke={1.75} />}
          disabled={tooMany}
          title={tooMany ? `At most ${MOST} parts at once` : undefined}
        >
          Export
        </BarAction>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(([format, name]) => (
          <Menu.Item
            key={format}
            component="a"
            href={serviceUrl(`/api/exports/parts?format=${format}&part_keys=${keys.join(',')}`)}
            download
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
