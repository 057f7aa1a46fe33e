import { Combobox } from '@mantine/core'
import { type Icon, IconBox, IconPlus, IconPuzzle, IconSearch, IconShoppingCart } from '@tabler/icons-react'
import { useMay } from '../../api/queries/session.ts'
import { KeyCap } from '../../shared/text/key-cap.tsx'
import { PartOption } from './part-option.tsx'
import classes from './search-field.module.css'
import { useCommands } from './use-commands.ts'
import type { useSuggestions } from './use-suggestions.ts'

interface SuggestionListProps {
  text: string
  suggestions: ReturnType<typeof useSuggestions>
}

function Line({ value, icon: Icon, children, note }: { value: string; icon: Icon; children: string; note?: string }) {
  return (
    <Combobox.Option value={value} className={classes.line}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className="ellipsis">{children}</span>
      {note !== undefined && <span className={classes.quiet}>{note}</span>}
    </Combobox.Option>
  )
}

function Group({ label, children }: { label: string; children: React.ReactNode[] }) {
  return children.length === 0 ? null : <Combobox.Group label={label}>{children}</Combobox.Group>
}

/** The suggestions below the search field. */
export function SuggestionList({ text, suggestions: { parts, boxes, kits, lists } }: SuggestionListProps) {
  const mayEdit = useMay('editor')
  const query = text.trim()
  const commands = useCommands(query)
  return (
    // It lies outside of the page's landmarks, so it is one.
    <section aria-label="What is suggested">
      <Combobox.Options aria-label="Suggestions" data-suggestions>
        <Group label="Parts">
          {parts.map((part) => (
            <PartOption key={part.key} part={part} />
          ))}
        </Group>
        <Group label="Boxes">
          {boxes.map(({ box_no, description }) => (
            <Line key={box_no} value={`box:${box_no}`} icon={IconBox} note={description}>
              {`Box ${box_no}`}
            </Line>
          ))}
        </Group>
        <Group label="Kits">
          {kits.map(({ id, name }) => (
            <Line key={id} value={`kit:${id}`} icon={IconPuzzle}>
              {name}
            </Line>
          ))}
        </Group>
        <Group label="Shopping lists">
          {lists.map(({ id, name }) => (
            <Line key={id} value={`list:${id}`} icon={IconShoppingCart}>
              {name}
            </Line>
          ))}
        </Group>
        <Combobox.Group label="Commands">
          {commands.map(({ id, label, icon }) => (
            <Line key={id} value={`command:${id}`} icon={icon}>
              {label}
            </Line>
          ))}
          {mayEdit && (
            <Line value={`new:${query}`} icon={IconPlus}>
              {`New part “${query}”`}
            </Line>
          )}
          <Line value={`all:${query}`} icon={IconSearch}>
            {`All parts for “${query}”`}
          </Line>
        </Combobox.Group>
      </Combobox.Options>
      <Combobox.Footer className={classes.footer}>
        <span>
          <KeyCap>↑</KeyCap> <KeyCap>↓</KeyCap> choose
        </span>
        <span>
          <KeyCap>Enter</KeyCap> open
        </span>
        {mayEdit && (
          <>
            <span>
              <KeyCap>Alt T</KeyCap> take
            </span>
            <span>
              <KeyCap>Alt P</KeyCap> put
            </span>
          </>
        )}
        <span className={classes.close}>
          <KeyCap>Esc</KeyCap> close
        </span>
      </Combobox.Footer>
    </section>
  )
}
