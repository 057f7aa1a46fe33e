import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, rowsOf } from './table.ts'

/** number | maker | type | description | facts. */
const LIST = `
ESP32-WROOM-32E-N4|Espressif|Wi-Fi Module|ESP32 Wi-Fi + Bluetooth module, 4 MB flash, PCB antenna|kind=wifi device=ESP32-WROOM flash=4MB
ESP32-WROOM-32E-N16|Espressif|Wi-Fi Module|ESP32 Wi-Fi + Bluetooth module, 16 MB flash|kind=wifi device=ESP32-WROOM flash=16MB
ESP32-S3-WROOM-1-N8R8|Espressif|Wi-Fi Module|ESP32-S3 module 8 MB flash, 8 MB PSRAM|kind=wifi device=ESP32-S3
ESP32-C3-MINI-1-N4|Espressif|Wi-Fi Module|ESP32-C3 RISC-V module, Wi-Fi and BLE|kind=wifi device=ESP32-C3
ESP-12F|Ai-Thinker|Wi-Fi Module|ESP8266 WLAN-Modul 4 MB|kind=wifi device=ESP8266
ESP-01S|Ai-Thinker|Wi-Fi Module|ESP8266 serial Wi-Fi module, 1 MB|kind=wifi device=ESP8266
HC-05|Generic|Bluetooth Module|Bluetooth 2.0 SPP serial module, master/slave|kind=bluetooth device=HC-05
HC-06|Generic|Bluetooth Module|Bluetooth serial module, slave only|kind=bluetooth device=HC-06
RN4871-I/RM140|Microchip|Bluetooth Module|Bluetooth 5 low energy module|kind=bluetooth device=RN4871
NINA-B306-00B|u-blox|Bluetooth Module|Bluetooth 5 module nRF52840, PCB antenna|kind=bluetooth device=NINA-B306
NRF24L01P|Nordic Semiconductor|Breakout Board|2.4GHz transceiver module|kind=radio device=NRF24L01 hertz=2.4GHz
RFM95W-868S2|HopeRF|LoRa Module|LoRa transceiver 868MHz SX1276|kind=lora device=RFM95 hertz=868MHz
RFM95W-915S2|HopeRF|LoRa Module|LoRa transceiver 915MHz SX1276|kind=lora device=RFM95 hertz=915MHz
RFM69HCW-433S2|HopeRF|LoRa Module|ISM transceiver 433 MHz, +20 dBm|kind=radio device=RFM69 hertz=433MHz
E22-900M22S|Ebyte|LoRa Module|SX1262 LoRa-Modul 868/915 MHz|kind=lora device=E22 hertz=868MHz,915MHz
RN2483A-I/RM104|Microchip|LoRa Module|LoRaWAN module 433/868 MHz|kind=lora device=RN2483 hertz=433MHz,868MHz
NEO-6M-0-001|u-blox|GPS Module|GPS receiver module|kind=gps device=NEO-6M
NEO-M9N-00B|u-blox|GPS Module|GNSS module, four constellations|kind=gps device=NEO-M9N
L80-M39|Quectel|GPS Module|GPS-Modul mit Patchantenne|kind=gps device=L80
W5500|WIZnet|Ethernet Module|Ethernet controller module, SPI, RJ45|kind=ethernet device=W5500
ENC28J60/SP|Microchip|Ethernet Module|10Base-T Ethernet controller, SPI, DIP-28|kind=ethernet device=ENC28J60
SSD1306-096|Generic|OLED Display|OLED 0.96" 128×64, I2C, white|kind=oled inch=0.96 colour=white
SSD1306-091|Generic|OLED Display|OLED display 0.91" 128x32 I2C blue|kind=oled inch=0.91 colour=blue
SH1106-13|Generic|OLED Display|OLED 1.3" 128x64 SPI|kind=oled inch=1.3
ST7735-18|Generic|Graphic Display|TFT 1.8" 128×160 colour, SPI|kind=tft inch=1.8
ILI9341-28|Generic|Graphic Display|TFT-Display 2,8" 240×320, SPI, Touch|kind=tft inch=2.8
DEM 16217 SYH-LY|Display Elektronik|Character Display|LCD 16x2 character display, yellow-green, HD44780|kind=lcd grid=16x2
DEM 20485 SYH-LY|Display Elektronik|Character Display|LCD 20x4 character display, HD44780|kind=lcd grid=20x4
EA DOGM162L-A|Electronic Assembly|Character Display|LCD 2x16 Zeichen, 3,3 V, ST7036|kind=lcd grid=16x2
GDEW0154T8|Good Display|E-Paper Display|E-paper display 1.54" 152×152, black/white|kind=epaper inch=1.54
2.9inch e-Paper|Waveshare|E-Paper Display|e-Paper module 2.9", 296x128, SPI|kind=epaper inch=2.9
DS3231-MOD|Generic|Breakout Board|RTC module DS3231 with AT24C32, CR2032 holder|kind=rtc device=DS3231
DS1307-MOD|Generic|Breakout Board|Real-time clock module DS1307|kind=rtc device=DS1307
TXS0108E-MOD|Generic|Breakout Board|8-channel level shifter module, bidirectional|kind=level shifter module
TP4056-MOD|Generic|Breakout Board|Li-ion charger module TP4056 1A, USB-C, protection|kind=charger module
LM2596-MOD|Generic|DC-DC Converter Module|Adjustable buck module LM2596, 3A, with display|kind=buck module
XL6009-MOD|Generic|DC-DC Converter Module|Step-up module XL6009, 4A|kind=boost module
SRD-4CH|Generic|Breakout Board|4-channel relay module 5V, optocoupler|kind=relay module volt=5V
SRD-8CH|Generic|Breakout Board|8-Kanal-Relaismodul 5 V, Optokoppler|kind=relay module volt=5V
CATALEX-SD|Generic|Breakout Board|Micro SD card module, SPI, 5V|kind=card volt=5V
DFR0299|DFRobot|Audio Module|DFPlayer Mini MP3 module|kind=audio device=DFPLAYER
PAM8403-MOD|Generic|Audio Module|Class-D amplifier module 2×3W PAM8403, 5V|kind=audio device=PAM8403 watt=3W
MAX98357A-MOD|Adafruit|Audio Module|I2S 3W class D amplifier breakout|kind=audio device=MAX98357 watt=3W
GY-521|Generic|Breakout Board|MPU-6050 breakout, accelerometer + gyro|kind=motion module device=MPU6050
GY-BME280|Generic|Breakout Board|BME280 module 3.3 V, I2C|kind=pressure module device=BME280
RC522|NXP|Breakout Board|RFID reader module 13.56MHz MFRC522|kind=rfid hertz=13.56MHz
PN532-V3|Elechouse|Breakout Board|NFC RFID module V3, I2C/SPI/HSU|kind=rfid device=PN532
OV2640-MOD|Waveshare|Camera Module|2 MP camera module OV2640|kind=camera device=OV2640
SC0024|Raspberry Pi|Camera Module|Camera module 3, 12 MP, autofocus|kind=camera
SC0915|Raspberry Pi|Development Board|Raspberry Pi Pico, RP2040|kind=board device=PICO
SC0918|Raspberry Pi|Development Board|Raspberry Pi Pico W, RP2040, Wi-Fi|kind=board device=PICO
SC1112|Raspberry Pi|Single-Board Computer|Raspberry Pi 5 8GB|kind=sbc device=PI5
SC0194|Raspberry Pi|Single-Board Computer|Raspberry Pi 4 Model B 4GB|kind=sbc device=PI4
A000005|Arduino|Development Board|Arduino Nano, ATmega328|kind=board device=NANO
ABX00030|Arduino|Development Board|Arduino Nano 33 BLE|kind=board device=NANO33
A000067|Arduino|Development Board|Arduino Mega 2560 R3|kind=board device=MEGA
NUCLEO-F401RE|STMicroelectronics|Development Board|STM32 Nucleo-64 board, STM32F401RE|kind=board device=NUCLEO
STM32F103C8T6-MOD|Generic|Development Board|Blue Pill board STM32F103C8T6|kind=board device=BLUEPILL
TEENSY40|PJRC|Development Board|Teensy 4.0, 600 MHz Cortex-M7|kind=board device=TEENSY hertz=600MHz
XIAO-SAMD21|Seeed|Development Board|Seeeduino XIAO, SAMD21 Cortex-M0+|kind=board device=XIAO
ESP32-DEVKITC-32E|Espressif|Development Board|ESP32 DevKitC development board, WROOM-32E|kind=board device=ESP32-DEVKITC
ULX3S-85F|Radiona|Development Board|FPGA board Lattice ECP5 85F|kind=board device=ULX3S
ST-LINK/V2|STMicroelectronics|Programmer|In-circuit debugger and programmer for STM8 and STM32|kind=programmer device=STLINK
ATATMEL-ICE|Microchip|Programmer|Atmel-ICE debugger kit|kind=programmer device=ATMEL-ICE
USBASP|Generic|Programmer|USB AVR ISP programmer|kind=programmer device=USBASP
CP2102-MOD|Silicon Labs|Breakout Board|USB to UART module CP2102, 3.3/5V|kind=usb uart device=CP2102
FT232RL-MOD|FTDI|Breakout Board|USB-Seriell-Wandler FT232RL, 3,3/5 V|kind=usb uart device=FT232
ADS1115-MOD|Generic|Breakout Board|4-channel 16-bit ADC module ADS1115, I2C|kind=adc module device=ADS1115
PCA9685-MOD|Adafruit|Breakout Board|16-channel servo driver PCA9685, I2C|kind=servo driver device=PCA9685
DRV8825-MOD|Pololu|Breakout Board|Stepper motor driver carrier DRV8825, 2.5A|kind=motor module device=DRV8825 amp=2.5A
A4988-MOD|Pololu|Breakout Board|A4988 stepper motor driver carrier|kind=motor module device=A4988
TMC2209-MOD|BigTreeTech|Breakout Board|Silent stepper driver TMC2209, UART|kind=motor module device=TMC2209
L298N-MOD|Generic|Breakout Board|Dual H-bridge module L298N, 2A|kind=motor module device=L298N amp=2A
TB6612-MOD|SparkFun|Breakout Board|Dual motor driver TB6612FNG 1.2A|kind=motor module device=TB6612 amp=1.2A
`

export const MODULES: readonly LabelledPart[] = rowsOf(LIST).map(
  ([number = '', maker = '', type = '', description = '', facts = '']) => ({
    type,
    maker,
    number: number.endsWith('-MOD') ? null : number,
    description,
    facts: {
      maker,
      ...factsFrom(
        facts
          .replace(/^kind=(\S+) (module|driver|uart)/, 'kind=$1_$2')
          .replace('level shifter_module', 'level_shifter')
          .replace('level shifter module', 'level_shifter'),
      ),
    },
  }),
)
