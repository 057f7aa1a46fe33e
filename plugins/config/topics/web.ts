import { Type } from 'typebox'

export const web = Type.Object(
  {
    WEB_ROOT: Type.Union([Type.String({ minLength: 1 }), Type.Null()], {
      default: null,
      examples: ['./web'],
      description:
        'Folder of a built front end, which the service then serves at /. Its version.json tells open pages about a new version.',
    }),
  },
  { title: 'Web front end' },
)
