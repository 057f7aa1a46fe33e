import { useState } from 'react'
import { serviceUrl } from '../../api/client.ts'
import classes from './seller-icon.module.css'

/** Logos that the service holds itself: pages load nothing from other origins. */
const HELD = /^\/api\/cas\//

interface SellerIconProps {
  /** Undefined where there is no seller yet, as are the others. */
  id: number | undefined
  name: string | undefined
  logo: string | null | undefined
}

/** The first letter of a seller, until the icon of its website is there. Many have none. */
function WebsiteIcon({ id, letter }: { id: number; letter: string }) {
  const [isThere, setThere] = useState(false)
  return (
    <>
      <img
        src={serviceUrl(`/api/sellers/${id}/icon`)}
        alt=""
        hidden={!isThere}
        onLoad={() => setThere(true)}
        onError={() => setThere(false)}
      />
      {!isThere && letter}
    </>
  )
}

/** The logo of a seller, else the icon of its website, else its first letter. */
export function SellerIcon({ id, name, logo }: SellerIconProps) {
  const letter = name?.charAt(0) ?? '?'
  return (
    <span className={classes.icon} aria-hidden>
      {logo != null && HELD.test(logo) ? (
        <img src={serviceUrl(logo)} alt="" />
      ) : id === undefined ? (
        letter
      ) : (
        <WebsiteIcon key={id} id={id} letter={letter} />
      )}
    </span>
  )
}
