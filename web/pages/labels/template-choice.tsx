import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { LabelTemplate } from '../../api/queries/labels.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import { firstTemplates } from './first-templates.ts'
import { placesOf } from './sheet-geometry.ts'
import classes from './template-choice.module.css'
import { TemplateDrawing } from './template-drawing.tsx'

function mediaText(template: LabelTemplate): string {
  if (template.media === 'sheet') return `${count(placesOf(template))} a sheet`
  if (template.media === 'roll') return 'one a page'
  return template.media === 'lid' ? 'what lies in a box, slot by slot' : 'to lie in the drawer'
}

interface TemplateChoiceProps {
  templates: readonly LabelTemplate[]
  chosen: LabelTemplate
  onChoose: (id: string) => void
}

/** Which label stock is in the printer. The rare ones show when they are asked for. */
export function TemplateChoice({ templates, chosen, onChoose }: TemplateChoiceProps) {
  const [all, setAll] = useState(false)
  const first = firstTemplates(templates)
  const shown = all ? [...first, ...templates.filter((each) => !first.includes(each))] : first
  const listed = shown.includes(chosen) ? shown : [...shown, chosen]
  const hidden = templates.length - listed.length
  return (
    <>
      <Radio.Group label="Template" value={chosen.id} onChange={onChoose} classNames={{ label: classes.title }}>
        <div className={classes.cards}>
          {listed.map((template) => (
            <Radio.Card key={template.id} value={template.id} className={classes.card}>
              <TemplateDrawing template={template} />
              <span className={classes.words}>
                <b>{template.name}</b>
                <span>{mediaText(template)}</span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {hidden > 0 && (
        <Button variant="subtle" size="xs" className={classes.more} onClick={() => setAll(true)}>
          {plural(hidden, 'more template', 'more templates')}
        </Button>
      )}
    </>
  )
}
