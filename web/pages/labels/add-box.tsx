import { Button, Popover, Radio, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBox } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { shelfQuery, slotsQuery } from '../../api/queries/boxes.ts'
import type { LabelItem } from '../../api/queries/labels.ts'
import { queueLabels } from '../../shared/labels/queue-labels.ts'
import { plural } from '../../shared/text/numbers.ts'
import classes from './labels.module.css'

type What = 'parts' | 'slots' | 'box'

function isWhat(value: string): value is What {
  return value === 'parts' || value === 'slots' || value === 'box'
}

/** The labels of a box: of what lies in it, of its slots, or its own. */
function useBoxLabels(boxNo: number | null): Record<What, LabelItem[]> {
  const { data: slots = [] } = useQuery({ ...slotsQuery(boxNo ?? 0), enabled: boxNo !== null })
  const keys = new Set(slots.flatMap(({ part_assignments }) => part_assignments ?? []).map(({ key }) => key))
  return {
    parts: [...keys].map((id) => ({ kind: 'part', id, copies: 1 })),
    slots: slots.map(({ loc_no }) => ({ kind: 'location', id: `${boxNo}-${loc_no}`, copies: 1 })),
    box: boxNo === null ? [] : [{ kind: 'box', id: String(boxNo), copies: 1 }],
  }
}

function BoxForm({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const { data: shelf = [] } = useQuery(shelfQuery)
  const [box, setBox] = useState<string | null>(null)
  const [what, setWhat] = useState<What>('parts')
  const labels = useBoxLabels(box === null ? null : Number(box))
  const add = useMutation({ mutationFn: () => queueLabels(queries, labels[what]), onSuccess: onClose })
  return (
    <div className={classes.form}>
      <Select
        label="Box"
        placeholder="Which one"
        searchable
        data-autofocus
        value={box}
        onChange={setBox}
        data={shelf.map(({ box_no, description }) => ({ value: String(box_no), label: `${box_no} ${description}` }))}
        comboboxProps={{ withinPortal: false }}
        error={add.error && sentence(add.error)}
      />
      <Radio.Group label="Labels of" value={what} onChange={(value) => isWhat(value) && setWhat(value)}>
        <div className={classes.radios}>
          <Radio size="xs" value="parts" label="What lies in it" />
          <Radio size="xs" value="slots" label="Its slots" />
          <Radio size="xs" value="box" label="The box itself" />
        </div>
      </Radio.Group>
      <Button
        variant="filled"
        fullWidth
        disabled={labels[what].length === 0}
        loading={add.isPending}
        onClick={() => add.mutate()}
      >
        {box !== null && labels[what].length === 0
          ? 'Nothing lies in it'
          : `Add ${plural(labels[what].length, 'label', 'labels')}`}
      </Button>
    </div>
  )
}

/** Adds all labels of a box. */
export function AddBox() {
  const [opened, { close, toggle }] = useDisclosure(false)
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      position="top-start"
      width={300}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="subtle" color="gray" leftSection={<IconBox size={15} stroke={1.75} />} onClick={toggle}>
          Add a whole box
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Add a whole box" onKeyDown={(event) => event.stopPropagation()}>
        {opened && <BoxForm onClose={close} />}
      </Popover.Dropdown>
    </Popover>
  )
}
