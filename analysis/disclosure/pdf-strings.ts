import { inflateSync } from 'node:zlib'
import { type PdfStream, type PdfString, readPdfSyntax } from './pdf-syntax.ts'
import { apart, readableRuns } from './readable-runs.ts'

/** The content of a PDF file besides its pages. */
interface PdfWords {
  /** Strings, comments and stray words, separated from each other. */
  readonly apart: string
  /** The strings of each page joined, because one word may be split over several. */
  readonly joined: string[]
  /** Descriptions (XMP) and attached files, to be read as files of their own. */
  readonly inner: { readonly name: string; readonly bytes: Buffer }[]
  readonly notSearched: string[]
}

const largestPart = 200_000_000
const pictureFilters = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode', 'CCF'])

/** Keys whose strings are never shown: generated ids, and the character collection of a typeface. */
const syntaxKeys = new Set(['ID', 'IDTree', 'Registry', 'Ordering', 'CheckSum'])
const madeUpId = /^U\d+x\d+y\d+$/

function decoded(packed: Buffer, filters: readonly string[]): Buffer {
  let bytes = packed
  for (const filter of filters) {
    if (filter === 'FlateDecode' || filter === 'Fl')
      bytes = inflateSync(bytes, { maxOutputLength: largestPart })
    else if (filter === 'ASCIIHexDecode' || filter === 'AHx')
      bytes = Buffer.from(
        bytes
          .toString('latin1')
          .replace(/>[\s\S]*$/, '')
          .replace(/\s/g, ''),
        'hex',
      )
    else throw new Error(filter)
  }
  return bytes
}

const isControl = (char: string) => (char < ' ' && !'\t\n\r'.includes(char)) || char === '\u007f'
const withoutControls = (text: string) => [...text].filter((char) => !isControl(char)).join('')

/** A string as characters; null for glyph numbers, which only the typeface turns into characters. */
function wordsOf({ bytes }: PdfString, isPage: boolean): string | null {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  const plain = bytes.toString('utf8').includes('\ufffd') ? bytes.toString('latin1') : bytes.toString('utf8')
  const shown = withoutControls(plain)
  if ((plain.length - shown.length) * 4 <= plain.length) return shown
  if (isPage || bytes.length % 2 === 1) return null
  const wide = Buffer.from(bytes).swap16().toString('utf16le')
  return withoutControls(wide) === wide ? wide : null
}

const typefaceMagic = ['\0\x01\0\0', 'true', 'OTTO', 'ttcf', '\x01\0\x04', '\x01\0\x05']
const isTypeface = (bytes: Buffer) => {
  const start = bytes.subarray(0, 4).toString('latin1')
  return typefaceMagic.some((magic) => start.startsWith(magic))
}
const isColours = (bytes: Buffer) => bytes.subarray(36, 40).toString('latin1') === 'acsp'

function isPacked(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 4000)
  const odd = sample.filter((byte) => byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13))
  return odd.length > sample.length * 0.3 && !/\b(?:BT|ET|T[jJ]|re|cm)\b/.test(bytes.toString('latin1'))
}

/** Reads the bytes of a PDF: the strings of its objects and pages, its comments, its descriptions and what is attached to it. */
export function readPdfWords(name: string, bytes: Buffer): PdfWords {
  const words: string[] = []
  const joined: string[] = []
  const inner: { name: string; bytes: Buffer }[] = []
  const notSearched = [`${name}: text that a PDF draws by glyph numbers without characters`]
  const pictures = () => notSearched.push(`${name}: what its picture or font shows`)
  const keep = (strings: readonly PdfString[], isPage: boolean): string[] =>
    strings
      .filter(({ after }) => !syntaxKeys.has(after))
      .flatMap((one) => wordsOf(one, isPage) ?? [])
      .filter((text) => text !== '' && !madeUpId.test(text))
  const binary = (content: Buffer) => {
    words.push(readableRuns(content))
    pictures()
  }
  const onStream = ({ dictionary, packed }: PdfStream) => {
    const filters = [...(/\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? '').matchAll(/\w+/g)].map(
      ([one]) => one,
    )
    if (/\/Type\s*\/XRef\b/.test(dictionary)) return
    if (filters.some((filter) => pictureFilters.has(filter))) return binary(packed)
    let content: Buffer
    try {
      content = decoded(packed, filters)
    } catch {
      notSearched.push(`${name}: a stream packed in a way that could not be read (${filters.join(', ')})`)
      return
    }
    const isAttached = /\/Type\s*\/EmbeddedFile\b/.test(dictionary)
    if (
      isAttached ||
      /\/Type\s*\/Metadata\b/.test(dictionary) ||
      /^\s*<[?!a-z]/i.test(content.subarray(0, 80).toString('latin1'))
    )
      inner.push({ name: `${name}#${isAttached ? 'attached' : 'metadata'}`, bytes: content })
    else if (
      /\/Subtype\s*\/Image\b/.test(dictionary) ||
      isTypeface(content) ||
      isColours(content) ||
      isPacked(content)
    )
      binary(content)
    else if (/\bbegincmap\b/.test(content.toString('latin1'))) {
      // Its hexadecimal strings are the tables from glyph numbers to characters.
      const { strings, comments } = readPdfSyntax(content)
      words.push(
        ...comments.filter((line) => !/^[!%]/.test(line)),
        ...keep(
          strings.filter(({ after }) => after !== ''),
          true,
        ).filter((text) => text.length > 4),
      )
    } else {
      const { strings, comments, loose } = readPdfSyntax(content)
      const isPage = !/\/Type\s*\/ObjStm\b/.test(dictionary)
      const kept = keep(strings, isPage)
      words.push(...kept, ...comments, loose.join(' '))
      if (isPage) joined.push(kept.join(''), kept.join(' '))
    }
  }
  const { strings, comments, loose } = readPdfSyntax(bytes, onStream)
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(bytes.toString('latin1'))) notSearched.push(`${name}: encrypted`)
  words.push(...keep(strings, false), ...comments, loose.join(' '))
  return { apart: words.filter((text) => text !== '').join(apart), joined, inner, notSearched }
}
