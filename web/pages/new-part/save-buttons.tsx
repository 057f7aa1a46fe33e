import { Button } from '@mantine/core'
import classes from './new-part.module.css'
import type { After } from './use-save-new-part.ts'

interface SaveButtonsProps {
  /** What saving does, with the amount. */
  verb: string
  /** What has to be mended first; null: nothing. */
  problem: string | null
  /** What comes after the saving that is under way, if one is. */
  saving: After | undefined
  onNext: () => void
}

/** What the page is left with: at hand also on a phone, where the fields are longer than the window. */
export function SaveButtons({ verb, problem, saving, onNext }: SaveButtonsProps) {
  return (
    <div className={classes.foot} data-problem={problem !== null || undefined}>
      {problem !== null && <p className={classes.hint}>{problem}</p>}
      <Button
        type="submit"
        size="lg"
        variant="filled"
        fullWidth
        disabled={problem !== null}
        loading={saving === 'open'}
      >
        {verb}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        fullWidth
        disabled={problem !== null}
        loading={saving === 'next'}
        onClick={onNext}
      >
        Save, next part
      </Button>
    </div>
  )
}
