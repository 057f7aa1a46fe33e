import { Type } from 'typebox'

export const catalogue = Type.Object(
  {
    SELLER_ICON_SOURCE: Type.Union([Type.Literal('favicon'), Type.Literal('placeholder')], {
      default: 'favicon',
      description:
        'Logo of a seller without one: from the public favicon service, or an icon of our own. For the pages the service asks the websites of sellers themselves, unless it is placeholder.',
    }),
    LOCATION_SUGGESTION: Type.Union([Type.Literal('first-free'), Type.Literal('same-type')], {
      default: 'first-free',
      description: 'Which free location is suggested for a part.',
    }),
  },
  { title: 'Catalogue' },
)
