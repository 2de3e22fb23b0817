/** A string of a PDF as bytes, and the name before it, usually a key of a dictionary. */
export interface PdfString {
  readonly bytes: Buffer
  readonly after: string
}

/** The readable content of PDF syntax: strings, comments, and words and numbers that are not part of the syntax. */
interface PdfSyntax {
  readonly strings: PdfString[]
  readonly comments: string[]
  readonly loose: string[]
}

/** A stream as it is in the file, with the dictionary before it. */
export interface PdfStream {
  readonly dictionary: string
  readonly packed: Buffer
}

const blank = /\s/
const regular = /[^\s()<>[\]{}/%]+/y
const keywords = new Set(
  'obj endobj stream endstream xref trailer startxref true false null beginbmp endbmp'.split(' '),
)
/** Operators of pages have three letters at most (ISO 32000-1, annex A), and `R`, `n` and `f` are as short. */
const longestOperator = 3
const isNumber = (token: string) => /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(token)
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** The bytes of the literal string that begins at `start`, and where it ends. */
function literal(raw: string, start: number): { bytes: Buffer; end: number } {
  const codes: number[] = []
  let depth = 1
  let at = start + 1
  for (; at < raw.length; at++) {
    const char = raw[at]!
    if (char === '\\') {
      const octal = /[0-7]{1,3}/y
      octal.lastIndex = at + 1
      const digits = octal.exec(raw)?.[0]
      const next = raw[at + 1] ?? ''
      if (digits) codes.push(Number.parseInt(digits, 8) & 255)
      else if (next === '\r' || next === '\n') at += next === '\r' && raw[at + 2] === '\n' ? 1 : 0
      else codes.push(escapes[next] ?? next.charCodeAt(0) & 255)
      at += digits ? digits.length : 1
      continue
    }
    if (char === '(') depth++
    if (char === ')' && --depth === 0) break
    codes.push(char.charCodeAt(0))
  }
  return { bytes: Buffer.from(codes), end: at + 1 }
}

/** Where a stream ends: by its length where that leads to `endstream`, else at the next `endstream`. */
function endOfStream(raw: string, start: number, dictionary: string): number {
  const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN)
  if (/^\s*endstream/.test(raw.slice(start + length, start + length + 12))) return start + length
  const end = raw.indexOf('endstream', start)
  return end < 0 ? raw.length : end
}

/**
 * Reads the syntax of a PDF (ISO 32000-1, 7.2 to 7.5) or of one of its streams. Names, operators, references and the figures of an object
 * are syntax; everything else is kept.
 * @param onStream is given the streams of a file; absent within a stream, where there are none
 */
export function readPdfSyntax(bytes: Buffer, onStream?: (stream: PdfStream) => void): PdfSyntax {
  const raw = bytes.toString('latin1')
  const found: PdfSyntax = { strings: [], comments: [], loose: [] }
  let isInside = onStream === undefined
  let objectAt = 0
  let after = ''
  let at = 0
  while (at < raw.length) {
    const char = raw[at]!
    if (blank.test(char) || char === '\0') at++
    else if (char === '%') {
      const line = /[^\r\n]*/y
      line.lastIndex = at
      const comment = line.exec(raw)![0]
      if (!/^%(?:PDF-\d\.\d|%EOF)$/.test(comment)) found.comments.push(comment.slice(1))
      at += comment.length
    } else if (char === '(') {
      const { bytes: content, end } = literal(raw, at)
      found.strings.push({ bytes: content, after })
      at = end
    } else if (raw.startsWith('<<', at) || raw.startsWith('>>', at)) at += 2
    else if (char === '<') {
      const close = raw.indexOf('>', at)
      const end = close < 0 ? raw.length : close
      const digits = raw.slice(at + 1, end).replace(/\s/g, '')
      if (/^[0-9A-Fa-f]*$/.test(digits))
        found.strings.push({ bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), after })
      else found.loose.push(raw.slice(at + 1, end))
      at = end + 1
    } else {
      regular.lastIndex = char === '/' ? at + 1 : at
      const token = regular.exec(raw)?.[0] ?? ''
      at += Math.max(1, token.length + (char === '/' ? 1 : 0))
      if (char === '/') {
        after = token
        if (!isInside) found.loose.push(`/${token}`)
      } else if (token === 'stream' && onStream) {
        const start =
          at + (raw[at] === '\r' ? 1 : 0) + (raw[at + (raw[at] === '\r' ? 1 : 0)] === '\n' ? 1 : 0)
        const dictionary = raw.slice(objectAt, at)
        const end = endOfStream(raw, start, dictionary)
        onStream({ dictionary, packed: bytes.subarray(start, end) })
        at = end
      } else if (token === 'obj') {
        found.loose.splice(-2)
        isInside = true
        objectAt = at
      } else if (token === 'endobj') isInside = false
      else if (token === 'xref' || token === 'trailer') isInside = true
      else if (token === 'startxref') {
        const offset = /\s*\d*/y
        offset.lastIndex = at
        at += offset.exec(raw)![0].length
        isInside = false
      } else if (token === 'ID' && !onStream) {
        const end = raw.slice(at).search(/\sEI(?=\s|$)/)
        at = end < 0 ? raw.length : at + end
      } else if (token !== '' && !isInside) found.loose.push(token)
      else if (token.length > longestOperator && !keywords.has(token) && !isNumber(token))
        found.loose.push(token)
    }
  }
  return found
}
