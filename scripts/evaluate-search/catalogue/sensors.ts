import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, optional, rowsOf } from './table.ts'

/** number | maker | type | package | description | facts. */
const LIST = `
DS18B20+|Analog Devices|Temperature Sensor|TO-92|Digital thermometer, 1-Wire, ±0.5 °C|kind=sensor of=temperature bus=1-wire package=TO-92 device=DS18B20
DS18B20Z+|Analog Devices|Temperature Sensor|SOIC-8|Digital thermometer, 1-Wire, ±0.5 °C|kind=sensor of=temperature bus=1-wire package=SO-8 device=DS18B20
MAX31820PAR+|Analog Devices|Temperature Sensor|TO-92|1-Wire ambient temperature sensor, parasite power|kind=sensor of=temperature bus=1-wire package=TO-92 device=MAX31820
TMP102AIDRLR|Texas Instruments|Temperature Sensor|SOT-563|Low-power digital temperature sensor, I²C|kind=sensor of=temperature bus=i2c device=TMP102
TMP117AIDRVR|Texas Instruments|Temperature Sensor|WSON-6|High accuracy ±0.1°C digital temperature sensor, I2C|kind=sensor of=temperature bus=i2c device=TMP117
LM75BD|NXP|Temperature Sensor|SO-8|Digital temperature sensor and thermal watchdog, I2C|kind=sensor of=temperature bus=i2c device=LM75 package=SO-8
LM35DZ/NOPB|Texas Instruments|Temperature Sensor|TO-92|Precision centigrade temperature sensor, 10 mV/°C|kind=sensor of=temperature device=LM35 package=TO-92
LM335AZ|STMicroelectronics|Temperature Sensor|TO-92|Precision temperature sensor, 10mV/K|kind=sensor of=temperature device=LM335 package=TO-92
TMP36GT9Z|Analog Devices|Temperature Sensor|TO-92|Analog voltage output temperature sensor|kind=sensor of=temperature device=TMP36 package=TO-92
MCP9808-E/MS|Microchip|Temperature Sensor|MSOP-8|±0.25 °C digital temperature sensor, I2C|kind=sensor of=temperature bus=i2c device=MCP9808 package=MSOP-8
MAX31855KASA+|Analog Devices|Temperature Sensor|SOIC-8|Thermocouple-to-digital converter, type K, SPI|kind=sensor of=temperature bus=spi device=MAX31855 package=SO-8
MAX6675ISA+|Analog Devices|Temperature Sensor|SOIC-8|K thermocouple to digital converter, SPI|kind=sensor of=temperature bus=spi device=MAX6675 package=SO-8
PTS0805 1000R|Vishay|Temperature Sensor|0805|Pt1000 platinum temperature sensor, SMD flat chip|kind=sensor of=temperature package=0805 form=pt1000
M222 PT1000|Heraeus|Temperature Sensor||Platin-Temperatursensor Pt1000, bedrahtet, Klasse B|kind=sensor of=temperature form=pt1000
M222 PT100|Heraeus|Temperature Sensor||Platin-Temperatursensor Pt100, bedrahtet, Klasse B|kind=sensor of=temperature form=pt100
SHT31-DIS-B|Sensirion|Humidity Sensor|DFN-8|Humidity and temperature sensor, ±2 % RH, I2C|kind=sensor of=humidity,temperature bus=i2c device=SHT31 package=DFN-8
SHT41-AD1B|Sensirion|Humidity Sensor|DFN-4|Digital humidity and temperature sensor ±1.8% RH|kind=sensor of=humidity,temperature bus=i2c device=SHT41
SHTC3|Sensirion|Humidity Sensor|DFN-4|Humidity and temperature sensor IC, 1.62–3.6V|kind=sensor of=humidity,temperature bus=i2c device=SHTC3
DHT22|Aosong|Humidity Sensor||AM2302 humidity and temperature module, single bus|kind=sensor of=humidity,temperature device=DHT22
DHT11|Aosong|Humidity Sensor||Capteur d'humidité et de température, bus unique|kind=sensor of=humidity,temperature device=DHT11
HDC1080DMBR|Texas Instruments|Humidity Sensor|WSON-6|Low power humidity and temperature digital sensor|kind=sensor of=humidity,temperature bus=i2c device=HDC1080
BME280|Bosch Sensortec|Pressure Sensor|LGA-8|Combined humidity, pressure and temperature sensor, I²C/SPI|kind=sensor of=pressure,humidity,temperature device=BME280 package=LGA-8
BMP280|Bosch Sensortec|Pressure Sensor|LGA-8|Digital barometric pressure sensor, I²C/SPI|kind=sensor of=pressure device=BMP280 package=LGA-8
BMP390|Bosch Sensortec|Pressure Sensor|LGA-10|Barometric pressure sensor 24-bit, I2C/SPI|kind=sensor of=pressure device=BMP390
LPS22HBTR|STMicroelectronics|Pressure Sensor|HLGA-10|MEMS barometer 260–1260 hPa absolute|kind=sensor of=pressure device=LPS22HB
MPX5010DP|NXP|Pressure Sensor||Differential pressure sensor 0–10 kPa, on-chip amplified|kind=sensor of=pressure device=MPX5010
MPXV7002DP|NXP|Pressure Sensor||Differenzdrucksensor ±2 kPa|kind=sensor of=pressure device=MPXV7002
MPU-6050|TDK|Breakout Board|QFN-24|6-axis accelerometer and gyroscope, I2C|kind=sensor of=motion device=MPU6050
ICM-20948|TDK|Breakout Board|QFN-24|9-axis motion sensor, low power|kind=sensor of=motion device=ICM20948
ADXL345BCCZ|Analog Devices|Breakout Board|LGA-14|3-axis digital accelerometer ±16 g|kind=sensor of=motion device=ADXL345 package=LGA-14
LIS3DHTR|STMicroelectronics|Breakout Board|LGA-16|Ultra-low-power 3-axis accelerometer|kind=sensor of=motion device=LIS3DH package=LGA-16
LSM6DSOTR|STMicroelectronics|Breakout Board|LGA-14|iNEMO 6-axis IMU, accelerometer and gyroscope|kind=sensor of=motion device=LSM6DSO package=LGA-14
ADXL335BCPZ|Analog Devices|Breakout Board|LFCSP-16|Analog 3-axis accelerometer ±3 g|kind=sensor of=motion device=ADXL335
VL53L0CXV0DH/1|STMicroelectronics|Light Sensor||Time-of-flight ranging sensor, 940nm laser, up to 2 m|kind=sensor of=distance device=VL53L0X
VL53L1CXV0FY/1|STMicroelectronics|Light Sensor||Time-of-flight ranging sensor, up to 4 m|kind=sensor of=distance device=VL53L1X
GP2Y0A21YK0F|Sharp|Light Sensor||Analog distance sensor 10–80 cm, infrared|kind=sensor of=distance device=GP2Y0A21
HC-SR04|Generic|Breakout Board||Ultrasonic distance sensor module, 2–400 cm|kind=sensor of=distance device=HC-SR04
JSN-SR04T|Generic|Breakout Board||Waterproof ultrasonic ranging module|kind=sensor of=distance device=JSN-SR04T
TSL2561T|AMS|Light Sensor||Light-to-digital converter, I2C|kind=sensor of=light device=TSL2561
TSL2591|AMS|Light Sensor||High dynamic range light to digital converter|kind=sensor of=light device=TSL2591
BH1750FVI-TR|ROHM|Light Sensor|WSOF-6|Ambient light sensor, 16-bit, I2C|kind=sensor of=light device=BH1750
VEML7700-TT|Vishay|Light Sensor||High accuracy ambient light sensor|kind=sensor of=light device=VEML7700
BPW34|Vishay|Light Sensor||PIN-Fotodiode 900 nm, 7,5 mm²|kind=sensor of=light device=BPW34 form=photodiode
BPW34S|AMS|Light Sensor||Silicon PIN photodiode, SMD, 850nm|kind=sensor of=light device=BPW34 form=photodiode
SFH309FA|AMS|Light Sensor||Fototransistor 3mm, Tageslichtfilter|kind=sensor of=light device=SFH309 form=phototransistor
BPX38|AMS|Light Sensor|TO-18|NPN phototransistor, metal can|kind=sensor of=light device=BPX38 form=phototransistor
GL5528|Generic|Light Sensor||Photoresistor LDR 10–20 kΩ at 10 lux|kind=sensor of=light device=GL5528 form=ldr
NSL-19M51|Advanced Photonix|Light Sensor||LDR, Fotowiderstand 20–100 kΩ|kind=sensor of=light form=ldr
ACS712ELCTR-05B-T|Allegro|Current Sensor|SOIC-8|Hall effect current sensor ±5A, 185 mV/A|kind=sensor of=current device=ACS712 amp=5A package=SO-8
ACS712ELCTR-20A-T|Allegro|Current Sensor|SOIC-8|Hall effect current sensor ±20A, 100 mV/A|kind=sensor of=current device=ACS712 amp=20A package=SO-8
ACS712ELCTR-30A-T|Allegro|Current Sensor|SOIC-8|Hall effect current sensor ±30A, 66 mV/A|kind=sensor of=current device=ACS712 amp=30A package=SO-8
ACS758LCB-050B-PFF-T|Allegro|Current Sensor||Hall current sensor ±50A, bidirectional|kind=sensor of=current device=ACS758 amp=50A
INA219AIDR|Texas Instruments|Current Sensor|SOIC-8|Bidirectional current and power monitor, I2C, 26V|kind=sensor of=current bus=i2c device=INA219 package=SO-8
INA226AIDGSR|Texas Instruments|Current Sensor|VSSOP-10|36V current, voltage and power monitor, I2C|kind=sensor of=current bus=i2c device=INA226
INA180A1IDBVR|Texas Instruments|Current Sensor|SOT-23-5|Current sense amplifier, 20 V/V|kind=sensor of=current device=INA180 package=SOT-23-5
SCT-013-000|YHDC|Current Sensor||Split core current transformer 100A:50mA|kind=sensor of=current amp=100A,50mA device=SCT-013
SCT-013-030|YHDC|Current Sensor||Split core current transformer 30A, 1V output|kind=sensor of=current amp=30A device=SCT-013
A1324LUA-T|Allegro|Hall Sensor|SIP-3|Linear Hall effect sensor, 5 mV/G|kind=sensor of=magnet device=A1324
A3144EUA-T|Allegro|Hall Sensor|SIP-3|Unipolar Hall switch, 4.5–24V|kind=sensor of=magnet device=A3144
DRV5053VAQDBZR|Texas Instruments|Hall Sensor|SOT-23|Analog bipolar Hall sensor 2.5–38V|kind=sensor of=magnet device=DRV5053 package=SOT-23
TLE4905L|Infineon|Hall Sensor||Unipolarer Hall-Schalter 3,8–24 V|kind=sensor of=magnet device=TLE4905
AS5600-ASOM|AMS|Hall Sensor|SOIC-8|12-bit magnetic rotary position sensor|kind=sensor of=magnet device=AS5600 package=SO-8
ORD211|Standex|Reed Switch||Reed switch, normally open, 10–15 AT|kind=sensor of=magnet form=reed
MK03-1A66B-500W|Standex|Reed Switch||Reed-Kontakt, Schließer, mit Kabel 500 mm|kind=sensor of=magnet form=reed
HC-SR501|Generic|Breakout Board||PIR motion detector module, 5–20V|kind=sensor of=presence device=HC-SR501
EKMC1601111|Panasonic|Breakout Board||PIR motion sensor, 5 m, white lens|kind=sensor of=presence device=EKMC1601111
MQ-2|Winsen|Breakout Board||Gas sensor, combustible gas and smoke|kind=sensor of=gas device=MQ-2
MQ-7|Winsen|Breakout Board||Gas sensor, carbon monoxide|kind=sensor of=gas device=MQ-7
MQ-135|Winsen|Breakout Board||Air quality gas sensor|kind=sensor of=gas device=MQ-135
MH-Z19B|Winsen|Breakout Board||NDIR CO2 sensor 0–5000 ppm|kind=sensor of=gas device=MH-Z19
SCD41-D-R2|Sensirion|Breakout Board||CO2 sensor, photoacoustic, 400–5000 ppm|kind=sensor of=gas device=SCD41
SGP30-2.5K|Sensirion|Breakout Board|DFN-6|TVOC and eCO2 gas sensor|kind=sensor of=gas device=SGP30
CCS811B-JOPR5K|ScioSense|Breakout Board|LGA-10|Indoor air quality gas sensor|kind=sensor of=gas device=CCS811
HX711|Avia Semiconductor|Converter ADC|SOP-16|24-bit ADC for load cells|kind=chip of=weight device=HX711 package=SO-16
TAL220|HT Sensor|Breakout Board||Wägezelle 10 kg, Biegebalken|kind=sensor of=weight
TAL221|HT Sensor|Breakout Board||Mini load cell 500 g|kind=sensor of=weight
FSR 402|Interlink|Breakout Board||Force sensing resistor, round 12.7mm|kind=sensor of=force
YF-S201|Generic|Breakout Board||Water flow sensor 1–30 L/min, hall, 5–18V|kind=sensor of=flow device=YF-S201
NTCLE100E3103JB0|Vishay|Thermistor||NTC thermistor 10 kΩ 5% B3977|kind=thermistor ohm=10k form=ntc
NTCLE100E3104JB0|Vishay|Thermistor||NTC thermistor 100 kΩ 5% B4190|kind=thermistor ohm=100k form=ntc
NTCG163JF103FT1|TDK|Thermistor|0603|NTC 10K 1% B3380 SMD|kind=thermistor ohm=10k form=ntc package=0603
NCP15XH103F03RC|Murata|Thermistor|0402|NTC thermistor 10 kΩ 1% 0402|kind=thermistor ohm=10k form=ntc package=0402
B57891M0472K000|TDK|Thermistor||Heißleiter NTC 4k7 10 %|kind=thermistor ohm=4.7k form=ntc
B57236S0509M000|TDK|Thermistor||Inrush current limiter NTC 5R 20%|kind=thermistor ohm=5 form=ntc
B59701A0090A062|TDK|Thermistor|0805|PTC limit temperature sensor 470Ω|kind=thermistor ohm=470 form=ptc package=0805
KTY81-110|NXP|Thermistor|SOD-70|Silicon temperature sensor 1 kΩ PTC|kind=thermistor ohm=1k form=ptc
`

export const SENSORS: readonly LabelledPart[] = rowsOf(LIST).map(
  ([number = '', maker = '', type = '', body = '', description = '', facts = '']) => ({
    type,
    maker,
    number,
    description,
    ...optional('package', body),
    facts: { maker, ...factsFrom(facts) },
  }),
)
