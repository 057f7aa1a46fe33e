import { IconPhoto } from '@tabler/icons-react'
import { type CSSProperties, useState } from 'react'
import { serviceUrl } from '../../api/client.ts'
import classes from './picture.module.css'

interface PictureProps {
  /** Address as the service gives it; null: there is none. */
  url: string | null
  /** Rem; without it as large as the density of lists says. */
  size?: number
  /** Without ground and border, as on tiles of a box. */
  bare?: boolean
}

/** Pixels of the small picture to ask for: twice what is shown, for dense screens, from the sizes that are kept. */
function thumbnailSize(size: number | undefined): number {
  return size !== undefined && size > 5 ? 600 : 150
}

function thumbnailUrl(url: string, size: number | undefined): string {
  if (!url.startsWith('/api/cas/')) return serviceUrl(url)
  return serviceUrl(`${url.replace(/\?.*/, '')}?thumbnail=${thumbnailSize(size)}`)
}

/** The cover of a part or a kit; a quiet drawing where there is none or it cannot be shown. */
export function Picture({ url, size, bare = false }: PictureProps) {
  const [broken, setBroken] = useState<string | null>(null)
  const style: CSSProperties = size === undefined ? {} : { width: `${size}rem`, height: `${size}rem` }
  const shown = url !== null && broken !== url
  return (
    <span className={classes.picture} style={style} data-bare={bare || undefined} data-empty={!shown || undefined}>
      {shown ? (
        <img
          src={thumbnailUrl(url, size)}
          alt=""
          draggable={false}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(url)}
        />
      ) : (
        <IconPhoto size={size !== undefined && size > 5 ? 32 : 16} stroke={1.5} aria-hidden />
      )}
    </span>
  )
}
