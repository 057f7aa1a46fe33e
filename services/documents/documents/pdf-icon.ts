import { createHash } from 'node:crypto'

/** A sheet with a folded corner and the letters PDF. */
export const PDF_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 128" width="96" height="128"><path d="M8 4h54l26 26v94H8z" fill="#fff" stroke="#94a3b8" stroke-width="4" stroke-linejoin="round"/><path d="M62 4v26h26" fill="#e2e8f0" stroke="#94a3b8" stroke-width="4" stroke-linejoin="round"/><rect y="62" width="96" height="36" rx="4" fill="#dc2626"/><path d="M16 90V70h7a6 6 0 0 1 0 12h-7M40 70v20h4a10 10 0 0 0 0-20zM66 90V70h14M66 80h11" fill="none" stroke="#fff" stroke-width="4"/></svg>`

/** Changes with the icon, so that browsers may cache each version without limit. */
const VERSION = createHash('sha256').update(PDF_ICON).digest('hex').slice(0, 16)

/** The address of the icon. */
export const PDF_ICON_URL = `/api/icons/pdf?version=${VERSION}`
