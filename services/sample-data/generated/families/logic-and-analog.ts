import type { Drawing } from '../../drawings/drawing.ts'
import type { PartFamily } from '../part-family.ts'

/** Function, pins and type of logic circuits by their number. */
const LOGIC = [
  '00 quad NAND|14|Logic Gate IC',
  '02 quad NOR|14|Logic Gate IC',
  '04 hex inverter|14|Logic Gate IC',
  '08 quad AND|14|Logic Gate IC',
  '14 hex Schmitt inverter|14|Logic Gate IC',
  '32 quad OR|14|Logic Gate IC',
  '86 quad XOR|14|Logic Gate IC',
  '132 quad Schmitt NAND|14|Logic Gate IC',
  '74 dual D flip-flop|14|Flip-Flop IC',
  '112 dual JK flip-flop|16|Flip-Flop IC',
  '273 octal D flip-flop with reset|20|Flip-Flop IC',
  '374 octal D flip-flop|20|Flip-Flop IC',
  '574 octal D flip-flop|20|Flip-Flop IC',
  '138 3-to-8 decoder|16|Multiplexer IC',
  '139 dual 2-to-4 decoder|16|Multiplexer IC',
  '151 8-input multiplexer|16|Multiplexer IC',
  '157 quad 2-input multiplexer|16|Multiplexer IC',
  '4051 8-channel analog multiplexer|16|Multiplexer IC',
  '4053 triple analog switch|16|Multiplexer IC',
  '4066 quad analog switch|14|Multiplexer IC',
  '164 8-bit shift register|14|Shift Register IC',
  '165 8-bit parallel-in shift register|16|Shift Register IC',
  '166 8-bit shift register|16|Shift Register IC',
  '595 8-bit shift register with latch|16|Shift Register IC',
  '161 4-bit counter|16|Counter IC',
  '163 4-bit synchronous counter|16|Counter IC',
  '393 dual 4-bit counter|14|Counter IC',
  '4017 decade counter|16|Counter IC',
  '4040 12-bit counter|16|Counter IC',
  '4060 14-bit counter with oscillator|16|Counter IC',
  '125 quad buffer|14|Bus Transceiver IC',
  '240 octal inverting buffer|20|Bus Transceiver IC',
  '244 octal buffer|20|Bus Transceiver IC',
  '245 octal bus transceiver|20|Bus Transceiver IC',
  '541 octal buffer|20|Bus Transceiver IC',
  '4050 hex level shifter|16|Level Shifter IC',
]
const TECHNOLOGIES = ['HC', 'HCT', 'AHC', 'AHCT', 'LVC', 'LV', 'AC', 'ACT', 'LS', 'F', 'ALS', 'VHC']
const LOGIC_MAKERS = [
  { maker: 'Texas Instruments', head: 'SN74', tails: ['N', 'D', 'DR', 'PWR', 'NSR', 'DBR'] },
  { maker: 'Nexperia', head: '74', tails: ['D,653', 'D,118', 'PW,118', 'BQ,115', 'N,652'] },
  { maker: 'onsemi', head: 'MC74', tails: ['ADG', 'ADR2G', 'DTR2G', 'NG'] },
  { maker: 'Toshiba', head: 'TC74', tails: ['AP(F)', 'AF(F)', 'FT(BJ)'] },
  { maker: 'STMicroelectronics', head: 'M74', tails: ['B1R', 'RM13TR', 'TTR'] },
] as const

function logicPackage(tail: string, pins: number): string {
  if (/^(N|NG|B1R|AP|N,)/.test(tail)) return `DIP-${pins}`
  return /PW|DT|TT|FT/.test(tail) ? `TSSOP-${pins}` : /BQ/.test(tail) ? `DHVQFN-${pins}` : `SOIC-${pins}`
}

const logic: PartFamily = {
  weight: 56,
  make(choices, dice) {
    const [name = '', pinText = '14', type = 'Logic Gate IC'] = choices.of(LOGIC).split('|')
    const [code = '', ...words] = name.split(' ')
    const technology = choices.of(TECHNOLOGIES)
    const { maker, head, tails } = choices.of(LOGIC_MAKERS)
    const tail = choices.of<string>(tails)
    const pins = Number(pinText)
    const package_ = logicPackage(tail, pins)
    const bare = `74${technology}${code}`
    return {
      type,
      description: dice.of([
        `${bare} ${words.join(' ')}`,
        `${bare} ${words.join(' ')} ${package_}`,
        `${words.join(' ')} (${bare})`,
        `Logic ${bare}, ${words.join(' ')}, ${package_}`,
      ]),
      number: `${head}${technology}${code}${tail}`,
      maker,
      package: package_,
      pins,
      rating: /LVC|LV/.test(technology) ? '3.6 V' : '6 V',
      mounting: package_.startsWith('DIP') ? 'Through-Hole' : 'Surface-Mount',
      series: `74${technology}`,
      tags: ['logic', bare.toLowerCase()],
      drawing: { shape: 'chip', pins },
    }
  },
}

const ANALOG = [
  'LM358|Texas Instruments|dual op amp, single supply|Operational Amplifier|P,DR,PWR,N,DRG4|8|36 V',
  'LM324|Texas Instruments|quad op amp|Operational Amplifier|N,DR,PWR|14|32 V',
  'TL071|Texas Instruments|JFET input op amp|Operational Amplifier|CP,CDR,HIDR|8|36 V',
  'TL072|Texas Instruments|dual JFET input op amp, low noise|Operational Amplifier|CP,CDR,ACP,BCDR,IDR|8|36 V',
  'TL074|Texas Instruments|quad JFET input op amp|Operational Amplifier|CN,CDR,IDR|14|36 V',
  'NE5532|Texas Instruments|dual low noise audio op amp|Operational Amplifier|P,DR,AP|8|30 V',
  'OPA2134|Texas Instruments|dual audio op amp|Operational Amplifier|PA,UA,UA/2K5|8|36 V',
  'OPA2333|Texas Instruments|zero-drift op amp|Operational Amplifier|AIDR,AIDGKR|8|5.5 V',
  'MCP6002|Microchip|dual rail-to-rail op amp 1 MHz|Operational Amplifier|-I/P,-I/SN,T-I/SN,-E/MS|8|6 V',
  'MCP6004|Microchip|quad rail-to-rail op amp|Operational Amplifier|-I/P,-I/SL,T-I/ST|14|6 V',
  'AD8605|Analog Devices|precision op amp, rail to rail|Operational Amplifier|ARTZ-REEL7,ACBZ|5|5.5 V',
  'AD8221|Analog Devices|instrumentation amplifier|Operational Amplifier|ARZ,ARMZ,BRZ|8|36 V',
  'LM393|onsemi|dual comparator|Comparator IC|NG,DR2G,DMR2G|8|36 V',
  'LM339|Texas Instruments|quad comparator|Comparator IC|N,DR,PWR|14|36 V',
  'TLV3501|Texas Instruments|fast comparator 4.5 ns|Comparator IC|AIDR,AIDBVT|8|5.5 V',
  'LM386|Texas Instruments|audio power amplifier|Audio Amplifier IC|N-1/NOPB,N-4/NOPB,M-1/NOPB|8|12 V',
  'TDA2030|STMicroelectronics|audio amplifier 14 W|Audio Amplifier IC|AV,V|5|36 V',
  'PAM8403|Diodes Incorporated|class D amplifier 2 x 3 W|Audio Amplifier IC|DR,DR-H|16|5.5 V',
  'TL431|Texas Instruments|adjustable voltage reference|Voltage Reference|ACLP,AIDBZR,BCD,CDBVR|3|36 V',
  'REF3033|Texas Instruments|voltage reference 3.3 V|Voltage Reference|AIDBZT,AIDBZR|3|5.5 V',
  'LM4040|Microchip|shunt reference 4.096 V|Voltage Reference|DYM3-4.1-TR,CIM3-4.1|3|15 V',
  'MCP130|Microchip|reset supervisor 4.5 V|Voltage Supervisor IC|T-450I/TT,-450HI/TO|3|5.5 V',
  'MAX809|Analog Devices|reset supervisor|Voltage Supervisor IC|SEUR+T,TEUR+T|3|5.5 V',
  'TPS3839|Texas Instruments|nanopower supervisor|Voltage Supervisor IC|G33DBZR,K33DBZT|3|6.5 V',
  'ADS1115|Texas Instruments|16-bit ADC, I2C, 4 channels|Converter ADC|IDGSR,IDGST|10|5.5 V',
  'MCP3008|Microchip|10-bit ADC, SPI, 8 channels|Converter ADC|-I/P,-I/SL|16|5.5 V',
  'MCP3424|Microchip|18-bit ADC, I2C|Converter ADC|-E/SL,T-E/ST|14|5.5 V',
  'AD7606|Analog Devices|16-bit ADC, 8 channels simultaneous|Converter ADC|BSTZ,BSTZ-RL|64|5 V',
  'MCP4725|Microchip|12-bit DAC, I2C|Converter DAC|A0T-E/CH,A1T-E/CH|6|5.5 V',
  'DAC8562|Texas Instruments|16-bit dual DAC|Converter DAC|SDGSR,TDGST|10|5.5 V',
  'AD9833|Analog Devices|DDS waveform generator|Clock Generator IC|BRMZ,BRMZ-REEL|10|5.5 V',
  'SI5351A|Skyworks|clock generator, I2C|Clock Generator IC|-B-GT,-B-GTR,-B08557-GT|10|3.3 V',
  'NE555|Texas Instruments|timer|Clock Generator IC|P,DR,PWR|8|16 V',
  'TLC555|Texas Instruments|CMOS timer|Clock Generator IC|CP,CDR,IDR|8|15 V',
  'PC817|Sharp|optocoupler|Optocoupler|X1NSZ9F,X2CSP9F,C|4|80 V',
  '4N35|Vishay|optocoupler with base|Optocoupler|,-X007T,SM|6|30 V',
  '6N137|onsemi|fast optocoupler 10 Mbit/s|Optocoupler|M,SDM|8|5 V',
  'MOC3041|onsemi|triac driver, zero crossing|Optocoupler|M,SM,SR2M|6|400 V',
  'ISO1540|Texas Instruments|I2C isolator|Isolator IC|DR,D|8|5.5 V',
  'ADUM1201|Analog Devices|dual digital isolator|Isolator IC|ARZ,BRZ,CRZ-RL7|8|5.5 V',
  'DRV8833|Texas Instruments|dual H-bridge motor driver|Motor Driver IC|PWPR,RTYR|16|10.8 V',
  'L298|STMicroelectronics|dual full-bridge driver|Motor Driver IC|N,P,HN|15|46 V',
  'L293|Texas Instruments|quad half-H driver|Motor Driver IC|DNE,NE,DDWPR|16|36 V',
  'A4988|Allegro|stepper driver|Motor Driver IC|SETTR-T|28|35 V',
  'TMC2209|Analog Devices|silent stepper driver|Motor Driver IC|-LA,-LA-T|28|29 V',
  'ULN2003|STMicroelectronics|Darlington array, 7 channels|Transistor Array|A,D1013TR,AN|16|50 V',
  'ULN2803|Texas Instruments|Darlington array, 8 channels|Transistor Array|ADW,AN|18|50 V',
  'TP4056|NanJing Top Power|Li-ion charger 1 A|Battery Charger IC|,-42-ESOP8|8|8 V',
  'MCP73831|Microchip|Li-ion charger|Battery Charger IC|T-2ACI/OT,T-2ATI/OT|5|6 V',
  'DW01|Fortune|battery protection|Battery Protection IC|A,A-G|6|10 V',
  'MAX7219|Analog Devices|LED driver, 8 digits|LED Driver IC|CNG+,CWG+,EWG+T|24|5.5 V',
  'TLC5940|Texas Instruments|LED driver, 16 channels PWM|LED Driver IC|NT,PWPR|28|5.5 V',
  'LM35|Texas Instruments|analog temperature sensor|Temperature Sensor|DZ/NOPB,CZ/NOPB|3|30 V',
  'TMP117|Texas Instruments|digital temperature sensor ±0.1 °C|Temperature Sensor|MAIDRVR,AIDRVT|6|5.5 V',
  'DS18B20|Analog Devices|1-Wire temperature sensor|Temperature Sensor|+,+PAR,Z+T&R|3|5.5 V',
  'INA219|Texas Instruments|current sensor, I2C|Current Sensor|AIDCNR,BIDCNT,AID|8|26 V',
  'ACS712|Allegro|Hall current sensor 20 A|Current Sensor|ELCTR-20A-T,ELCTR-05B-T,ELCTR-30A-T|8|5.5 V',
  'A3144|Allegro|Hall switch|Hall Sensor|E,EUA-T,LUA|3|24 V',
  'SHT31|Sensirion|humidity and temperature|Humidity Sensor|-DIS-B,-DIS-B2.5KS,-ARP-B|8|5.5 V',
  'BMP280|Bosch Sensortec|pressure sensor|Pressure Sensor|,_LGA8|8|3.6 V',
  'CP2102|Silicon Labs|USB to UART|USB Interface IC|-GMR,N-A02-GQFN28R|28|3.6 V',
  'FT232R|FTDI|USB to UART|USB Interface IC|L-REEL,Q-REEL,L-TUBE|28|5.5 V',
  'CH340|WCH|USB to serial|USB Interface IC|G,C,E,N|16|5 V',
]

const analog: PartFamily = {
  weight: 96,
  make(choices, dice) {
    const [name = '', maker = '', text = '', type = '', tails = '', pinText = '8', volts = '5 V'] = choices
      .of(ANALOG)
      .split('|')
    const tail = choices.of(tails.split(','))
    const reel = choices.of(['', '', '/2K5', '-T'])
    const pins = Number(pinText)
    const package_ = dice.of(
      pins > 3 ? [`SOIC-${pins}`, `DIP-${pins}`, `TSSOP-${pins}`] : ['SOT-23', 'TO-92', 'SOT-23-3'],
    )
    const drawing: Drawing = pins > 3 ? { shape: 'chip', pins: pins - (pins % 2) || 4 } : { shape: 'small transistor' }
    return {
      type,
      description: dice.of([
        `${name} ${text}`,
        `${text} ${name}${tail}`,
        `${name}${tail} - ${text}, ${package_}`,
        `${type.replace(' IC', '')} ${name}, ${text}`,
      ]),
      number: `${name}${tail}${reel}`,
      maker,
      package: package_,
      pins,
      rating: volts,
      mounting: /DIP|TO-92/.test(package_) ? 'Through-Hole' : 'Surface-Mount',
      series: name.replace(/\d.*$/, '') || name,
      tags: [type.toLowerCase().split(' ')[0] ?? 'ic', 'ic'],
      drawing,
    }
  },
}

const REGULATORS = [
  ['L78', 'STMicroelectronics', '1.5 A', '35 V', ['CV', 'CDT-TR', 'ABV'], 'TO-220'],
  ['LM1117', 'Texas Instruments', '800 mA', '15 V', ['MPX-{v}/NOPB', 'DT-{v}/NOPB', 'T-{v}/NOPB'], 'SOT-223'],
  ['AMS1117-', 'Advanced Monolithic', '1 A', '15 V', ['{v}', '{v}TR'], 'SOT-223'],
  ['MCP1700', 'Microchip', '250 mA', '6 V', ['T-{v}02E/TT', '-{v}02E/TO', 'T-{v}02E/MB'], 'SOT-23'],
  ['TPS7A20', 'Texas Instruments', '300 mA', '6 V', ['{v}PDBVR', '{v}PDQNR'], 'SOT-23-5'],
  ['AP2112K-', 'Diodes Incorporated', '600 mA', '6 V', ['{v}TRG1'], 'SOT-23-5'],
  ['MIC5219-', 'Microchip', '500 mA', '12 V', ['{v}YM5-TR', '{v}YMM'], 'SOT-23-5'],
  ['LP2950', 'onsemi', '100 mA', '30 V', ['CZ-{v}G', 'ACZ-{v}RAG'], 'TO-92'],
] as const

const regulator: PartFamily = {
  weight: 24,
  make(choices, dice) {
    const [name, maker, amps, input, tails, package_] = choices.of(REGULATORS)
    const volts = choices.of(
      name === 'L78' ? ['05', '06', '08', '09', '12', '15', '24'] : ['1.2', '1.8', '2.5', '2.8', '3.0', '3.3', '5.0'],
    )
    const code = name === 'MCP1700' ? volts.replace('.', '') : volts
    const tail = choices.of<string>(tails)
    const output = `${Number(volts)} V`
    return {
      type: 'Linear Regulator',
      description: dice.of([
        `LDO regulator ${output} ${amps} ${package_}`,
        `Voltage regulator ${output.replace(' ', '')} ${amps}`,
        `${name}${code} ${output} ${amps}, input up to ${input}`,
      ]),
      number: name === 'L78' ? `L78${code}${tail}` : `${name}${tail.replace('{v}', code)}`,
      maker,
      package: package_,
      pins: package_ === 'SOT-23-5' ? 5 : 3,
      input: `${Number(volts) + 2}–${input}`,
      output,
      mounting: /TO-/.test(package_) ? 'Through-Hole' : 'Surface-Mount',
      series: name.replace('-', ''),
      tags: ['regulator', 'ldo', output.replace(' ', '').toLowerCase()],
      drawing: package_ === 'TO-220' ? { shape: 'tab package' } : { shape: 'small transistor' },
    }
  },
}

export const LOGIC_AND_ANALOG = [logic, analog, regulator]
