/** Why a service has no pages: they were not built, or the setting `WEB_ROOT` says so. */
export type PagesServed = 'served' | 'not built' | 'none'

const REASONS: Readonly<Record<Exclude<PagesServed, 'served'>, readonly string[]>> = {
  'not built': [
    'The pages are missing, so a browser that opens a link of this service finds nothing. Build them, and start it again:',
    '',
    '  npm run build-web',
    '  npm start',
  ],
  none: ['This service serves no pages (WEB_ROOT=none).'],
}

/**
 * What a terminal shows in place of a QR code and links, which would lead nowhere.
 *
 * @param heading says for whom the code is.
 */
export function showWithoutPages(heading: string, code: string, pages: Exclude<PagesServed, 'served'>): string {
  return [
    '',
    heading,
    '',
    ...REASONS[pages],
    '',
    'If its pages are served elsewhere, open /pair there within 15 minutes and enter the code:',
    `  ${code}`,
    '',
  ].join('\n')
}
