import { crc32 } from 'node:zlib'
import { ExpectedError } from '../platform/errors.ts'

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** The signature and the header, which must stand first (PNG, third edition, 5.6). */
const afterHeader = 8 + 25

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function refuse(detail: string): never {
  throw new ExpectedError('INPUT_INVALID', { subject: 'the picture', detail })
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length)
  head.write(type, 4, 'latin1')
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), content])))
  return Buffer.concat([head, content, check])
}

/** A PNG with words in it that a viewer shows beside it (iTXt, `Description`). @throws ExpectedError `INPUT_INVALID` */
export function markedPng(bytes: Uint8Array, words: string): Uint8Array {
  const png = Buffer.from(bytes)
  if (!png.subarray(0, 8).equals(pngSignature) || png.toString('latin1', 12, 16) !== 'IHDR')
    refuse('it is not a PNG')
  const text = chunk(
    'iTXt',
    Buffer.concat([Buffer.from('Description\0\0\0\0\0', 'latin1'), Buffer.from(words, 'utf8')]),
  )
  return Buffer.concat([png.subarray(0, afterHeader), text, png.subarray(afterHeader)])
}

/** An SVG as it is, where the marking stands above and below. @throws ExpectedError `INPUT_INVALID` */
export function markedSvg(bytes: Uint8Array, marking: string): Uint8Array {
  const svg = Buffer.from(bytes).toString('utf8')
  if (!svg.startsWith('<svg ')) refuse('it is not an SVG')
  if (/<script|<foreignObject|\son[a-z]+=|href=/i.test(svg)) refuse('it holds more than a drawing')
  if (svg.split(`>${escaped(marking)}</text>`).length < 3) refuse('the marking is not on it')
  return bytes
}
