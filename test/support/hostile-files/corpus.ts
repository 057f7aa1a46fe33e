import sharp from 'sharp'
import { bombs, fragments } from './bombs.ts'
import { hostileDrawings } from './drawings.ts'
import type { Canary, HostileFile } from './hostile-file.ts'
import { DISGUISED } from './pages.ts'
import { type Pictures, polyglots } from './polyglots.ts'

/** Real pictures to make hostile ones of. */
export async function makePictures(): Promise<Pictures> {
  const noise = sharp({
    create: {
      width: 32,
      height: 32,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
  const [png, jpeg, webp] = await Promise.all([
    noise.clone().png().toBuffer(),
    noise.clone().jpeg().toBuffer(),
    noise.clone().webp().toBuffer(),
  ])
  return { png, jpeg, webp }
}

/** All files that want to do harm. */
export async function hostileFiles(canary: Canary): Promise<HostileFile[]> {
  const pictures = await makePictures()
  return [...hostileDrawings(canary), ...DISGUISED, ...polyglots(pictures), ...bombs(pictures), ...fragments(pictures)]
}
