import { Type } from 'typebox'

export const web = Type.Object(
  {
    WEB_ROOT: Type.Union([Type.String({ minLength: 1 }), Type.Null()], {
      default: null,
      examples: ['./web'],
      description:
        'Folder of a built front end, which the service then serves at / in place of its own pages; `none`: no pages. Its version.json tells open pages about a new version.',
    }),
    BASE_PATH: Type.Union([Type.String({ pattern: '^(?:/[A-Za-z0-9._~-]+)*/?$' }), Type.Null()], {
      default: null,
      examples: ['/parts'],
      description:
        'Prefix under which a reverse proxy publishes the service; the proxy removes it from each request. Not set: the path of BASEURL.',
    }),
  },
  { title: 'Web front end' },
)
