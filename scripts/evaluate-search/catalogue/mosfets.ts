import type { LabelledPart } from '../labelled-part.ts'

/** number | maker | channel | V | A | package. */
const LIST = `
IRLZ44NPBF|Infineon|N|55|47|TO-220AB
IRF540NPBF|Infineon|N|100|33|TO-220AB
IRF9540NPBF|Infineon|P|100|23|TO-220AB
IRF520NPBF|Infineon|N|100|9.7|TO-220AB
IRF3205PBF|Infineon|N|55|110|TO-220AB
IRFZ44NPBF|Infineon|N|55|49|TO-220AB
IRF840PBF|Vishay|N|500|8|TO-220AB
IRF740PBF|Vishay|N|400|10|TO-220AB
IRLB8721PBF|Infineon|N|30|62|TO-220AB
IRLML2502TRPBF|Infineon|N|20|4.2|SOT-23
IRLML6402TRPBF|Infineon|P|20|3.7|SOT-23
IRLML0030TRPBF|Infineon|N|30|5.3|SOT-23
IRF7404TRPBF|Infineon|P|20|6.7|SO-8
IRF7413TRPBF|Infineon|N|30|13|SO-8
AO3400A|Alpha & Omega|N|30|5.7|SOT-23
AO3401A|Alpha & Omega|P|30|4|SOT-23
AO3407A|Alpha & Omega|P|30|4.3|SOT-23
AO4407A|Alpha & Omega|P|30|12|SOIC-8
AOD4184A|Alpha & Omega|N|40|50|TO-252
AON6504|Alpha & Omega|N|30|85|DFN-8
BSS138|onsemi|N|50|0.22|SOT-23
BSS84|onsemi|P|50|0.13|SOT-23
2N7002|onsemi|N|60|0.115|SOT-23
2N7000|onsemi|N|60|0.2|TO-92
2N7002K-T1-E3|Vishay|N|60|0.3|SOT-23
BS170|onsemi|N|60|0.5|TO-92
BS250P|Diodes Incorporated|P|45|0.23|TO-92
SI2301CDS-T1-GE3|Vishay|P|20|3.1|SOT-23
SI2302CDS-T1-GE3|Vishay|N|20|2.6|SOT-23
SI2305CDS-T1-GE3|Vishay|P|8|5.8|SOT-23
SI4435DDY-T1-GE3|Vishay|P|30|11.4|SO-8
SI7021DN-T1-GE3|Vishay|P|30|25|PowerPAK-1212-8
DMG2305UX-7|Diodes Incorporated|P|20|4.2|SOT-23
DMG3415U-7|Diodes Incorporated|P|20|4|SOT-23
DMN2041L-7|Diodes Incorporated|N|20|6.4|SOT-23
DMP3099L-7|Diodes Incorporated|P|30|3.8|SOT-23
ZXMN3A14FTA|Diodes Incorporated|N|30|3.9|SOT-23
FDN337N|onsemi|N|30|2.2|SOT-23
FDN340P|onsemi|P|20|2|SOT-23
FDS6679AZ|onsemi|P|30|13|SOIC-8
FQP27P06|onsemi|P|60|27|TO-220
FQP30N06L|onsemi|N|60|32|TO-220
NTR4101PT1G|onsemi|P|20|3.2|SOT-23
NVTFS5116PLTAG|onsemi|P|60|14|WDFN-8
STP55NF06L|STMicroelectronics|N|60|55|TO-220
STP80NF55-06|STMicroelectronics|N|55|80|TO-220
STD12NF06LT4|STMicroelectronics|N|60|12|DPAK
STW26NM60N|STMicroelectronics|N|600|20|TO-247
CSD17313Q2|Texas Instruments|N|30|5|WSON-6
CSD18540Q5B|Texas Instruments|N|60|100|VSON-8
CSD25402Q3A|Texas Instruments|P|20|76|VSON-8
PSMN4R0-30YLD|Nexperia|N|30|95|LFPAK56
PMV65XP|Nexperia|P|20|2.8|SOT-23
BUK9832-55A|Nexperia|N|55|12|SOT-223
BSH105|Nexperia|N|20|1.05|SOT-23
BSC010N04LS|Infineon|N|40|100|TDSON-8
BSP149|Infineon|N|200|0.66|SOT-223
IPP60R190C6|Infineon|N|600|20.2|TO-220
IPB65R110CFDA|Infineon|N|650|31.2|TO-263
RFP30N06LE|onsemi|N|60|30|TO-220AB
NDP6020P|onsemi|P|20|24|TO-220
C2M0080120D|Wolfspeed|N|1200|36|TO-247
`

const PACKAGES: Readonly<Record<string, string>> = {
  'TO-220AB': 'TO-220',
  'SOIC-8': 'SO-8',
  'SOIC-14': 'SO-14',
  DPAK: 'TO-252',
  'WDFN-8': 'DFN-8',
  'VSON-8': 'DFN-8',
  'WSON-6': 'DFN-6',
}

function amps(text: string): string {
  return Number(text) < 1 ? `${Math.round(Number(text) * 1000)}mA` : `${text}A`
}

export const MOSFETS: readonly LabelledPart[] = LIST.trim()
  .split('\n')
  .map((line, place): LabelledPart => {
    const [number = '', maker = '', channel = '', volt = '', amp = '', body = ''] = line.split('|')
    const logic = /^(?:IRL|AO|SI2|DM|FDN|CSD|STP55NF06L|FQP30N06L)/.test(number)
    // Owners write the same in several ways.
    const descriptions = [
      `${channel}-channel MOSFET ${volt}V ${amps(amp)}${logic ? ', logic level' : ''}`,
      `MOSFET ${channel}-CH ${volt}V ${amps(amp)} ${body}`,
      `${number} ${channel}-Kanal-MOSFET ${volt} V / ${amps(amp)}${logic ? ' logic-level' : ''}`,
    ]
    return {
      type: 'MOSFET',
      maker,
      number,
      package: body,
      voltage: `${volt}V`,
      description: descriptions[place % 3] ?? '',
      facts: {
        kind: 'mosfet',
        maker,
        device: number,
        channel,
        volt: `${volt}V`,
        amp: amps(amp),
        package: PACKAGES[body] ?? body,
      },
    }
  })
