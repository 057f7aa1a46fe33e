import type { LabelledPart } from '../labelled-part.ts'
import { factsFrom, optional, rowsOf } from './table.ts'

/** A number with ~ for the code of the voltage | maker | package | its name in facts | A | code=volts … | text. */
const FIXED = `
AMS1117-~|Advanced Monolithic Systems|SOT-223|SOT-223|1A|1.5=1.5 1.8=1.8 2.5=2.5 3.3=3.3 5.0=5|LDO regulator
LD1117V~|STMicroelectronics|TO-220|TO-220|800mA|18=1.8 25=2.5 33=3.3 50=5|Low drop fixed positive voltage regulator
LD1117S~TR|STMicroelectronics|SOT-223|SOT-223|800mA|12=1.2 18=1.8 33=3.3 50=5|Low drop voltage regulator
MCP1700-~02E/TO|Microchip|TO-92|TO-92|250mA|18=1.8 25=2.5 30=3 33=3.3 50=5|Low quiescent current LDO
MCP1700T-~02E/TT|Microchip|SOT-23|SOT-23|250mA|18=1.8 25=2.5 30=3 33=3.3 50=5|Low quiescent current LDO
HT73~-A|Holtek|SOT-89|SOT-89|250mA|27=2.7 30=3 33=3.3 50=5|Low power LDO
XC6206P~2MR|Torex|SOT-23|SOT-23|200mA|18=1.8 25=2.5 30=3 33=3.3|LDO Spannungsregler
AP2112K-~TRG1|Diodes Incorporated|SOT-23-5|SOT-23-5|600mA|1.2=1.2 1.8=1.8 2.5=2.5 3.3=3.3|CMOS LDO with enable
TLV757~PDBVR|Texas Instruments|SOT-23-5|SOT-23-5|1A|10=1 12=1.2 18=1.8 28=2.8 33=3.3|1-A LDO
L78~CV|STMicroelectronics|TO-220|TO-220|1.5A|06=6 08=8 09=9 12=12 15=15 18=18 24=24|Positive voltage regulator
L78L~ACZ|STMicroelectronics|TO-92|TO-92|100mA|05=5 08=8 09=9 12=12 15=15|Positive voltage regulator
L78M~CDT-TR|STMicroelectronics|DPAK|TO-252|500mA|05=5 08=8 12=12 15=15|Positive voltage regulator
L79~CV|STMicroelectronics|TO-220|TO-220|1.5A|12=-12 15=-15 24=-24|Negative voltage regulator
MC79L~ACPG|onsemi|TO-92|TO-92|100mA|05=-5 12=-12 15=-15|Negative voltage regulator
LP2985-~DBVR|Texas Instruments|SOT-23-5|SOT-23-5|150mA|18=1.8 28=2.8 33=3.3 50=5|Low noise LDO with shutdown
`

const FIXED_PARTS = rowsOf(FIXED).flatMap(
  ([number = '', maker = '', body = '', shown = '', amp = '', list = '', text = '']) =>
    list.split(' ').map((pair): LabelledPart => {
      const [code = '', volts = ''] = pair.split('=')
      const out = `${volts}V`
      return {
        type: 'Linear Regulator',
        maker,
        number: number.replace('~', code),
        package: body,
        output: out.replace('-', '−'),
        description: `${text} ${out.replace('-', '−')} ${amp}`,
        facts: {
          kind: 'regulator',
          maker,
          device: number.replace('~', code),
          out,
          volt: out,
          amp,
          package: shown,
          form: 'linear',
          sign: volts.startsWith('-') ? 'negative' : 'positive',
          ...(/LDO|Low drop/.test(text) ? { ldo: 'yes' } : {}),
        },
      }
    }),
)

/** number | maker | type | package | input | output | description | facts. */
const OTHERS = `
LM317T|STMicroelectronics|Linear Regulator|TO-220|3–40V|1.2–37V|Adjustable voltage regulator 1.5A|kind=regulator device=LM317 adjustable=yes package=TO-220 amp=1.5A form=linear
LM317LZ|STMicroelectronics|Linear Regulator|TO-92||1.2–37V|Einstellbarer Spannungsregler 100 mA|kind=regulator device=LM317 adjustable=yes package=TO-92 amp=100mA form=linear
LM337T|onsemi|Linear Regulator|TO-220|||Adjustable negative regulator 1.5A|kind=regulator device=LM337 adjustable=yes package=TO-220 amp=1.5A sign=negative form=linear
LM350T|onsemi|Linear Regulator|TO-220||1.2–33V|Adjustable regulator 3A|kind=regulator device=LM350 adjustable=yes package=TO-220 amp=3A form=linear
AMS1117-ADJ|Advanced Monolithic Systems|Linear Regulator|SOT-223|||Adjustable LDO 1A|kind=regulator device=AMS1117-ADJ adjustable=yes package=SOT-223 amp=1A form=linear ldo=yes
TPS54331DR|Texas Instruments|DC-DC Converter Module|SOIC-8|3.5–28V||Step-down converter 3A 570kHz|kind=regulator form=buck device=TPS54331 amp=3A hertz=570kHz package=SO-8
TPS5430DDAR|Texas Instruments|DC-DC Converter Module|HSOP-8|5.5–36V||3-A step-down converter, 500 kHz|kind=regulator form=buck device=TPS5430 amp=3A hertz=500kHz
LM2596S-5.0/NOPB|Texas Instruments|DC-DC Converter Module|TO-263|4.5–40V|5V|Simple Switcher step-down 5V 3A 150kHz|kind=regulator form=buck device=LM2596 out=5V volt=4.5V,40V,5V amp=3A hertz=150kHz package=TO-263
LM2596S-ADJ/NOPB|Texas Instruments|DC-DC Converter Module|TO-263|4.5–40V||Simple Switcher step-down adjustable 3A 150 kHz|kind=regulator form=buck device=LM2596 amp=3A adjustable=yes hertz=150kHz package=TO-263
LM2576T-12/NOPB|Texas Instruments|DC-DC Converter Module|TO-220-5||12V|Buck regulator 12V 3A 52kHz|kind=regulator form=buck device=LM2576 out=12V volt=12V amp=3A hertz=52kHz package=TO-220-5
LM2576T-3.3/NOPB|Texas Instruments|DC-DC Converter Module|TO-220-5||3.3V|Buck regulator 3.3V 3A 52kHz|kind=regulator form=buck device=LM2576 out=3.3V volt=3.3V amp=3A hertz=52kHz package=TO-220-5
MP1584EN-LF-Z|Monolithic Power Systems|DC-DC Converter Module|SOIC-8|4.5–28V||3A 1.5MHz step-down converter|kind=regulator form=buck device=MP1584 amp=3A hertz=1.5MHz package=SO-8
MP2307DN-LF-Z|Monolithic Power Systems|DC-DC Converter Module|SOIC-8|4.75–23V||3A 340kHz synchronous buck|kind=regulator form=buck device=MP2307 amp=3A hertz=340kHz package=SO-8
XL4015E1|XLSemi|DC-DC Converter Module|TO-263-5|8–36V||5A 180kHz buck converter|kind=regulator form=buck device=XL4015 amp=5A hertz=180kHz
AP63203WU-7|Diodes Incorporated|DC-DC Converter Module|TSOT-26|3.8–32V|3.3V|2A synchronous buck, 3.3V fixed|kind=regulator form=buck device=AP63203 out=3.3V amp=2A
TPS62177DQCR|Texas Instruments|DC-DC Converter Module|WSON-10|4.75–28V|3.3V|500mA step-down with sleep mode|kind=regulator form=buck device=TPS62177 out=3.3V amp=500mA
MT3608|Aerosemi|DC-DC Converter Module|SOT-23-6|2–24V||Boost converter 1.2MHz 2A|kind=regulator form=boost device=MT3608 amp=2A hertz=1.2MHz package=SOT-23-6
TPS61023DRLR|Texas Instruments|DC-DC Converter Module|SOT-563|0.5–5.5V|2.2–5.5V|Boost converter 3.7A valley current|kind=regulator form=boost device=TPS61023 amp=3.7A
XL6009E1|XLSemi|DC-DC Converter Module|TO-263-5|5–32V||4A 400kHz step-up converter|kind=regulator form=boost device=XL6009 amp=4A hertz=400kHz
MCP1640T-I/CHY|Microchip|DC-DC Converter Module|SOT-23-6|0.65–5.5V||Synchronous boost regulator 500kHz|kind=regulator form=boost device=MCP1640 hertz=500kHz package=SOT-23-6
TPS63020DSJR|Texas Instruments|DC-DC Converter Module|VSON-14|1.8–5.5V|1.2–5.5V|Buck-boost converter 4A switch|kind=regulator form=buck-boost device=TPS63020 amp=4A
MC34063ADR|Texas Instruments|DC-DC Converter Module|SOIC-8|3–40V||Buck/boost/inverting switching regulator 1.5A|kind=regulator form=buck-boost device=MC34063 amp=1.5A package=SO-8
TL431ACLP|Texas Instruments|Voltage Reference|TO-92|||Adjustable precision shunt regulator 1%|kind=reference device=TL431 package=TO-92
TL431BIDBZR|Texas Instruments|Voltage Reference|SOT-23|||Adjustable shunt regulator 0.5%|kind=reference device=TL431 package=SOT-23
LM4040AIZ-2.5/NOPB|Texas Instruments|Voltage Reference|TO-92||2.5V|Shunt voltage reference 2.5V 0.1%|kind=reference device=LM4040 out=2.5V volt=2.5V package=TO-92
LM4040AIZ-4.1/NOPB|Texas Instruments|Voltage Reference|TO-92||4.096V|Shunt voltage reference 4.096V 0.1%|kind=reference device=LM4040 out=4.096V volt=4.096V package=TO-92
REF3030AIDBZR|Texas Instruments|Voltage Reference|SOT-23||3V|Series voltage reference 3.0V 0.2%|kind=reference device=REF3030 out=3V volt=3V package=SOT-23
REF5050AID|Texas Instruments|Voltage Reference|SOIC-8||5V|Precision reference 5V, 3 ppm/°C|kind=reference device=REF5050 out=5V volt=5V package=SO-8
MAX809TTRG|onsemi|Voltage Supervisor IC|SOT-23|||Reset supervisor 3.08V active low|kind=supervisor device=MAX809 volt=3.08V package=SOT-23
TPS3839G33DBZR|Texas Instruments|Voltage Supervisor IC|SOT-23|||Ultralow power supervisor 3.08 V|kind=supervisor device=TPS3839 volt=3.08V package=SOT-23
TP4056|NanJing Top Power|Battery Charger IC|SOP-8|4–8V|4.2V|1A linear Li-ion charger|kind=charger device=TP4056 amp=1A package=SO-8
MCP73831T-2ACI/OT|Microchip|Battery Charger IC|SOT-23-5|3.75–6V|4.2V|Li-Ion/Li-Po charge controller 500mA|kind=charger device=MCP73831 amp=500mA package=SOT-23-5
BQ24074RGTR|Texas Instruments|Battery Charger IC|QFN-16|4.35–10.5V|4.2V|1.5A USB-friendly Li-Ion battery charger with power path|kind=charger device=BQ24074 amp=1.5A
DW01A|Fortune|Battery Protection IC|SOT-23-6|||One cell lithium battery protection|kind=protection device=DW01A package=SOT-23-6
`

export const REGULATORS: readonly LabelledPart[] = [
  ...FIXED_PARTS,
  ...rowsOf(OTHERS).map(
    ([
      number = '',
      maker = '',
      type = '',
      body = '',
      input = '',
      output = '',
      description = '',
      facts = '',
    ]): LabelledPart => ({
      type,
      maker,
      number,
      description,
      package: body,
      ...optional('input', input),
      ...optional('output', output),
      facts: { maker, ...factsFrom(facts) },
    }),
  ),
]
