import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, optional, rowsOf } from './table.ts'

const GERMAN: Readonly<Record<string, string>> = {
  red: 'rot',
  green: 'grün',
  blue: 'blau',
  yellow: 'gelb',
  white: 'weiß',
  orange: 'orange',
}
const COLOURS = Object.keys(GERMAN)

const CHIPS: readonly LabelledPart[] = ['0402', '0603', '0805', '1206'].flatMap((size) =>
  COLOURS.flatMap((colour, place): LabelledPart[] => [
    {
      type: 'LED',
      maker: 'Würth Elektronik',
      number: `1500${size.slice(0, 2)}${['RS', 'VS', 'BS', 'YS', 'WS', 'AS'][place]}7${size.slice(2)}00`,
      series: 'WL-SMCW',
      package: size,
      mounting: 'Surface-Mount',
      description: `WL-SMCW ${colour} LED ${size} SMD`,
      facts: { kind: 'led', maker: 'Würth', colour, package: size, mount: 'smd' },
    },
    {
      type: 'LED',
      maker: 'Lite-On',
      number: `LTST-C${{ '0402': '281', '0603': '191', '0805': '171', '1206': '151' }[size]}K${'RGBSWF'[place]}KT`,
      package: size,
      description: `LED chip ${size} ${colour}, water clear, 20mA`,
      facts: { kind: 'led', maker: 'Lite-On', colour, package: size, amp: '20mA' },
    },
  ]),
)

const ROUND: readonly LabelledPart[] = ['3mm', '5mm', '10mm'].flatMap((size) =>
  COLOURS.map((colour, place) => ({
    type: 'LED',
    maker: place % 2 ? 'Nichia' : 'Generic',
    number: place % 2 ? `NSP${'RGBYWA'[place]}${size === '3mm' ? '310' : size === '5mm' ? '510' : '910'}BS` : null,
    dimensions: size,
    mounting: 'Through-Hole',
    description: `LED ${size.replace('mm', ' mm')} ${GERMAN[colour]}, ${place % 2 ? 'klar' : 'diffus'}, bedrahtet`,
    tags: [colour],
    facts: { kind: 'led', colour, length: size, mount: 'th' },
  })),
)

/** number | maker | type | package | description | facts. */
const OTHERS = `
WS2812B|Worldsemi|Addressable LED|5050|Intelligent RGB LED with integrated driver, 5V|kind=addressable device=WS2812 package=5050
WS2812B-2020|Worldsemi|Addressable LED|2020|RGB LED 2 × 2 mm, addressable|kind=addressable device=WS2812
SK6812MINI-E|Opsco|Addressable LED||Reverse mount addressable RGB LED 3.5mm|kind=addressable device=SK6812
SK6812RGBW-NW|Opsco|Addressable LED|5050|RGBW LED, natural white, single-wire|kind=addressable device=SK6812 package=5050
APA102-2020|Worldsemi|Addressable LED|2020|SPI RGB LED, DotStar|kind=addressable device=APA102
WS2815-60|BTF-Lighting|LED Strip||Addressable LED strip 12V, 60 LED/m, 5 m, IP65|kind=strip volt=12V
WS2812B-144|BTF-Lighting|LED Strip||Neopixel strip 5V 144 LED/m 1 m|kind=strip volt=5V
|Generic|LED Strip||LED strip 24V warm white 2835, 120 LED/m, 5 m|kind=strip volt=24V colour=white
|Generic|LED Strip||LED-Streifen 12 V kaltweiß, 5 m|kind=strip volt=12V colour=white
XPEBWT-L1-0000-00E51|Cree|LED||XP-E power LED white 3W, 350mA|kind=led maker=Cree colour=white watt=3W form=power
XPGBWT-L1-0000-00H51|Cree|LED||XP-G high power LED cool white 1.5A|kind=led maker=Cree colour=white form=power
GW CS8PM1.PM|AMS|LED||OSLON Square warm white 3000K 700mA|kind=led colour=white form=power
SC56-11EWA|Kingbright|Segment Display||7-segment display 14mm, red, common cathode|kind=segment colour=red common=cathode
SA56-11GWA|Kingbright|Segment Display||7-segment display 14mm, green, common anode|kind=segment colour=green common=anode
SC39-11SURKWA|Kingbright|Segment Display||Siebensegmentanzeige 10 mm rot, gemeinsame Kathode|kind=segment colour=red common=cathode
LTC-4627JR|Lite-On|Segment Display||4-digit 7-segment display, red, 10mm|kind=segment colour=red digits=4
LTP-2057AHR|Lite-On|LED Matrix||5×7 dot matrix, orange|kind=matrix colour=orange
1088AS|Generic|LED Matrix||8x8 LED matrix red 3mm dots, common cathode|kind=matrix colour=red
MAX7219CNG+|Analog Devices|LED Driver IC|DIP-24|8-digit LED display driver, SPI|kind=led driver device=MAX7219 package=DIP-24
MAX7219CWG+|Analog Devices|LED Driver IC|SOIC-24|8-digit LED display driver, SPI|kind=led driver device=MAX7219 package=SO-24
TLC5940NT|Texas Instruments|LED Driver IC|DIP-28|16-channel PWM LED driver|kind=led driver device=TLC5940 package=DIP-28
PCA9685PW|NXP|LED Driver IC|TSSOP-28|16-channel 12-bit PWM I2C LED controller|kind=led driver device=PCA9685 package=TSSOP-28
IS31FL3731-QFLS2|Lumissil|LED Driver IC|QFN-28|Matrix LED driver 144 LEDs, I2C|kind=led driver device=IS31FL3731
PT4115B89E|PowTech|LED Driver IC|SOT-89-5|1.2A LED driver, 6–30V|kind=led driver device=PT4115 amp=1.2A
TSAL6400|Vishay|Infrared LED||Infrared emitting diode 940 nm 5mm 100mA|kind=ir led device=TSAL6400 amp=100mA
TSOP38238|Vishay|Infrared Receiver||IR receiver 38kHz for remote control|kind=ir receiver device=TSOP38238 hertz=38kHz
TSOP38436|Vishay|Infrared Receiver||IR receiver module 36 kHz|kind=ir receiver device=TSOP38436 hertz=36kHz
VLMU3100|Vishay|LED|PLCC-2|UV LED 405nm SMD|kind=led colour=uv form=uv
`

export const LIGHTS: readonly LabelledPart[] = [
  ...CHIPS,
  ...ROUND,
  ...rowsOf(OTHERS).map(
    ([number = '', maker = '', type = '', body = '', description = '', facts = '']): LabelledPart => ({
      type,
      maker,
      number: number === '' ? null : number,
      description,
      ...optional('package', body),
      facts: {
        maker,
        ...factsFrom(
          facts.replace('led driver', 'led_driver').replace('ir led', 'ir_led').replace('ir receiver', 'ir_receiver'),
        ),
      },
    }),
  ),
]
