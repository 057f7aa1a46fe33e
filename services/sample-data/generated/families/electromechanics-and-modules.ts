import type { PartFamily } from '../part-family.ts'

const SWITCHES = [
  ['Tactile Switch', 'B3F-10{a}0', 'Omron', 'tactile switch 6x6 mm', ['0', '2', '5', '6', '7']],
  ['Tactile Switch', 'PTS645S{a}92LFS', 'C&K', 'tactile switch 6x6 SMD', ['H3', 'L4', 'M4', 'K5']],
  ['Tactile Switch', '4304{a}1043836', 'Würth Elektronik', 'tact switch', ['3', '5', '8']],
  ['Slide Switch', 'OS1026{a}MT2QN1', 'C&K', 'slide switch SPDT', ['11', '22']],
  ['Slide Switch', 'EG12{a}', 'E-Switch', 'slide switch DPDT', ['06', '18', '24']],
  ['DIP Switch', 'DS-0{a}', 'CUI Devices', 'DIP switch', ['2', '4', '6', '8']],
  ['Toggle Switch', '100SP{a}T1B1M2QEH', 'E-Switch', 'toggle switch', ['1', '3', '4']],
  ['Rocker Switch', 'R13-66A-0{a}', 'SCI', 'rocker switch illuminated', ['2', '3', '4']],
  ['Limit Switch', 'SS-5GL{a}', 'Omron', 'micro switch with lever', ['', '2', '13']],
  ['Reed Switch', 'MDSR-{a}', 'Littelfuse', 'reed switch', ['4', '7', '10']],
  ['Relay', 'G5LE-14 DC{a}', 'Omron', 'power relay SPDT 10 A', ['5', '12', '24']],
  ['Relay', 'HF115F/0{a}-1ZS3', 'Hongfa', 'power relay 16 A', ['05', '12', '24']],
  ['Relay', 'G6K-2F-Y DC{a}', 'Omron', 'signal relay DPDT', ['3', '5', '12', '24']],
  ['Relay', '40.52.7.0{a}.0000', 'Finder', 'relay DPDT 8 A', ['05', '12', '24']],
  ['Solid-State Relay', 'G3MB-202P DC{a}', 'Omron', 'solid state relay 2 A', ['5', '12', '24']],
  [
    'Fuse',
    '0218{a}.MXP',
    'Littelfuse',
    'glass fuse 5x20 mm slow',
    ['.100', '.250', '.500', '001', '002', '005', '010'],
  ],
  ['Fuse', 'MF-R{a}', 'Bourns', 'resettable fuse', ['010', '025', '050', '110', '250']],
  ['Fuse', '0451{a}.MRL', 'Littelfuse', 'SMD fuse fast', ['.500', '001', '002', '003', '005']],
  ['Encoder', 'EC11E{a}', 'Alps', 'rotary encoder with switch', ['15244G1', '18244A5', '09244BS']],
  ['Encoder', 'PEC11R-4{a}F-S0024', 'Bourns', 'rotary encoder 24 detents', ['015', '020', '215', '220']],
  ['DC Motor', 'RF-300-{a}', 'Mabuchi', 'DC motor 5.9 V', ['EA', 'FA', 'CA']],
  ['Stepper Motor', '17HS{a}', 'StepperOnline', 'NEMA 17 stepper', ['13-0404S', '15-1504S', '19-2004S1']],
  ['Servo', 'SG{a}', 'TowerPro', 'micro servo', ['90', '92R', '5010']],
  ['Solenoid', 'ZYE1-0{a}', 'ZYE', 'push-pull solenoid', ['530', '837']],
  ['Keypad', 'AK-{a}', 'Accord', 'matrix keypad', ['304', '404', '1604']],
  ['Heat Sink', 'SK 1{a}', 'Fischer', 'heat sink TO-220', ['04 25,4', '29 38,1', '45 25']],
] as const

const electromechanic: PartFamily = {
  weight: 48,
  make(choices, dice) {
    const [type, form, maker, text, variants] = choices.of(SWITCHES)
    const variant = choices.of<string>(variants)
    const lot = choices.of(['', '-TR', 'LF', '-S', '-R', '-B'])
    const number = form.replace('{a}', variant) + lot
    return {
      type,
      description: dice.of([
        `${text} ${variant}`.trim(),
        `${type} ${number}`,
        `${text}, ${maker}`,
        `${maker} ${text} ${dice.of(['12 V', '5 V', '24 V', 'SPST', 'panel mount'])}`,
      ]),
      number,
      maker,
      mounting: /SMD/.test(text) ? 'Surface-Mount' : dice.of(['Through-Hole', 'Panel Mount']),
      series: form.replace(/[{-].*$/, ''),
      tags: [type.toLowerCase().replaceAll(' ', '-')],
      drawing: { shape: 'case', colour: '#334155' },
    }
  },
}

const MODULES = [
  'Wi-Fi Module|ESP32-WROOM-32E-{a}|Espressif|Wi-Fi and Bluetooth module ESP32|N4,N8,N16,H4',
  'Wi-Fi Module|ESP32-S3-WROOM-1-{a}|Espressif|Wi-Fi module ESP32-S3|N8,N8R2,N16R8,N4',
  'Wi-Fi Module|ESP-12{a}|Ai-Thinker|ESP8266 module|E,F,S',
  'Bluetooth Module|HM-{a}|JNHuaMao|Bluetooth LE module|10,11,19',
  'Bluetooth Module|RN4870-I/RM{a}|Microchip|Bluetooth 5 module|130,140,128',
  'LoRa Module|RFM95W-{a}|HopeRF|LoRa transceiver|868S2,915S2,433S2',
  'LoRa Module|SX1276{a}|Semtech|LoRa module|IMLTRT,MB1MAS',
  'GPS Module|NEO-{a}|u-blox|GNSS receiver|6M-0-001,M8N-0,M9N-00B',
  'Ethernet Module|ENC28J60{a}|Microchip|Ethernet module SPI|-I/SO,-I/SP',
  'Camera Module|OV{a}|OmniVision|camera module|2640,5640,7670',
  'Development Board|A0000{a}|Arduino|Arduino board|66,73,05,53',
  'Development Board|NUCLEO-{a}|STMicroelectronics|STM32 Nucleo board|F401RE,F446RE,L476RG,G071RB,H743ZI2',
  'Development Board|SC0{a}|Raspberry Pi|Raspberry Pi Pico|915,918,1631',
  'Single-Board Computer|SC0{a}|Raspberry Pi|Raspberry Pi|193,194,195,1111,1112',
  'Development Board|ESP32-DEVKITC-{a}|Espressif|ESP32 development board|32E,VE,S1',
  'Programmer|ST-LINK/V{a}|STMicroelectronics|debugger and programmer|2,3SET,3MINIE',
  'Breakout Board|ADA{a}|Adafruit|breakout board|1141,2652,3251,4026,4682',
  'Shield|A000{a}|Arduino|Arduino shield|024,079,110',
  'Audio Module|DFR0{a}|DFRobot|MP3 player module|299,534',
  'OLED Display|SSD1306-0.96-{a}|Waveshare|OLED display 128x64 0.96 inch I2C|W,B,YB',
  'Character Display|HD44780-1602-{a}|Winstar|LCD 16x2|YG,BL,GR',
  'Graphic Display|ILI9341-2.{a}|Waveshare|TFT display 320x240 SPI|4,8',
  'E-Paper Display|GDEW0{a}|Good Display|e-paper display|154M09,213I5F,290T94',
  'Segment Display|SA{a}-11GWA|Kingbright|7-segment display green|36,39,52,56',
  'LED Matrix|KWM-{a}ASB|Luckylight|LED matrix 8x8 red|30881,50881',
  'LED Strip|WS2812B-{a}|Worldsemi|addressable LED strip 5 V|30,60,144',
  'Addressable LED|SK6812{a}|Opsco|addressable LED RGBW|RGBW,MINI-E,SIDE-A',
  'Infrared Receiver|TSOP{a}|Vishay|IR receiver 38 kHz|4838,38238,31238',
  'Infrared LED|TSAL{a}|Vishay|IR LED 940 nm|6200,6400,5100',
  'Light Sensor|BH1750{a}|ROHM|ambient light sensor I2C|FVI-TR',
  'Antenna|W30{a}|Pulse|antenna 2.4 GHz|06,28,11',
  'DC-DC Converter Module|TSR 1-24{a}|Traco|switching regulator 1 A SIP-3|33,50,120,150',
  'DC-DC Converter Module|R-78E{a}-0.5|Recom|switching regulator 0.5 A|3.3,5.0,12,15',
  'DC-DC Converter Module|OKI-78SR-{a}|Murata|DC-DC converter 1.5 A|3.3/1.5-W36-C,5/1.5-W36-C',
  'AC-DC Power Module|IRM-{a}|Mean Well|AC-DC converter|03-5,05-12,10-24,20-5',
  'AC-DC Power Module|HLK-PM{a}|Hi-Link|AC-DC module 3 W|01,03,12',
  'Power Supply|LRS-{a}|Mean Well|power supply enclosed|50-12,100-24,150-5,350-24',
  'Transformer|BV EI 30{a}|Hahn|PCB transformer|2 1100,3 1012',
  'Battery|CR{a}|Panasonic|lithium coin cell 3 V|2032,2025,2016,1220',
  'Battery|NCR18650{a}|Panasonic|Li-ion cell 3.6 V|B,GA,BD',
  'Battery Holder|BH-18650-{a}|MPD|battery holder|PC,W,1',
]

const modulePart: PartFamily = {
  weight: 40,
  make(choices, dice) {
    const [type = '', form = '', maker = '', text = '', variants = ''] = choices.of(MODULES).split('|')
    const variant = choices.of(variants.split(','))
    const revision = choices.of(['', '-V1', '-V2', 'REV3', '-TR', '-R1'])
    const number = form.replace('{a}', variant) + revision
    return {
      type,
      description: dice.of([
        text,
        `${text} (${number})`,
        `${number} ${text}`,
        `${maker} ${text}`,
        `${text} ${variant}`,
      ]),
      number,
      maker,
      input: dice.of(['3.3 V', '5 V', '7–24 V', '85–264 V AC']),
      tags: [type.toLowerCase().replaceAll(' ', '-'), 'module'],
      drawing: /Display|Matrix/.test(type)
        ? { shape: 'display', colour: '#0f172a' }
        : { shape: 'board', colour: dice.of(['#14532d', '#1e3a8a', '#7f1d1d', '#111827']) },
    }
  },
}

/** What nobody buys by a maker's number. */
const STORES = [
  [
    'Screw or Nut',
    ['M2', 'M2.5', 'M3', 'M4', 'M5', 'M6'],
    ['x 4', 'x 6', 'x 8', 'x 10', 'x 12', 'x 16', 'x 20', 'x 25', 'x 30', 'x 40', 'x 50'],
    [
      'screw, pan head, zinc',
      'screw, countersunk',
      'hex socket screw A2',
      'standoff brass',
      'spacer nylon',
      'threaded insert',
      'washer and nut set',
    ],
  ],
  [
    'Wire',
    ['0.14', '0.25', '0.5', '0.75', '1.0', '1.5', '2.5'],
    ['mm² red', 'mm² black', 'mm² blue', 'mm² yellow', 'mm² green', 'mm² white', 'mm² brown'],
    ['stranded wire, 10 m', 'solid wire, 25 m', 'silicone wire, 5 m', 'enamelled wire'],
  ],
  [
    'Heat-Shrink Tubing',
    ['1.6', '2.4', '3.2', '4.8', '6.4', '9.5', '12.7', '19'],
    ['mm black', 'mm red', 'mm clear', 'mm blue', 'mm yellow'],
    ['heat shrink 2:1, 1 m', 'heat shrink 3:1 with glue', 'heat shrink assortment'],
  ],
  [
    'Jumper Cable',
    ['10', '20', '30', '40'],
    ['cm male-male', 'cm male-female', 'cm female-female'],
    ['jumper wires, 40 pcs', 'Dupont cable', 'Grove cable', 'Qwiic cable'],
  ],
  [
    'Cable Tie',
    ['100', '150', '200', '300'],
    ['mm black', 'mm natural', 'mm coloured'],
    ['cable ties, 100 pcs', 'releasable ties'],
  ],
  [
    'Solder',
    ['0.5', '0.7', '1.0', '1.5'],
    ['mm Sn63Pb37', 'mm SAC305', 'mm Sn99Cu1'],
    ['solder wire 100 g', 'solder wire 250 g', 'solder wire 500 g, no clean'],
  ],
  [
    'Box or Enclosure',
    ['60', '80', '100', '120', '160', '200'],
    ['x 40 mm ABS', 'x 60 mm ABS', 'x 80 mm aluminium', 'x 100 mm polycarbonate IP65'],
    ['enclosure', 'box with lid', 'DIN rail box', 'hand-held case'],
  ],
  [
    'Prototyping Board',
    ['3 x 7', '5 x 7', '7 x 9', '10 x 16', '16 x 23'],
    ['cm FR4', 'cm phenolic'],
    ['perfboard', 'stripboard', 'double sided prototyping board'],
  ],
  [
    'Breadboard',
    ['170', '400', '830', '1660'],
    ['points white', 'points black', 'points clear'],
    ['breadboard', 'breadboard with power rails'],
  ],
  [
    'Chemical',
    ['50', '100', '200', '400'],
    ['ml', 'g'],
    ['flux pen', 'isopropanol', 'contact cleaner', 'thermal paste', 'conformal coating', 'epoxy'],
  ],
] as const

const store: PartFamily = {
  weight: 46,
  make(choices, dice) {
    const [type, sizes, forms, names] = choices.of(STORES)
    const size = choices.of<string>(sizes)
    const form = choices.of<string>(forms)
    const name = choices.of<string>(names)
    return {
      type,
      description: dice.of([`${name} ${size} ${form}`, `${size} ${form}, ${name}`, `${type} ${size} ${form}`]),
      dimensions: `${size} ${form.split(' ').slice(0, 2).join(' ')}`,
      tags: [type.toLowerCase().replaceAll(' ', '-'), 'workshop'],
      drawing: { shape: 'case', colour: dice.of(['#64748b', '#b45309', '#111827']) },
    }
  },
}

export const ELECTROMECHANICS_AND_MODULES = [electromechanic, modulePart, store]
