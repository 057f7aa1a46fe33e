import type { JsonSchema } from '../../../plugins/openapi/document.ts'

/**
 * Components of the front end's document that no route of ours declares: the shapes its types name for errors, and the
 * query schemas.
 */
export const FIXED_COMPONENTS: Record<string, JsonSchema> = {
  'ContentHtmlQuerySchema.7ccab41': {
    properties: {
      title: {
        title: 'Title',
        type: 'string',
      },
    },
    required: ['title'],
    title: 'ContentHtmlQuerySchema',
    type: 'object',
  },
  'ContentImageQuerySchema.7ccab41': {
    properties: {
      text: {
        title: 'Text',
        type: 'string',
      },
    },
    required: ['text'],
    title: 'ContentImageQuerySchema',
    type: 'object',
  },
  'ErrorResponseSchema.c2a0d71': {
    properties: {
      details: {
        anyOf: [
          {
            $ref: '#/components/schemas/ErrorResponseSchema.c2a0d71.ErrorDetailsSchema',
          },
          {
            items: {
              $ref: '#/components/schemas/ErrorResponseSchema.c2a0d71.ErrorDetailsSchema',
            },
            type: 'array',
          },
        ],
        title: 'Details',
      },
      error: {
        title: 'Error',
        type: 'string',
      },
    },
    required: ['error', 'details'],
    title: 'ErrorResponseSchema',
    type: 'object',
  },
  'ErrorResponseSchema.c2a0d71.ErrorDetailsSchema': {
    properties: {
      field: {
        anyOf: [
          {
            type: 'string',
          },
          {
            type: 'null',
          },
        ],
        default: null,
        title: 'Field',
      },
      message: {
        title: 'Message',
        type: 'string',
      },
    },
    required: ['message'],
    title: 'ErrorDetailsSchema',
    type: 'object',
  },
  'ForceErrorQuerySchema.e510e64': {
    properties: {
      status: {
        title: 'Status',
        type: 'integer',
      },
    },
    required: ['status'],
    title: 'ForceErrorQuerySchema',
    type: 'object',
  },
  'KitListQuerySchema.b98797e': {
    properties: {
      limit: {
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
      query: {
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
      status: {
        $ref: '#/components/schemas/KitListQuerySchema.b98797e.KitStatusSchema',
        default: 'active',
      },
    },
    title: 'KitListQuerySchema',
    type: 'object',
  },
  'KitListQuerySchema.b98797e.KitStatusSchema': {
    enum: ['active', 'archived'],
    title: 'KitStatusSchema',
    type: 'string',
  },
  'ShoppingListListQuerySchema.46f0cf6': {
    properties: {
      include_done: {
        default: false,
        title: 'Include Done',
        type: 'boolean',
      },
      status: {
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
    title: 'ShoppingListListQuerySchema',
    type: 'object',
  },
  'TestErrorResponseSchema.6b6ce9f': {
    properties: {
      error: {
        title: 'Error',
        type: 'string',
      },
      status: {
        title: 'Status',
        type: 'string',
      },
    },
    required: ['error', 'status'],
    title: 'TestErrorResponseSchema',
    type: 'object',
  },
  'ValidationError.6a07bef': {
    items: {
      $ref: '#/components/schemas/ValidationError.6a07bef.ValidationErrorElement',
    },
    title: 'ValidationError',
    type: 'array',
  },
  'ValidationError.6a07bef.ValidationErrorElement': {
    properties: {
      ctx: {
        title: 'Error context',
        type: 'object',
      },
      loc: {
        items: {
          type: 'string',
        },
        title: 'Missing field name',
        type: 'array',
      },
      msg: {
        title: 'Error message',
        type: 'string',
      },
      type: {
        title: 'Error type',
        type: 'string',
      },
    },
    required: ['loc', 'msg', 'type'],
    title: 'ValidationErrorElement',
    type: 'object',
  },
}
