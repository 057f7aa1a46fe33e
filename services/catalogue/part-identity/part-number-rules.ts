/**
 * What makers and distributors add to a part number to say how the part is packed, or that it is free of lead. Parts
 * that differ in nothing else are the same part to whoever uses one.
 *
 * What is no such mark and so must stay: grades and temperature ranges (`-Q1`, the 6 and 7 at the end of STM32 numbers),
 * gain classes (BC547A, B, C), tolerances, voltages, and codes of the package the part itself has (`P`, `D`, `PW`, `T`).
 */
export interface PackagingMark {
  /** Regular expression for the mark, at the end of a number in upper case. */
  mark: string
  /** Regular expression for what must come before the mark: the same letters mean something else to other makers. */
  after?: string
  /** What the mark says. */
  meaning: string
  /** Who says so. */
  source: string
}

/** Families of Texas Instruments whose packing code is a letter behind the code of the package. */
const TI =
  '^(?:TPS|TLV|TLC?|LM|SN|CD|OPA|INA|ADS|REF|UCC?|NE|SA|BQ|DRV|TX[BS]|ISO|LP|TCA|PC[AF]|ULN|TMP|HDC|MSP)[\\w. -]*'
/** Families of onsemi. */
const ONSEMI =
  '^(?:MMB|MBR|MUR|MC\\d|NC[PVS]|NT[DRS]|NUP|1N|2N|BC|BAT|BAS|BAV|BSS|LM|MUN|ESD|NSR|MJD|TIP|CAT|NL|TL|BZ[GTX])[\\w. -]*'
/** Families of Diodes Incorporated. */
const DIODES = '^(?:BSS|BA[STV]|BC|MMB|DM[GNPT]|ZX|FMMT|AP\\d|SBR|B\\d|1N|2N|BZ[TX]|DDZ|US\\d|S\\d|SM[AB]J)[\\w. -]*'

export const PACKAGING_MARKS: readonly PackagingMark[] = [
  {
    mark: '[- /(]+(?:CUT TAPE|TAPE (?:AND|&) REEL|TAPE|REEL|TUBE|TRAY|BULK|AMMO)\\)?',
    meaning: 'the packing in words',
    source: 'distributors and users',
  },
  {
    mark: '(?:CT|TR|DKR)?-(?:\\d-)?ND',
    after: '\\w{4}',
    meaning: 'stock number of a distributor; CT, TR and DKR are cut tape, reel and part of a reel',
    source: 'DigiKey, part number suffixes',
  },
  { mark: 'R', after: `${TI}(?:D|PW|DB|DW|NS|PWP)`, meaning: 'large reel', source: 'Texas Instruments, packing codes' },
  {
    mark: '[RT]',
    after: `${TI}(?:DBV|DBZ|DCK|DDC|DGK|DGS|DDA|DRB|DRV|DSG|DCU|DRL|RGE|RGT|RHA|RHB|RTE|DCN|DCY|KTT)`,
    meaning: 'large or small reel',
    source: 'Texas Instruments, packing codes',
  },
  {
    mark: '[-/ ]*T[&/]R',
    meaning: 'tape and reel',
    source: 'Microchip, Texas Instruments and others, ordering information',
  },
  {
    mark: '[-/ ]*TR',
    after: '\\w{4}',
    meaning: 'tape and reel',
    source: 'STMicroelectronics, Vishay and others, ordering information',
  },
  {
    mark: '[-/ ]*NOPB',
    meaning: 'free of lead, formerly National Semiconductor',
    source: 'Texas Instruments, part numbering',
  },
  {
    mark: '[-/ ]*(?:G4|E4|G3)',
    after: '^(?:TPS|TL|LM|SN|CD|OPA|NE|ULN|UC)\\w*[DEPNRTW]',
    meaning: 'finish of the leads',
    source: 'Texas Instruments, part numbering',
  },
  {
    mark: '/(?:[123]K5?|250|500)',
    after: '^(?:OPA|INA|REF|ADS|XTR|PGA)\\w*',
    meaning: 'number on a reel, formerly Burr-Brown',
    source: 'Texas Instruments, packing codes',
  },
  {
    mark: '#?(?:TR)?PBF',
    meaning: 'free of lead, on a reel with TR',
    source: 'Analog Devices (Linear Technology) and Infineon (International Rectifier), ordering information',
  },
  { mark: '#TR', meaning: 'tape and reel', source: 'Analog Devices (Linear Technology), ordering information' },
  {
    mark: '[-/ ]*(?:REEL7?|RL7?|R[257])',
    after: '^(?:AD|OP|REF|LT|SSM|HMC)\\w*',
    meaning: 'reel of 13 or 7 inches',
    source: 'Analog Devices, ordering guides',
  },
  {
    mark: '(?:\\+T?|#T?|-T)',
    after: '^(?:MAX|DS|ICL)\\d\\w*',
    meaning: 'free of lead; T is tape and reel',
    source: 'Analog Devices (Maxim), part numbering',
  },
  {
    mark: '[,:]\\d{3}',
    meaning: 'last digits of the 12NC, which are the packing',
    source: 'NXP and Nexperia, packing codes',
  },
  {
    mark: '(?:T[135]|R2|RL)G?',
    after: ONSEMI,
    meaning: 'reel; G is free of lead',
    source: 'onsemi, device nomenclature',
  },
  {
    mark: 'T(?:AR?|FR?)',
    after: '^(?:BC|2N|PN|SS|KS|MPS)\\w*',
    meaning: 'ammo pack or reel, formerly Fairchild',
    source: 'onsemi, tape and reel of TO-92',
  },
  { mark: '\\(LF\\)(?:\\(SN\\))?', meaning: 'free of lead, tin', source: 'JST, model numbers' },
  { mark: 'G', after: `${ONSEMI}[A-Z]`, meaning: 'free of lead', source: 'onsemi, device nomenclature' },
  {
    mark: '-(?:7|13)-F',
    meaning: 'reel of 7 or 13 inches, free of lead',
    source: 'Diodes Incorporated, ordering information',
  },
  {
    mark: '-(?:7|13|T)',
    after: DIODES,
    meaning: 'reel of 7 or 13 inches, or tape',
    source: 'Diodes Incorporated, ordering information',
  },
  {
    mark: '-?T1-?(?:G?E3|BE3)?',
    after: '^SI\\w*',
    meaning: 'tape and reel, free of lead',
    source: 'Vishay Siliconix, ordering information',
  },
  {
    mark: '-(?:GS0?8|GS18|TAP|E3-08|E3/\\d\\d[A-Z]?)',
    meaning: 'reel or ammo pack',
    source: 'Vishay Semiconductors, packaging codes',
  },
  {
    mark: 'E[ABCI]',
    after: '^CRCW\\d{4}\\w{4}[A-Z]K',
    meaning: 'reel',
    source: 'Vishay CRCW e3, part number description',
  },
  {
    mark: '[AFHX][KTU][MS]A1',
    after: '\\w{4}',
    meaning: 'ordering code of the packing',
    source: 'Infineon, product naming',
  },
  { mark: '[- ]?(?:E6327|E6433|H6327)', meaning: 'tape and reel', source: 'Infineon, discrete semiconductors' },
  { mark: '\\((?:TE85L|T5L|TPL3|TPH3)[,A-Z]*\\)', meaning: 'tape and reel', source: 'Toshiba, packing methods' },
  { mark: ',(?:L[FM]|L3F|LXHF)', meaning: 'tape and reel, free of lead', source: 'Toshiba, packing methods' },
  { mark: '-?E2', after: '^B[ADHRUX]\\w{4,}', meaning: 'tape and reel', source: 'ROHM, ordering part number' },
  {
    mark: '[DLJKBC]',
    after: '^G(?:RM|CM|JM|RT|CJ|QM)\\w{14,15}',
    meaning: 'reel or bulk',
    source: 'Murata, part numbering of ceramic capacitors',
  },
  {
    mark: '[CDEFLB]',
    after: '^CL\\d\\d[A-Z]\\d{3}[A-Z]{2}\\w{4}',
    meaning: 'reel or bulk',
    source: 'Samsung Electro-Mechanics, part numbering of MLCC',
  },
  {
    mark: '(?:TU|7210|7411|7800|7867)',
    after: '^C\\d{4}[A-Z]\\w{3}[A-Z]\\d[A-Z]A[CL]',
    meaning: 'reel',
    source: 'KEMET, ordering information of ceramic capacitors',
  },
  {
    mark: 'T',
    after: '^C\\d{4}(?:X[57][RST]|C0G|CH|JB)\\d[A-Z]\\d{3}[A-Z]',
    meaning: 'tape',
    source: 'TDK, catalog numbers of MLCC',
  },
  {
    mark: 'V',
    after: '^ERJ-?\\w{3,4}[FJ]\\w{3,4}',
    meaning: 'punched tape',
    source: 'Panasonic, part numbers of chip resistors',
  },
]

/** A mark that stands inside a number. */
export interface InnerMark {
  /** Regular expression for the whole number; what its groups hold is the number without the mark. */
  pattern: string
  meaning: string
  source: string
}

export const INNER_MARKS: readonly InnerMark[] = [
  {
    pattern: '^(\\w*\\d\\w*)T(-\\w*[IEHM]/\\w+)$',
    meaning: 'tape and reel',
    source: 'Microchip, product identification system',
  },
  {
    pattern: '^((?:RC|AC|RT)\\d{4}[BDFJ])[RKS](?:-?)(?:07|10|13)(\\w+)L$',
    meaning: 'tape and size of its reel; L is free of lead',
    source: 'Yageo, ordering code of chip resistors',
  },
  {
    pattern: '^(CC\\d{4}[A-Z])[RPKC](\\w+)$',
    meaning: 'tape and size of its reel',
    source: 'Yageo, ordering code of chip capacitors',
  },
  {
    pattern: '^\\d{3}-((?:[A-Z]|\\d[A-Z])[A-Z0-9].*)$',
    meaning: 'number of the maker at a distributor',
    source: 'Mouser part numbers',
  },
]
