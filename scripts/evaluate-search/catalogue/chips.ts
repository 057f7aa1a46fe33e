import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, optional, rowsOf } from './table.ts'

const LOGIC = `
00|Quad 2-input NAND gate|14
02|Quad 2-input NOR gate|14
08|Quad 2-input AND gate|14
14|Hex Schmitt-trigger inverter|14
32|Quad 2-input OR gate|14
74|Dual D-type flip-flop|14
86|Quad 2-input XOR gate|14
125|Quad bus buffer, tri-state|14
138|3-to-8 line decoder|16
139|Dual 2-to-4 line decoder|16
157|Quad 2-input multiplexer|16
165|8-bit parallel-in shift register|16
244|Octal buffer/line driver, tri-state|20
245|Octal bus transceiver, tri-state|20
273|Octal D-type flip-flop with clear|20
374|Octal D-type flip-flop, tri-state|20
393|Dual 4-bit binary counter|14
595|8-bit serial-in shift register with latch|16
4051|8-channel analog multiplexer|16
4060|14-stage binary counter and oscillator|16
`

const LOGIC_TYPES: readonly [RegExp, string][] = [
  [/shift register/, 'Shift Register IC'],
  [/flip-flop/, 'Flip-Flop IC'],
  [/counter/, 'Counter IC'],
  [/multiplexer/, 'Multiplexer IC'],
  [/transceiver/, 'Bus Transceiver IC'],
]

const GATES: readonly LabelledPart[] = rowsOf(LOGIC).flatMap(([code = '', text = '', pins = '']) => {
  const type = LOGIC_TYPES.find(([pattern]) => pattern.test(text))?.[1] ?? 'Logic Gate IC'
  const own = { type, pins: Number(pins) }
  const facts = { kind: 'logic', function: code, pins }
  return [
    {
      ...own,
      maker: 'Texas Instruments',
      number: `SN74HC${code}N`,
      package: `PDIP-${pins}`,
      description: text,
      facts: { ...facts, maker: 'TI', device: `74HC${code}`, package: `DIP-${pins}` },
    },
    {
      ...own,
      maker: 'Nexperia',
      number: `74HCT${code}D,653`,
      package: `SO-${pins}`,
      description: `${text}, TTL inputs`,
      facts: { ...facts, maker: 'Nexperia', device: `74HCT${code}`, package: `SO-${pins}` },
    },
    {
      ...own,
      maker: 'Nexperia',
      number: `74LVC${code}APW,118`,
      package: `TSSOP-${pins}`,
      description: `${text}, 1.65–3.6 V`,
      facts: { ...facts, maker: 'Nexperia', device: `74LVC${code}`, package: `TSSOP-${pins}` },
    },
  ]
})

/** number | maker | type | package | description | facts. */
const LIST = `
24LC256-I/P|Microchip|Memory IC|DIP-8|256 Kbit serial EEPROM, I2C|kind=memory device=24LC256 package=DIP-8
24LC256-I/SN|Microchip|Memory IC|SOIC-8|256 Kbit serial EEPROM, I2C|kind=memory device=24LC256 package=SO-8
24LC64-I/SN|Microchip|Memory IC|SOIC-8|64 Kbit I2C EEPROM|kind=memory device=24LC64 package=SO-8
AT24C02D-SSHM-T|Microchip|Memory IC|SOIC-8|2 Kbit I2C EEPROM|kind=memory device=AT24C02 package=SO-8
W25Q32JVSSIQ|Winbond|Memory IC|SOIC-8|32 Mbit SPI flash|kind=memory device=W25Q32 package=SO-8
W25Q64JVSSIQ|Winbond|Memory IC|SOIC-8|64 Mbit SPI flash|kind=memory device=W25Q64 package=SO-8
W25Q128JVSIQ|Winbond|Memory IC|SOIC-8|128 Mbit SPI flash|kind=memory device=W25Q128 package=SO-8
23LC1024-I/P|Microchip|Memory IC|DIP-8|1 Mbit serial SRAM|kind=memory device=23LC1024 package=DIP-8
NE555P|Texas Instruments|Clock Generator IC|DIP-8|Precision timer|kind=timer device=NE555 package=DIP-8
NE555DR|Texas Instruments|Clock Generator IC|SOIC-8|Precision timer|kind=timer device=NE555 package=SO-8
TLC555CP|Texas Instruments|Clock Generator IC|DIP-8|LinCMOS timer|kind=timer device=TLC555 package=DIP-8
ICM7555IPAZ|Renesas|Clock Generator IC|DIP-8|CMOS general purpose timer|kind=timer device=ICM7555 package=DIP-8
NE556N|Texas Instruments|Clock Generator IC|DIP-14|Dual precision timer|kind=timer device=NE556 package=DIP-14
SI5351A-B-GTR|Skyworks|Clock Generator IC|MSOP-10|I2C programmable clock generator|kind=clock device=SI5351 package=MSOP-10
LM358P|Texas Instruments|Operational Amplifier|DIP-8|Dual operational amplifier|kind=opamp device=LM358 package=DIP-8 channels=2
LM358DR|Texas Instruments|Operational Amplifier|SOIC-8|Dual operational amplifier|kind=opamp device=LM358 package=SO-8 channels=2
LM324N|Texas Instruments|Operational Amplifier|DIP-14|Quad operational amplifier|kind=opamp device=LM324 package=DIP-14 channels=4
TL072CP|Texas Instruments|Operational Amplifier|DIP-8|Dual low-noise JFET-input op amp|kind=opamp device=TL072 package=DIP-8 channels=2
TL074CN|Texas Instruments|Operational Amplifier|DIP-14|Quad low-noise JFET-input op amp|kind=opamp device=TL074 package=DIP-14 channels=4
TL084CN|Texas Instruments|Operational Amplifier|DIP-14|Quad JFET op amp|kind=opamp device=TL084 package=DIP-14 channels=4
MCP6001T-I/OT|Microchip|Operational Amplifier|SOT-23-5|1 MHz low-power op amp, rail-to-rail|kind=opamp device=MCP6001 package=SOT-23-5 channels=1
MCP6002-I/P|Microchip|Operational Amplifier|DIP-8|Dual 1 MHz op amp, rail-to-rail|kind=opamp device=MCP6002 package=DIP-8 channels=2
MCP6004-I/P|Microchip|Operational Amplifier|DIP-14|Quad 1 MHz op amp, rail-to-rail|kind=opamp device=MCP6004 package=DIP-14 channels=4
OPA2134PA|Texas Instruments|Operational Amplifier|DIP-8|SoundPlus audio op amp, dual|kind=opamp device=OPA2134 package=DIP-8 channels=2
NE5532P|Texas Instruments|Operational Amplifier|DIP-8|Dual low-noise operational amplifier|kind=opamp device=NE5532 package=DIP-8 channels=2
LM741CN/NOPB|Texas Instruments|Operational Amplifier|DIP-8|Operationsverstärker|kind=opamp device=LM741 package=DIP-8 channels=1
INA128P|Texas Instruments|Operational Amplifier|DIP-8|Precision instrumentation amplifier|kind=inamp device=INA128 package=DIP-8
LM393P|Texas Instruments|Comparator IC|DIP-8|Dual differential comparator|kind=comparator device=LM393 package=DIP-8
LM393DR|Texas Instruments|Comparator IC|SOIC-8|Dual differential comparator|kind=comparator device=LM393 package=SO-8
LM339N|Texas Instruments|Comparator IC|DIP-14|Quad comparator|kind=comparator device=LM339 package=DIP-14
LM386N-1/NOPB|Texas Instruments|Audio Amplifier IC|DIP-8|Low voltage audio power amplifier|kind=audio device=LM386 package=DIP-8
TDA2030AV|STMicroelectronics|Audio Amplifier IC|TO-220-5|18 W audio amplifier|kind=audio device=TDA2030 package=TO-220-5
PAM8403DR|Diodes Incorporated|Audio Amplifier IC|SOP-16|3 W class D stereo amplifier|kind=audio device=PAM8403 package=SO-16
ULN2003AN|Texas Instruments|Transistor Array|DIP-16|7-channel Darlington array|kind=array device=ULN2003 package=DIP-16
ULN2803APG|Toshiba|Transistor Array|DIP-18|8-channel Darlington sink driver|kind=array device=ULN2803 package=DIP-18
L293D|STMicroelectronics|Motor Driver IC|DIP-16|Quadruple half-H driver with diodes|kind=motor device=L293D package=DIP-16
L298N|STMicroelectronics|Motor Driver IC|Multiwatt15|Dual full-bridge driver|kind=motor device=L298
DRV8833PWPR|Texas Instruments|Motor Driver IC|HTSSOP-16|Dual H-bridge motor driver|kind=motor device=DRV8833
DRV8825PWPR|Texas Instruments|Motor Driver IC|HTSSOP-28|Stepper motor controller 2.5A|kind=motor device=DRV8825
A4988SETTR-T|Allegro|Motor Driver IC|QFN-28|DMOS microstepping driver|kind=motor device=A4988
TB6612FNG|Toshiba|Motor Driver IC|SSOP-24|Dual DC motor driver|kind=motor device=TB6612
MCP3008-I/P|Microchip|Converter ADC|DIP-16|8-channel 10-bit ADC, SPI|kind=adc device=MCP3008 package=DIP-16 bits=10
MCP3208-CI/P|Microchip|Converter ADC|DIP-16|8-channel 12-bit A/D converter, SPI|kind=adc device=MCP3208 package=DIP-16 bits=12
ADS1115IDGSR|Texas Instruments|Converter ADC|VSSOP-10|16-bit ADC with PGA, I2C|kind=adc device=ADS1115 bits=16
ADS1256IDBR|Texas Instruments|Converter ADC|SSOP-28|24-bit delta-sigma ADC|kind=adc device=ADS1256 bits=24
MCP4725A0T-E/CH|Microchip|Converter DAC|SOT-23-6|12-bit DAC with EEPROM, I2C|kind=dac device=MCP4725 package=SOT-23-6 bits=12
MCP4922-E/P|Microchip|Converter DAC|DIP-14|Dual 12-bit DAC, SPI|kind=dac device=MCP4922 package=DIP-14 bits=12
PCM5102APWR|Texas Instruments|Converter DAC|TSSOP-20|Audio stereo DAC, I2S, 112 dB|kind=dac device=PCM5102 package=TSSOP-20
TXS0108EPWR|Texas Instruments|Level Shifter IC|TSSOP-20|8-bit bidirectional level translator|kind=shifter device=TXS0108 package=TSSOP-20
TXB0104PWR|Texas Instruments|Level Shifter IC|TSSOP-14|4-bit bidirectional voltage-level translator|kind=shifter device=TXB0104 package=TSSOP-14
MAX232N|Texas Instruments|Bus Transceiver IC|DIP-16|Dual RS-232 driver/receiver|kind=transceiver bus=rs232 device=MAX232 package=DIP-16
MAX3232IDR|Texas Instruments|Bus Transceiver IC|SOIC-16|RS-232 transceiver 3–5.5V|kind=transceiver bus=rs232 device=MAX3232 package=SO-16
SN65HVD230DR|Texas Instruments|Bus Transceiver IC|SOIC-8|3.3 V CAN bus transceiver|kind=transceiver bus=can device=SN65HVD230 package=SO-8
MCP2551-I/P|Microchip|Bus Transceiver IC|DIP-8|High-speed CAN transceiver|kind=transceiver bus=can device=MCP2551 package=DIP-8
MCP2515-I/SO|Microchip|Bus Transceiver IC|SOIC-18|Stand-alone CAN controller, SPI|kind=can controller device=MCP2515
SN75176BP|Texas Instruments|Bus Transceiver IC|DIP-8|Differential bus transceiver RS-485|kind=transceiver bus=rs485 device=SN75176 package=DIP-8
FT232RL-REEL|FTDI|USB Interface IC|SSOP-28|USB to serial UART interface|kind=usb chip device=FT232 package=SSOP-28
CP2102N-A02-GQFN28R|Silicon Labs|USB Interface IC|QFN-28|USB to UART bridge|kind=usb chip device=CP2102 package=QFN-28
CH340G|WCH|USB Interface IC|SOP-16|USB to serial chip|kind=usb chip device=CH340 package=SO-16
CH340C|WCH|USB Interface IC|SOP-16|USB-Seriell-Wandler, interner Quarz|kind=usb chip device=CH340 package=SO-16
PC817C|Sharp|Optocoupler|DIP-4|Phototransistor optocoupler|kind=opto device=PC817 package=DIP-4
EL817(C)|Everlight|Optocoupler|DIP-4|Optokoppler, Transistorausgang|kind=opto device=EL817 package=DIP-4
MOC3021M|onsemi|Optocoupler|DIP-6|Triac driver optocoupler 400V|kind=opto device=MOC3021 package=DIP-6 volt=400V
6N137|Broadcom|Optocoupler|DIP-8|High speed optocoupler 10 MBd|kind=opto device=6N137 package=DIP-8
ISO1540DR|Texas Instruments|Isolator IC|SOIC-8|Bidirectional I2C isolator 2500Vrms|kind=isolator device=ISO1540 package=SO-8
ADUM1201ARZ|Analog Devices|Isolator IC|SOIC-8|Dual-channel digital isolator|kind=isolator device=ADUM1201 package=SO-8
BTA16-600BRG|STMicroelectronics|Rectifier Diode|TO-220AB|Triac 600V 16A|kind=triac device=BTA16 volt=600V amp=16A package=TO-220
ATTINY85-20PU|Microchip|Microcontroller|DIP-8|8-bit AVR microcontroller 8KB flash 20MHz|kind=mcu device=ATTINY85 package=DIP-8 hertz=20MHz
ATTINY84A-PU|Microchip|Microcontroller|DIP-14|8-bit AVR microcontroller 8KB flash 20MHz|kind=mcu device=ATTINY84 package=DIP-14 hertz=20MHz
ATMEGA328P-PU|Microchip|Microcontroller|DIP-28|8-bit AVR MCU 32KB flash 20 MHz|kind=mcu device=ATMEGA328 package=DIP-28 hertz=20MHz
ATMEGA328P-AU|Microchip|Microcontroller|TQFP-32|8-bit AVR MCU 32KB flash 20 MHz|kind=mcu device=ATMEGA328 package=QFP-32 hertz=20MHz
PIC16F628A-I/P|Microchip|Microcontroller|DIP-18|8-bit PIC microcontroller|kind=mcu device=PIC16F628 package=DIP-18
PIC18F4550-I/P|Microchip|Microcontroller|DIP-40|8-bit PIC microcontroller, USB|kind=mcu device=PIC18F4550 package=DIP-40
STM32F103C8T6|STMicroelectronics|Microcontroller|LQFP-48|ARM Cortex-M3 MCU 64KB flash 72MHz|kind=mcu device=STM32F103C8 package=QFP-48 hertz=72MHz
STM32F103RBT6|STMicroelectronics|Microcontroller|LQFP-64|ARM Cortex-M3 MCU 128KB flash 72MHz|kind=mcu device=STM32F103RB package=QFP-64 hertz=72MHz
STM32F405RGT6|STMicroelectronics|Microcontroller|LQFP-64|ARM Cortex-M4 MCU 1MB flash 168MHz|kind=mcu device=STM32F405 package=QFP-64 hertz=168MHz
RP2040|Raspberry Pi|Microcontroller|QFN-56|Dual Cortex-M0+ microcontroller 133MHz|kind=mcu device=RP2040 package=QFN-56 hertz=133MHz
SAMD21G18A-AU|Microchip|Microcontroller|TQFP-48|Cortex-M0+ MCU 256KB flash 48MHz|kind=mcu device=SAMD21G18 package=QFP-48 hertz=48MHz
MSP430G2553IN20|Texas Instruments|Microcontroller|DIP-20|16-bit ultra-low-power MCU 16KB|kind=mcu device=MSP430G2553 package=DIP-20
ICE40UP5K-SG48I|Lattice|Programmable Logic IC|QFN-48|FPGA 5280 LUTs, ultra low power|kind=fpga device=ICE40UP5K package=QFN-48
ATF22V10C-7PX|Microchip|Programmable Logic IC|DIP-24|EE PLD 22V10, 7 ns|kind=pld device=ATF22V10 package=DIP-24
DS3231SN#|Analog Devices|Clock Generator IC|SOIC-16|Extremely accurate I2C RTC with TCXO|kind=rtc device=DS3231 package=SO-16
DS1307Z+|Analog Devices|Clock Generator IC|SOIC-8|64 × 8 serial real-time clock|kind=rtc device=DS1307 package=SO-8
PCF8574N|NXP|Logic Gate IC|DIP-16|8-bit I2C I/O expander|kind=expander device=PCF8574 package=DIP-16
MCP23017-E/SP|Microchip|Logic Gate IC|DIP-28|16-bit I/O expander, I2C|kind=expander device=MCP23017 package=DIP-28
`

export const CHIPS: readonly LabelledPart[] = [
  ...GATES,
  ...rowsOf(LIST).map(
    ([number = '', maker = '', type = '', body = '', description = '', facts = '']): LabelledPart => ({
      type,
      maker,
      number,
      description,
      ...optional('package', body),
      facts: { maker, ...factsFrom(facts.replace('usb chip', 'usb_chip').replace('can controller', 'can_controller')) },
    }),
  ),
]
