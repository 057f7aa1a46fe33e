/** Why a part was taken for the one of a row. */
export const MATCH_WORDS: Readonly<Record<string, string>> = {
  key: 'Key',
  seller_number: 'Seller’s number',
  number_and_maker: 'Number and maker',
  decided_before: 'Decided before',
  number: 'Number',
  number_variant: 'Number, other packing',
  value_and_package: 'Value and package',
  number_other_maker: 'Number, other maker',
  wording: 'Words',
}
