import type { Parameter } from '../../../plugins/openapi/document.ts'

/** The query parameters that the front end's document declares; it sends all others undeclared. */
export const QUERY_PARAMETERS: Record<string, Parameter[]> = {
  'GET /api/kits': [
    {
      in: 'query',
      name: 'status',
      required: false,
      schema: {
        $ref: '#/components/schemas/KitListQuerySchema.b98797e.KitStatusSchema',
        default: 'active',
      },
    },
    {
      in: 'query',
      name: 'query',
      required: false,
      schema: {
        anyOf: [
          {
            minLength: 1,
            type: 'string',
          },
          {
            type: 'null',
          },
        ],
        default: null,
        title: 'Query',
      },
    },
    {
      in: 'query',
      name: 'limit',
      required: false,
      schema: {
        anyOf: [
          {
            maximum: 100,
            minimum: 1,
            type: 'integer',
          },
          {
            type: 'null',
          },
        ],
        default: null,
        title: 'Limit',
      },
    },
  ],
  'GET /api/shopping-lists': [
    {
      in: 'query',
      name: 'include_done',
      required: false,
      schema: {
        default: false,
        title: 'Include Done',
        type: 'boolean',
      },
    },
    {
      in: 'query',
      name: 'status',
      required: false,
      schema: {
        anyOf: [
          {
            items: {
              type: 'string',
            },
            type: 'array',
          },
          {
            type: 'string',
          },
          {
            type: 'null',
          },
        ],
        default: null,
        title: 'Status',
      },
    },
  ],
  'POST /api/testing/auth/force-error': [
    {
      in: 'query',
      name: 'status',
      required: true,
      schema: {
        title: 'Status',
        type: 'integer',
      },
    },
  ],
  'GET /api/testing/content/html': [
    {
      in: 'query',
      name: 'title',
      required: true,
      schema: {
        title: 'Title',
        type: 'string',
      },
    },
  ],
  'GET /api/testing/content/html-with-banner': [
    {
      in: 'query',
      name: 'title',
      required: true,
      schema: {
        title: 'Title',
        type: 'string',
      },
    },
  ],
  'GET /api/testing/content/image': [
    {
      in: 'query',
      name: 'text',
      required: true,
      schema: {
        title: 'Text',
        type: 'string',
      },
    },
  ],
}
