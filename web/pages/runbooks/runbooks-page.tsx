import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { SECTIONS } from '../../api/generated/runbooks.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { Blocks } from './blocks.tsx'
import { Contents } from './contents.tsx'
import classes from './runbooks.module.css'
import type { Section } from './section.ts'

/** Whether what is looked for stands in a section. */
function has({ title, blocks }: Section, wanted: string): boolean {
  return title.toLowerCase().includes(wanted) || JSON.stringify(blocks).toLowerCase().includes(wanted)
}

/** What to do about each alarm, and the rest of the manual for who runs the service. */
export function RunbooksPage() {
  const mayLook = useMay('admin')
  const { hash } = useLocation()
  const [text, setText] = useState('')
  usePageTitle('Runbooks')
  // The texts are there only once it is known that the person may read them.
  useEffect(() => {
    if (mayLook && hash !== '') document.getElementById(hash)?.scrollIntoView({ block: 'center' })
  }, [hash, mayLook])
  if (!mayLook) return <Empty title="For administrators">This page says what to do about alarms of the service.</Empty>
  const wanted = text.trim().toLowerCase()
  const shown = wanted === '' ? SECTIONS : SECTIONS.filter((section) => has(section, wanted))
  return (
    <div className={classes.page}>
      <PageHead
        title="Runbooks"
        summary={
          <>
            What to do about each alarm. <Link to="/system">To the system</Link>
          </>
        }
      />
      <div className={classes.columns}>
        <aside className={classes.contents} aria-label="Contents">
          <div className={classes.inSight}>
            <TextInput
              aria-label="Find in the runbooks"
              placeholder="An alarm, or a word"
              leftSection={<IconSearch size={15} stroke={1.75} />}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <Contents title="Alarms" sections={shown.filter(({ isAlarm }) => isAlarm)} here={hash} />
            <Contents title="Operating" sections={shown.filter(({ isAlarm }) => !isAlarm)} here={hash} />
          </div>
        </aside>
        <div className={classes.text}>
          {shown.length === 0 && <p>No runbook has these words.</p>}
          {shown.map((section) => (
            <section key={section.anchor} id={section.anchor} data-here={section.anchor === hash || undefined}>
              <h2>{section.title}</h2>
              <Blocks blocks={section.blocks} />
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}
