import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, optional, rowsOf } from './table.ts'

const FILM: readonly LabelledPart[] = (
  [
    ['1nF', 'D1100'],
    ['10nF', 'D2100'],
    ['22nF', 'D2220'],
    ['47nF', 'D2470'],
    ['100nF', 'D3100'],
    ['220nF', 'D3220'],
    ['470nF', 'D3470'],
    ['1µF', 'D4100'],
    ['2.2µF', 'D4220'],
  ] as const
).flatMap(([farad, code], place): LabelledPart[] => [
  {
    type: 'Film Capacitor',
    maker: 'WIMA',
    number: `MKS2${code.slice(0, 5)}1A00KSSD`,
    series: 'MKS 2',
    voltage: '63V',
    description: `Folienkondensator ${farad.replace('.', ',').replace(/(\d)([nµ])/, '$1 $2')} 63 V 10 % RM 5`,
    facts: { kind: 'film', farad, volt: '63V', maker: 'WIMA' },
  },
  {
    type: 'Film Capacitor',
    maker: 'TDK',
    number: `B32922C3${String(place + 1).padStart(2, '0')}4M`,
    voltage: '305VAC',
    description: `X2 film capacitor ${farad.replace('µ', 'u')} 305VAC 20%`,
    facts: { kind: 'film', farad, volt: '305V', maker: 'TDK', form: 'x2' },
  },
])

const POWER_RESISTORS: readonly LabelledPart[] = (
  [
    ['0R1', '0.1', 'R10'],
    ['0R47', '0.47', 'R47'],
    ['1R', '1', '1R0'],
    ['4R7', '4.7', '4R7'],
    ['10R', '10', '10R'],
    ['22R', '22', '22R'],
    ['47R', '47', '47R'],
    ['100R', '100', '100R'],
  ] as const
).flatMap(([shown, ohm, code]): LabelledPart[] => [
  {
    type: 'Resistor',
    maker: 'Arcol',
    number: `HS25 ${code} J`,
    series: 'HS25',
    description: `Aluminium housed wirewound resistor 25W ${shown} 5%`,
    facts: { kind: 'power resistor', ohm, watt: '25W', maker: 'Arcol' },
  },
  {
    type: 'Resistor',
    maker: 'Vitrohm',
    number: `KH208-8 5% ${code}`,
    description: `Hochlast-Drahtwiderstand ${ohm.replace('.', ',')} Ω 5 W 5 % axial`,
    package: 'axial',
    facts: { kind: 'power resistor', ohm, watt: '5W', maker: 'Vitrohm' },
  },
])

const BEADS_AND_COILS = `
BLM18AG601SN1D|Murata|Ferrite Bead|0603|Ferrite bead 600 ohm @ 100MHz 500mA|kind=bead ohm=600 package=0603 amp=500mA
BLM18PG121SN1D|Murata|Ferrite Bead|0603|Ferrite bead 120 ohm @ 100MHz 2A|kind=bead ohm=120 package=0603 amp=2A
BLM21PG221SN1D|Murata|Ferrite Bead|0805|Ferrite bead 220Ω@100MHz 2A|kind=bead ohm=220 package=0805 amp=2A
742792651|Würth Elektronik|Ferrite Bead|0603|WE-CBF SMD bead 600 Ω, 1 A|kind=bead ohm=600 package=0603 amp=1A
742792040|Würth Elektronik|Ferrite Bead|0805|WE-CBF SMD-Ferrit 600 Ω 2 A|kind=bead ohm=600 package=0805 amp=2A
SRR1260-100M|Bourns|Inductor||Shielded power inductor 10uH 20% 5.5A|kind=coil henry=10µH amp=5.5A
SRR1260-220M|Bourns|Inductor||Shielded power inductor 22uH 20% 4A|kind=coil henry=22µH amp=4A
SRR1260-470M|Bourns|Inductor||Shielded power inductor 47uH 20% 2.8A|kind=coil henry=47µH amp=2.8A
SRR1260-101M|Bourns|Inductor||Shielded power inductor 100uH 20% 1.9A|kind=coil henry=100µH amp=1.9A
744771133|Würth Elektronik|Inductor||WE-PD Speicherdrossel 33 µH 3,1 A|kind=coil henry=33µH amp=3.1A
7447709100|Würth Elektronik|Inductor||WE-PD power inductor 10 µH 7.1A|kind=coil henry=10µH amp=7.1A
CDRH127/LDNP-4R7NC|Sumida|Inductor||Power inductor 4.7 µH 30% 11.5A|kind=coil henry=4.7µH amp=11.5A
LQH32CN2R2M23L|Murata|Inductor|1210|Inductor 2u2 790mA 1210|kind=coil henry=2.2µH amp=790mA package=1210
LQW15AN3N9B00D|Murata|Inductor|0402|RF inductor 3.9nH 0402|kind=coil henry=3.9nH package=0402
0402HP-10NXJLU|Coilcraft|Inductor|0402|Ceramic chip inductor 10 nH 5%|kind=coil henry=10nH package=0402
RL181S-102J-RC|Fastron|Inductor||Drossel radial 1 mH 5 %|kind=coil henry=1mH
SCMS5D2210R-ADJ|Kemet|Inductor||Common mode choke 2 × 10 mH 0.5A|kind=choke henry=10mH
744823210|Würth Elektronik|Inductor||WE-CMB stromkompensierte Drossel 2 × 10 mH 2 A|kind=choke henry=10mH amp=2A
4609X-101-103LF|Bourns|Resistor|SIP-9|Resistor network 8 × 10k bussed 2%|kind=network ohm=10k package=SIP-9
4609X-101-472LF|Bourns|Resistor|SIP-9|Resistor network 8 × 4.7k bussed 2%|kind=network ohm=4.7k package=SIP-9
4605X-101-331LF|Bourns|Resistor|SIP-5|Resistor network 4 × 330R bussed|kind=network ohm=330 package=SIP-5
EXB-38V103JV|Panasonic|Resistor|1206|Resistor array 4 × 10 kΩ 5%|kind=network ohm=10k package=1206
CAY16-103J4LF|Bourns|Resistor|1206|Chip resistor array 4x10K isolated|kind=network ohm=10k package=1206
PTV09A-4020F-B103|Bourns|Potentiometer||Potentiometer 10 kΩ linear 9mm|kind=pot ohm=10k taper=linear
PTV09A-4020F-A104|Bourns|Potentiometer||Potentiometer 100 kΩ logarithmic 9mm|kind=pot ohm=100k taper=log
P160KN-0QC15B50K|TT Electronics|Potentiometer||Rotary potentiometer 50K linear, 16 mm|kind=pot ohm=50k taper=linear
RK09K1130A5R|Alps Alpine|Potentiometer||Drehpoti 10k linear 9 mm|kind=pot ohm=10k taper=linear
3296W-1-103LF|Bourns|Potentiometer||Multiturn trimmer 10 kΩ 25 turns|kind=trimmer ohm=10k
3296W-1-502LF|Bourns|Potentiometer||Multiturn trimmer 5 kΩ 25 turns|kind=trimmer ohm=5k
3296W-1-201LF|Bourns|Potentiometer||Spindeltrimmer 200 Ω 25 Gänge|kind=trimmer ohm=200
PEC11R-4215F-S0024|Bourns|Encoder||Rotary encoder 24 pulses with push switch|kind=encoder
EC12E2424407|Alps Alpine|Encoder||Drehgeber 24 Impulse, 12 mm|kind=encoder
SCMR22C105MRBA0|Kyocera AVX|Supercapacitor||Supercap 1F 9V|kind=supercap farad=1F volt=9V
DMF4B5R5G105M3DTA0|Murata|Supercapacitor||Supercapacitor 1 F 5.5V 40 mohm|kind=supercap farad=1F volt=5.5V
BCAP0010 P270|Maxwell|Supercapacitor||Ultracapacitor 10F 2.7V|kind=supercap farad=10F volt=2.7V
16SVPF270M|Panasonic|Electrolytic Capacitor||Polymer capacitor 270µF 16V 14 mΩ|kind=polymer farad=270µF volt=16V
6SVPE220MW|Panasonic|Electrolytic Capacitor||OS-CON polymer 220µF 6.3V|kind=polymer farad=220µF volt=6.3V
EEUFR1E102|Panasonic|Electrolytic Capacitor|radial|FR series 1000µF 25V low ESR 105 °C|kind=elko farad=1000µF volt=25V
EEUFR1V471|Panasonic|Electrolytic Capacitor|radial|FR series 470µF 35V low ESR 105 °C|kind=elko farad=470µF volt=35V
UVR1H101MPD|Nichicon|Electrolytic Capacitor|radial|100µF 50V 85 °C general purpose|kind=elko farad=100µF volt=50V
UVR1C221MED|Nichicon|Electrolytic Capacitor|radial|220 µF 16 V 20%|kind=elko farad=220µF volt=16V
ECA1HM010|Panasonic|Electrolytic Capacitor|radial|Elko 1 µF 50 V|kind=elko farad=1µF volt=50V
EEE1CA101SP|Panasonic|Electrolytic Capacitor||SMD aluminium electrolytic 100 µF 16V|kind=elko farad=100µF volt=16V
B72210S0271K101|TDK|TVS Diode||Varistor 275VAC 10mm|kind=varistor volt=275V
B72214S0301K101|TDK|TVS Diode||Varistor 300VAC 14 mm|kind=varistor volt=300V
2038-23-SM-RPLF|Bourns|TVS Diode||Gas discharge tube 230V|kind=gdt volt=230V
ECS-160-20-4X|ECS|Crystal|HC-49/US|Crystal 16.000MHz 20pF|kind=crystal hertz=16MHz package=HC-49S
ABLS-12.000MHZ-B4-T|Abracon|Crystal|HC-49S|Crystal 12 MHz 18pF SMD|kind=crystal hertz=12MHz package=HC-49S
ABM8-25.000MHZ-B2-T|Abracon|Crystal|3225|Crystal 25MHz 18 pF 3.2 × 2.5mm|kind=crystal hertz=25MHz
FC-135 32.7680KA-A|Epson|Crystal|3215|Uhrenquarz 32,768 kHz 12,5 pF|kind=crystal hertz=32.768kHz package=3215
ASE-24.000MHZ-LC-T|Abracon|Crystal|3225|Oscillator 24MHz 3.3V CMOS|kind=oscillator hertz=24MHz
ASFL1-50.000MHZ-EC-T|Abracon|Crystal|5032|Clock oscillator 50 MHz 3.3V|kind=oscillator hertz=50MHz package=5032
CSTLS16M0X53-B0|Murata|Resonator||Ceramic resonator 16 MHz 15pF|kind=resonator hertz=16MHz
CSTLS8M00G53-B0|Murata|Resonator||Keramikresonator 8 MHz|kind=resonator hertz=8MHz
`

export const PASSIVES: readonly LabelledPart[] = [
  ...FILM,
  ...POWER_RESISTORS,
  ...rowsOf(BEADS_AND_COILS).map(
    ([number = '', maker = '', type = '', body = '', description = '', facts = '']): LabelledPart => ({
      type,
      maker,
      number,
      description,
      ...optional('package', body),
      facts: { maker, ...factsFrom(facts) },
    }),
  ),
]
