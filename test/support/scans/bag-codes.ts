export const GS = '\u001d'
export const RS = '\u001e'
export const EOT = '\u0004'

/** A code of ISO/IEC 15434 in format 06 with these fields, as it is printed. */
export function bagCode(...fields: string[]): string {
  return `[)>${RS}06${GS}${fields.join(GS)}${RS}${EOT}`
}

/** The code of a bag of Digi-Key. */
export const DIGIKEY_FIELDS = [
  'P',
  '1PLM358BIDDFR',
  '30P296-LM358BIDDFRCT-ND',
  'K',
  '1K72991337',
  '10K85781337',
  '11K1',
  '4LPH',
  'Q10',
  '11ZPICK',
  '12Z15221337',
  '13Z361337',
  '20Z00000000',
]
export const DIGIKEY = bagCode(...DIGIKEY_FIELDS)

/** The code of a bag of Mouser, with its faults. */
export const MOUSER = `>[)>06${GS}K21421337${GS}14K033${GS}1PLDK320ADU33R${GS}Q32${GS}11K060931337${GS}4LCN${GS}1VSTMicro`

export const LCSC =
  '{pbn:PICK2009291337,on:SO2009291337,pc:C312270,pm:ST-1-102-A01-T000-RS,qty:2,mc:,cc:1,pdi:34421807}'

export const TME =
  'QTY:1 PN:WBP-302 PO:19361337/1 CPO:PO-2023-06-08-001Sales_Order_123 MFR:WISHERENTERPRISE MPN:MPNWBP-302 CoO:TH RoHS https://www.tme.eu/details/WBP-302'

export const TME_OLD = 'PWBP-302 1PMPNWBP-302 Q1 K19361337/1'

/** A bag of LCSC with capacitors of the inventory that scans are tested on. */
export const CAPACITORS = '{pbn:PICK1,on:SO1,pc:C1591,pm:CL10B104KB8NNNC,qty:100}'
