/** What scanners type with an American keyboard; the layouts below have their signs in this order. */
const AMERICAN = '-=[]\\;\',./_+{}|:"<>?!@#$%^&*()'

/** The signs that a computer with another keyboard shows for these, and letters in other places. */
const TYPED = {
  german: { signs: 'ß´ü+#öä,.-?`Ü*\'ÖÄ;:_!"§$%&/()=', letters: ['yzYZ', 'zyZY'] },
  swiss: { signs: '\'^ü¨$öä,.-?`è!£éà;:_+"*ç%&/()=', letters: ['yzYZ', 'zyZY'] },
  italian: { signs: '\'ìè+ùòà,.-?^é*§ç°;:_!"£$%&/()=', letters: ['', ''] },
  spanish: { signs: '\'¡`+çñ´,.-?¿^*ÇÑ¨;:_!"·$%&/()=', letters: ['', ''] },
  swedish: { signs: '+´å¨\'öä,.-?`Å^*ÖÄ;:_!"#¤%&/()=', letters: ['', ''] },
  danish: { signs: '+´å¨\'æø,.-?`Å^*ÆØ;:_!"#¤%&/()=', letters: ['', ''] },
  norwegian: { signs: '+\\å¨\'øæ,.-?`Å^*ØÆ;:_!"#¤%&/()=', letters: ['', ''] },
  french: { signs: ')=^$*mù;:!°+¨£µM%./§1234567890', letters: ['&é"\'(-è_çàaqzwAQZW,?', '1234567890qawzQAWZmM'] },
  british: { signs: '-=[]#;\',./_+{}~:@<>?!"£$%^&*()', letters: ['', ''] },
  czech: { signs: '=´ú)¨ů§,.-%ˇ/(\'"!?:_1234567890', letters: ['+ěščřžýáíéyzYZ', '1234567890zyZY'] },
  russian: {
    signs: '-=хъ\\жэбю._+ХЪ/ЖЭБЮ,!"№;%:?*()',
    letters: [
      'йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ',
      'qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM',
    ],
  },
} as const
export type KeyboardLayout = keyof typeof TYPED

export const KEYBOARD_LAYOUTS: readonly KeyboardLayout[] = [
  'german',
  'swiss',
  'italian',
  'spanish',
  'swedish',
  'danish',
  'norwegian',
  'french',
  'british',
  'czech',
  'russian',
]

function meanings(layout: KeyboardLayout): ReadonlyMap<string, string> {
  const { signs, letters } = TYPED[layout]
  const [typed, meant] = [signs + letters[0], AMERICAN + letters[1]]
  return new Map([...typed].map((character, place) => [character, meant[place] ?? character]))
}

const MEANINGS = new Map(KEYBOARD_LAYOUTS.map((layout) => [layout, meanings(layout)]))

/** What was meant where a scanner typed for an American keyboard, and the computer has this one. */
export function asAmerican(text: string, layout: KeyboardLayout): string {
  const meant = MEANINGS.get(layout)
  return [...text].map((character) => meant?.get(character) ?? character).join('')
}
