import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './export.module.css'

export interface Format {
  name: string
  url: string
}

interface ExportRowProps {
  title: string
  /** One or two sentences. */
  children: ReactNode
  /** What can be chosen about it. */
  choices?: ReactNode
  /** Empty while something is still to be chosen. */
  formats: readonly Format[]
  /** What stands in place of the formats then. */
  missing?: string
}

/** One thing that can be taken along, with its formats. */
export function ExportRow({ title, children, choices, formats, missing }: ExportRowProps) {
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <h2>{title}</h2>
        <p>{children}</p>
      </div>
      <div className={classes.choices}>{choices}</div>
      <div className={classes.formats}>
        {formats.length === 0 && <span>{missing}</span>}
        {formats.map(({ name, url }) => (
          <Button
            key={name}
            component="a"
            href={url}
            download
            aria-label={`${title} as ${name}`}
            leftSection={<IconDownload size={15} stroke={1.75} />}
          >
            {name}
          </Button>
        ))}
      </div>
    </li>
  )
}
