import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../../analysis/drawing/zip-files.ts'

export interface ZipFile {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the directory says of its size, where it lies. */
  readonly statedSize?: number
  readonly isEncrypted?: boolean
}

/** A ZIP as extraction programs write it: deflated entries and a central directory. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, statedSize, isEncrypted } of files) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(isEncrypted ? 0x0801 : 0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(statedSize ?? plain.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, nameBytes]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export const field = (name: string, value: string | null, type = 'String') =>
  value === null
    ? `<field name="${name}" type="${type}"><empty/></field>`
    : `<field name="${name}" type="${type}"><value type="${type}"><![CDATA[${value}]]></value></field>`

export const stamp = (at: string) =>
  `<field name="TimeStamp" type="TimeStamp"><value type="TimeStamp" format="TimeStampKnown" formattedTimestamp="${at}+00:00">${at}.230+00:00</value></field>`

export interface Party {
  readonly id: string
  readonly name?: string
  readonly role?: 'From' | 'To' | 'General'
  readonly isOwner?: boolean
}

export const party = ({ id, name, role = 'General', isOwner = false }: Party) =>
  `<model type="Party" id="p" deleted_state="Unknown">${field('Identifier', id)}${field('Name', name ?? null)}${field('Role', role, 'PartyRole')}${field('IsPhoneOwner', isOwner ? 'True' : 'False', 'Boolean')}</model>`

export const models = (name: string, inner: string) =>
  inner === ''
    ? `<multiModelField name="${name}" type="Party"/>`
    : `<multiModelField name="${name}" type="Party">${inner}</multiModelField>`

export const model = (type: string, inner: string, deleted = 'Intact') =>
  `<model type="${type}" id="m" deleted_state="${deleted}" decoding_confidence="High" isrelated="False" source_index="1">${inner}</model>`

export const modelField = (name: string, inner: string) =>
  `<modelField name="${name}" type="Party">${inner}</modelField>`

export const call = (from: Party, to: Party, at: string, more: { type?: string; duration?: string } = {}) =>
  model(
    'Call',
    `${field('Direction', more.type ?? 'Outgoing', 'ModelDirections')}${stamp(at)}${field('Duration', more.duration ?? '00:01:05', 'TimeSpan')}${models('Parties', party({ ...from, role: 'From' }) + party({ ...to, role: 'To' }))}`,
  )

export const text = (from: Party, to: Party, at: string, body: string, deleted = 'Intact') =>
  model(
    'SMS',
    `${stamp(at)}${field('Body', body)}${field('Folder', from.isOwner ? 'Sent' : 'Inbox')}${field('SMSC', null)}${models('Parties', party({ ...from, role: 'From' }) + party({ ...to, role: 'To' }))}<multiField name="AllTimeStamps" type="TimeStamp"/>`,
    deleted,
  )

export const message = (from: Party, to: readonly Party[], at: string, body: string) =>
  model(
    'InstantMessage',
    `${stamp(at)}${field('Body', body)}${modelField('From', party({ ...from, role: 'From' }))}${models('To', to.map((one) => party({ ...one, role: 'To' })).join(''))}`,
  )

export const chat = (participants: readonly Party[], messages: string) =>
  model(
    'Chat',
    `${field('Source', 'WhatsApp')}${models('Participants', participants.map(party).join(''))}${models('Messages', messages)}`,
  )

export const contact = (name: string, numbers: readonly string[]) =>
  model(
    'Contact',
    `${field('Name', name)}<multiField name="Notes" type="String"><value type="String"><![CDATA[one]]></value><value type="String"><![CDATA[two]]></value></multiField>${models(
      'Entries',
      numbers
        .map((number) =>
          model(
            number.includes('@') ? 'UserID' : 'PhoneNumber',
            `${field('Category', 'Mobile')}${field('Value', number)}${field('Domain', 'Telefone')}`,
          ),
        )
        .join(''),
    )}`,
  )

/** A report of one phone around its models. */
export function report(
  items: Readonly<Record<string, string>>,
  modelsByType: Readonly<Record<string, string>>,
): string {
  const device = Object.entries(items)
    .map(([name, value]) => `<item id="i" name="${name}" group="g">${escaped(value)}</item>`)
    .join('')
  const decoded = Object.entries(modelsByType)
    .map(([type, inner]) => `<modelType type="${type}">${inner}</modelType>`)
    .join('\n')
  return `<?xml version="1.0" encoding="utf-8"?>
<project id="1" name="synthetic" reportVersion="5.2.0.0" xmlns="http://pa.cellebrite.com/report/2.0">
<sourceExtractions><extractionInfo id="0" name="Logical" type="Logical"/></sourceExtractions>
<metadata section="Extraction Data"><item name="DeviceInfoTimeZone">Europe/London</item></metadata>
<metadata section="Device Info">${device}</metadata>
<taggedFiles><file fs="x" path="a.jpg" size="1" id="f"><metadata section="File"><item name="Local Path"><![CDATA[files\\Image\\a.jpg]]></item></metadata></file></taggedFiles>
<decodedData>
${decoded}
</decodedData>
</project>
`
}
