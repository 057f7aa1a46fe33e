import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './answer.module.css'

/** The paper that comes with an order: it names no part. */
export function PackingList() {
  return (
    <>
      <p className={classes.hint}>It names an order and no part. Scan the bags of the order to receive them.</p>
      <Button fullWidth renderRoot={(props) => <Link to="/shopping" {...props} />}>
        Open the shopping lists
      </Button>
    </>
  )
}
