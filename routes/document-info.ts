/** What the OpenAPI document says about the service. */
export const DOCUMENT_INFO = {
  title: 'Electronics parts inventory',
  version: '1.0.0',
  description: 'Parts, where they are, what is built of them and what must be bought.',
  contact: { name: 'The operator of this service' },
  license: { name: 'MIT', identifier: 'MIT' },
}
