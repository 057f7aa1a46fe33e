import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, rowsOf } from './table.ts'

const THREADS: readonly [thread: string, lengths: readonly number[]][] = [
  ['M2', [4, 6, 8, 12]],
  ['M2.5', [5, 8, 12, 16]],
  ['M3', [6, 8, 12, 16, 20, 25]],
  ['M4', [8, 12, 20, 30]],
  ['M5', [10, 16, 25]],
]

const SCREWS: readonly LabelledPart[] = THREADS.flatMap(([thread, lengths]) =>
  lengths.flatMap((length): LabelledPart[] => [
    {
      type: 'Screw or Nut',
      maker: 'Generic',
      number: null,
      description: `Zylinderschraube ${thread.replace('.', ',')} × ${length} mm, Innensechskant, DIN 912, A2`,
      tags: ['Edelstahl'],
      facts: { kind: 'screw', head: 'cylinder', thread, long: `${length}mm`, norm: 'DIN912' },
    },
    {
      type: 'Screw or Nut',
      maker: 'Bossard',
      number: `BN 1206-${thread}X${length}`,
      description: `Countersunk screw ${thread}x${length} Torx, steel, zinc plated`,
      facts: { kind: 'screw', head: 'countersunk', thread, long: `${length}mm` },
    },
  ]),
)

const NUTS: readonly LabelledPart[] = ['M2', 'M2.5', 'M3', 'M4', 'M5'].flatMap((thread): LabelledPart[] => [
  {
    type: 'Screw or Nut',
    maker: 'Generic',
    number: null,
    description: `Sechskantmutter ${thread.replace('.', ',')}, DIN 934, A2`,
    facts: { kind: 'nut', thread, norm: 'DIN934' },
  },
  {
    type: 'Screw or Nut',
    maker: 'Generic',
    number: null,
    description: `Self-locking nut ${thread}, nylon insert, DIN 985`,
    facts: { kind: 'nut', thread, norm: 'DIN985', lock: 'yes' },
  },
  {
    type: 'Screw or Nut',
    maker: 'Generic',
    number: null,
    description: `Unterlegscheibe ${thread.replace('.', ',')}, DIN 125, A2`,
    facts: { kind: 'washer', thread, norm: 'DIN125' },
  },
])

const STANDOFFS: readonly LabelledPart[] = [5, 8, 10, 12, 15, 20, 25, 30].flatMap((length): LabelledPart[] => [
  {
    type: 'Screw or Nut',
    maker: 'Würth Elektronik',
    number: `970${String(length).padStart(2, '0')}0354`,
    series: 'WA-SSTII',
    description: `Hex spacer M3 female/female, ${length} mm, steel`,
    facts: { kind: 'standoff', thread: 'M3', long: `${length}mm`, maker: 'Würth', ends: 'ff' },
  },
  {
    type: 'Screw or Nut',
    maker: 'Ettinger',
    number: `05.03.${length}3`,
    description: `Abstandsbolzen M3 × ${length} mm, Messing, Innen-/Außengewinde`,
    facts: { kind: 'standoff', thread: 'M3', long: `${length}mm`, maker: 'Ettinger', ends: 'mf' },
  },
])

const SHRINK: readonly LabelledPart[] = ['1.6', '2.4', '3.2', '4.8', '6.4', '9.5', '12.7'].flatMap((size) =>
  (['black', 'red'] as const).map((colour) => ({
    type: 'Heat-Shrink Tubing',
    maker: colour === 'black' ? 'TE Connectivity' : 'HellermannTyton',
    number: colour === 'black' ? `RNF-100-${size}-0-STK` : `TF21-${size}-RD`,
    description:
      colour === 'black'
        ? `Heat shrink tubing ${size}mm 2:1 black`
        : `Schrumpfschlauch ${size.replace('.', ',')} mm, rot, 2:1`,
    facts: { kind: 'shrink', length: `${size}mm`, colour },
  })),
)

/** number | maker | type | description | facts. */
const OTHERS = `
1591XXTBK|Hammond|Box or Enclosure|ABS enclosure 119 × 94 × 34 mm, black|kind=enclosure maker=Hammond colour=black
1591XXSGY|Hammond|Box or Enclosure|ABS enclosure 111 x 82 x 44 mm, grey|kind=enclosure maker=Hammond colour=grey
1590A|Hammond|Box or Enclosure|Die-cast aluminium box 93 × 39 × 31 mm|kind=enclosure maker=Hammond form=aluminium
1590B|Hammond|Box or Enclosure|Die-cast aluminium box 112 × 60 × 31 mm|kind=enclosure maker=Hammond form=aluminium
1590BB|Hammond|Box or Enclosure|Die-cast aluminium box 119 × 94 × 34 mm|kind=enclosure maker=Hammond form=aluminium
A9020065|OKW|Box or Enclosure|Handgehäuse mit Batteriefach, schwarz|kind=enclosure maker=OKW colour=black
|Generic|Box or Enclosure|Boîtier étanche IP65 100 × 68 × 50 mm|kind=enclosure
|Generic|Box or Enclosure|Hutschienengehäuse 4 TE, hellgrau|kind=enclosure form=din
CP-30|Italtronic|DIN Rail Part|DIN rail enclosure, 4 modules, grey|kind=din
NSYSDR200|Schneider|DIN Rail Part|DIN rail 35 mm, perforated, 2 m|kind=din length=35mm
|Generic|DIN Rail Part|Endhalter für Tragschiene 35 mm|kind=din length=35mm
T18R-BK|HellermannTyton|Cable Tie|Cable tie 100 × 2.5mm black|kind=tie colour=black
T30R-NA|HellermannTyton|Cable Tie|Cable tie 150 × 3.5mm natural|kind=tie
|Generic|Cable Tie|Kabelbinder 200 × 4,8 mm, schwarz|kind=tie colour=black
SK 104 25,4 STS|Fischer Elektronik|Heat Sink|Kühlkörper für TO-220, 25,4 mm, 14 K/W|kind=heatsink for=TO-220
SK 129 38,1 STS|Fischer Elektronik|Heat Sink|Kühlkörper TO-220 / TO-247, 38,1 mm, 6,5 K/W|kind=heatsink for=TO-220,TO-247
V6560Y|Assmann|Heat Sink|Clip-on heatsink TO-220, 30 K/W|kind=heatsink for=TO-220
ICK S 14 X 14 X 10|Fischer Elektronik|Heat Sink|Heatsink 14 × 14 × 10mm for BGA|kind=heatsink
|Generic|Heat Sink|Raspberry Pi heat sink set, self-adhesive|kind=heatsink
PB1566-BLK|Davies|Potentiometer|Drehknopf 6 mm Achse, schwarz|kind=knob
|Generic|Box or Enclosure|Rubber feet 12mm, self-adhesive, black|kind=feet colour=black
BB830|BusBoard|Breadboard|Solderless breadboard 830 points|kind=breadboard
BB400|BusBoard|Breadboard|Solderless breadboard 400 points|kind=breadboard
|Generic|Prototyping Board|Lochrasterplatine 100 × 160 mm, Streifenraster|kind=protoboard
|Generic|Prototyping Board|Prototype PCB 5 × 7 cm, double sided|kind=protoboard
HS10|Stannol|Solder|Lötzinn 0,5 mm 100 g, bleifrei Sn99Cu1|kind=solder length=0.5mm
24-6337-8807|Kester|Solder|Solder wire 63/37 0.8mm 500g|kind=solder length=0.8mm
SMD291AX|Chip Quik|Chemical|No-clean flux paste 10cc syringe|kind=flux
|Kontakt Chemie|Chemical|Isopropanol 200 ml, Reiniger|kind=cleaner
80-3-5|Chemtronics|Solder|Entlötlitze 2 mm, 1,5 m|kind=wick length=2mm
`

export const MECHANICS: readonly LabelledPart[] = [
  ...SCREWS,
  ...NUTS,
  ...STANDOFFS,
  ...SHRINK,
  ...rowsOf(OTHERS).map(
    ([number = '', maker = '', type = '', description = '', facts = '']): LabelledPart => ({
      type,
      maker,
      number: number === '' ? null : number,
      description,
      facts: { maker, ...factsFrom(facts) },
    }),
  ),
]
