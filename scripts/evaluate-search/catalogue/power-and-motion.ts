import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, rowsOf } from './table.ts'

const SUPPLIES: readonly LabelledPart[] = (
  [
    ['LRS-50', 50, [5, 12, 24]],
    ['LRS-100', 100, [5, 12, 24, 48]],
    ['LRS-350', 350, [12, 24, 36]],
    ['IRM-05', 5, [3.3, 5, 12]],
    ['IRM-10', 10, [3.3, 5, 12, 24]],
    ['HDR-30', 30, [5, 12, 24]],
  ] as const
).flatMap(([series, watts, outputs]) =>
  outputs.map((volts) => ({
    type: series.startsWith('IRM') ? 'AC-DC Power Module' : 'Power Supply',
    maker: 'Mean Well',
    number: `${series}-${volts}`,
    series,
    input: '85–264VAC',
    output: `${volts}V`,
    description: `${series.startsWith('HDR') ? 'DIN rail power supply' : series.startsWith('IRM') ? 'AC/DC module' : 'Enclosed switching power supply'} ${volts}V ${watts}W`,
    facts: {
      kind: 'supply',
      maker: 'Mean Well',
      device: `${series}-${volts}`,
      out: `${volts}V`,
      volt: [`${volts}V`, '85V', '264V'],
      watt: `${watts}W`,
    },
  })),
)

const CONVERTERS: readonly LabelledPart[] = [3.3, 5, 12, 15].flatMap((volts): LabelledPart[] => [
  {
    type: 'DC-DC Converter Module',
    maker: 'RECOM',
    number: `R-78E${volts === 3.3 ? '3.3' : `${volts}.0`}-0.5`,
    series: 'R-78E',
    package: 'SIP-3',
    output: `${volts}V`,
    description: `Switching regulator module ${volts}V 500mA, 7805 replacement`,
    facts: { kind: 'converter', maker: 'RECOM', out: `${volts}V`, volt: `${volts}V`, amp: '500mA' },
  },
  {
    type: 'DC-DC Converter Module',
    maker: 'Traco Power',
    number: `TSR 1-24${String(Math.round(volts * 10)).padStart(2, '0')}`,
    series: 'TSR 1',
    package: 'SIP-3',
    output: `${volts}V`,
    description: `DC/DC-Wandler ${String(volts).replace('.', ',')} V 1 A, nicht isoliert`,
    facts: { kind: 'converter', maker: 'Traco', out: `${volts}V`, volt: `${volts}V`, amp: '1A' },
  },
])

/** number | maker | type | description | facts. */
const LIST = `
CR2032|Panasonic|Battery|Lithium coin cell 3V 225mAh|kind=battery volt=3V size=CR2032
CR2025|Varta|Battery|Knopfzelle Lithium 3 V|kind=battery volt=3V size=CR2025
CR1220|Renata|Battery|Coin cell 3V 38mAh|kind=battery volt=3V size=CR1220
LR44|Varta|Battery|Alkaline button cell 1.5V|kind=battery volt=1.5V size=LR44
INR18650-35E|Samsung|Battery|Li-ion cell 18650 3.6V 3500mAh|kind=battery volt=3.6V size=18650 form=rechargeable
NCR18650B|Panasonic|Battery|Li-ion 18650 cell 3.7V 3400 mAh|kind=battery volt=3.7V size=18650 form=rechargeable
LP503562|Generic|Battery|LiPo battery 3.7V 1200mAh, JST PH|kind=battery volt=3.7V form=rechargeable
LP402535|Generic|Battery|Lithium-Polymer-Akku 3,7 V 320 mAh|kind=battery volt=3.7V form=rechargeable
4106|Varta|Battery|Mignon AA alkaline 1.5 V|kind=battery volt=1.5V size=AA
BK-3MCCE|Panasonic|Battery|Eneloop AA NiMH 1.2V 2000mAh|kind=battery volt=1.2V size=AA form=rechargeable
6LR61|Duracell|Battery|9V-Blockbatterie|kind=battery volt=9V size=9V
1028|Keystone|Battery Holder|CR2032 coin cell holder, THT|kind=holder size=CR2032
BU2032SM-JJ-GTR|Renata|Battery Holder|Knopfzellenhalter CR2032 SMD|kind=holder size=CR2032
1042|Keystone|Battery Holder|18650 battery holder, 1 cell, PCB|kind=holder size=18650
BH-18650-2|Generic|Battery Holder|Battery holder 2 × 18650 with leads|kind=holder size=18650
2478|Keystone|Battery Holder|Battery holder 4 × AA, leads|kind=holder size=AA
BC3AAW|MPD|Battery Holder|Batteriehalter 3 × Mignon|kind=holder size=AA
SG90|TowerPro|Servo|Micro servo 9 g, 180°|kind=servo device=SG90
MG996R|TowerPro|Servo|Metal gear servo 10 kg·cm|kind=servo device=MG996R
FS90R|Feetech|Servo|Continuous rotation micro servo|kind=servo device=FS90R
17HS4401|Usongshine|Stepper Motor|NEMA 17 stepper motor 1.7A 40 N·cm|kind=stepper size=NEMA17 amp=1.7A
17HS3001-20B|Generic|Stepper Motor|NEMA 17 stepper, 0.4A, 12V|kind=stepper size=NEMA17 amp=400mA volt=12V
23HS22-2804S|StepperOnline|Stepper Motor|NEMA 23 stepper motor 2.8A|kind=stepper size=NEMA23 amp=2.8A
28BYJ-48|Generic|Stepper Motor|Schrittmotor 5 V mit Getriebe und ULN2003-Treiber|kind=stepper volt=5V device=28BYJ-48
130-180-3V|Generic|DC Motor|DC motor 3V, 130 size|kind=dc motor volt=3V
RF-300FA-12350|Mabuchi|DC Motor|Gleichstrommotor 5,9 V|kind=dc motor
JGA25-370-12V-100|Generic|DC Motor|Geared DC motor 12V 100 rpm|kind=dc motor volt=12V
MC25100V2-000U-A99|Sunon|DC Motor|Fan 25 × 25 × 10 mm 5V|kind=fan volt=5V
EE40101S1-1000U-999|Sunon|DC Motor|Fan 40 × 40 × 10mm 12V|kind=fan volt=12V
412|ebm-papst|DC Motor|Axiallüfter 40 × 40 × 20 mm, 12 V|kind=fan volt=12V
ZYE1-P20/15|Generic|Solenoid|Holding electromagnet 12V 2.5 kg|kind=solenoid volt=12V
JF-0530B|Generic|Solenoid|Push-pull solenoid 12V 5 N|kind=solenoid volt=12V
AI-1223-TWT-5V-2-R|PUI Audio|Audio Module|Active buzzer 5V 2.3kHz|kind=buzzer volt=5V form=active
PKM13EPYH4000-A0|Murata|Audio Module|Piezo transducer 4kHz, passive|kind=buzzer form=passive
TMB12A05|Generic|Audio Module|Summer aktiv 5 V|kind=buzzer volt=5V form=active
CDM-20008|CUI Devices|Audio Module|Speaker 8 ohm 0.25W 20mm|kind=speaker ohm=8
44111|Myrra|Transformer|PCB transformer 230V / 2×6V 1.5VA|kind=transformer volt=230V,6V
BV EI 302 2025|Hahn|Transformer|Printtransformator 230 V / 9 V 2,3 VA|kind=transformer volt=230V,9V
ST-750-12|Talema|Transformer|Ringkerntransformator 2 × 12 V 50 VA|kind=transformer volt=12V
B3F-1000|Omron|Tactile Switch|Tactile switch 6×6mm 4.3mm|kind=tact device=B3F-1000
B3F-4055|Omron|Tactile Switch|Tactile switch 12 × 12 mm|kind=tact device=B3F-4055
PTS645SM43SMTR92|C&K|Tactile Switch|Kurzhubtaster 6 × 6 mm SMD|kind=tact device=PTS645
KMR221GLFS|C&K|Tactile Switch|Microminiature tact switch, SMT, 4.2 × 2.8mm|kind=tact device=KMR2
MX1A-E1NW|Cherry|Tactile Switch|MX Red keyboard switch|kind=keyswitch
7101SYZQE|C&K|Toggle Switch|Toggle switch SPDT 5A on-on|kind=toggle contacts=SPDT amp=5A
MTS-102|Generic|Toggle Switch|Kippschalter 1-polig UM, 3 A 250 V|kind=toggle contacts=SPDT amp=3A volt=250V
MTS-202|Generic|Toggle Switch|Kippschalter 2-polig UM, 3 A 250 V|kind=toggle contacts=DPDT amp=3A volt=250V
1SL1-73|Marquardt|Rocker Switch|Wippschalter beleuchtet 16 A 250 V|kind=rocker amp=16A volt=250V
RA1113112R|E-Switch|Rocker Switch|Rocker switch SPST 10A 125VAC|kind=rocker amp=10A volt=125V
OS102011MS2QN1|C&K|Slide Switch|Slide switch SPDT 100mA 12V|kind=slide contacts=SPDT amp=100mA volt=12V
EG1218|E-Switch|Slide Switch|Slide switch SPDT, PCB|kind=slide contacts=SPDT
DS-04|Generic|DIP Switch|DIP-Schalter 4-polig|kind=dip pins=4
76SB08ST|Grayhill|DIP Switch|DIP switch 8 positions SPST|kind=dip pins=8
V-156-1C25|Omron|Limit Switch|Micro switch, roller lever, 15A|kind=limit amp=15A
KW12-3|Generic|Limit Switch|Endschalter mit Rollenhebel|kind=limit
96AB2-152-F|Grayhill|Keypad|Keypad 4x4, PC pins|kind=keypad
|Generic|Keypad|Folientastatur 3×4|kind=keypad
W24P-U|Pulse|Antenna|Wi-Fi antenna 2.4 GHz, SMA, 3 dBi|kind=antenna hertz=2.4GHz
GSM-868-SMA|Generic|Antenna|868 MHz Antenne, SMA, 2 dBi|kind=antenna hertz=868MHz
101990029|Seeed|Shield|Base shield V2 for Arduino, Grove|kind=shield
A000079|Arduino|Shield|Motor shield R3|kind=shield
DM3AT-SF-PEJM5|Hirose|Card Socket|microSD card socket, push-push|kind=card socket
`

export const POWER_AND_MOTION: readonly LabelledPart[] = [
  ...SUPPLIES,
  ...CONVERTERS,
  ...rowsOf(LIST).map(
    ([number = '', maker = '', type = '', description = '', facts = '']): LabelledPart => ({
      type,
      maker,
      number: number === '' ? null : number,
      description,
      facts: { maker, ...factsFrom(facts.replace('dc motor', 'dc_motor').replace('card socket', 'card_socket')) },
    }),
  ),
]
