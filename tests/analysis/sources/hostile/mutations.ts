import fc from 'fast-check'

/** Places are shares of the length, so that a step means something on any file, and shrinks. */
type Step =
  | { readonly do: 'flip'; readonly at: number; readonly byte: number }
  | { readonly do: 'put'; readonly at: number; readonly bytes: Buffer }
  | { readonly do: 'cut'; readonly at: number }
  | { readonly do: 'remove'; readonly at: number; readonly share: number }
  | { readonly do: 'repeat'; readonly at: number; readonly share: number }
  | { readonly do: 'swap'; readonly from: string; readonly to: string }
  | { readonly do: 'splice-rows'; readonly at: number; readonly to: number }
  | { readonly do: 'drop-column'; readonly at: number }
  | { readonly do: 'shift-row'; readonly at: number; readonly by: number }
  | { readonly do: 'cell'; readonly at: number; readonly text: string }
  | { readonly do: 'header'; readonly at: number; readonly to: number }
  | { readonly do: 'encode'; readonly as: 'utf16le' | 'latin1'; readonly mark: boolean }

const share = fc.noBias(fc.nat({ max: 999_999 })).map((part) => part / 1_000_000)

/** What real files have been found to hold, and what nobody should have to read. */
const oddTexts: readonly string[] = [
  '\0',
  '\u001a',
  '\u202Ecod.exe\u202C',
  '\u2066\u2067\u2069',
  '\ufeff',
  '\ud800',
  '\udfff\ud800',
  'e\u0301\u0327',
  '\u{1F9EA}\u{1F3FD}\u200D',
  '"',
  '""',
  '"unclosed',
  '\r',
  '\n',
  '\u2028',
  ',,,,',
  "'",
  '=HYPERLINK("http://x","y")',
  '@SUM(1)',
  '4.47701E+11',
  '=+447700900123',
  'NaN',
  'Infinity',
  '-infinity',
  'epoch',
  '1e999',
  '-0',
  '99999999999999999999',
  '2147483648',
  '9223372036854775808',
  '31/02/2026',
  '13/13/2026',
  '03/25/2026 10:00',
  '0000-00-00',
  '290309-12-22',
  '46112.4375',
  '60000',
  '9'.repeat(400),
  '99:99:99',
  '24:00',
  '-1',
  'a'.repeat(70_000),
  '<!ENTITY a "b">&a;',
  '&#0;',
  '&#xD800;',
  '&#x202E;',
  ']]>',
  '../../../../etc/passwd',
  '{"__proto__":{"x":1}}',
  '%s%n',
  '${x}',
]

const bytesOf = (text: string) => {
  const lone = /[\ud800-\udfff]/.test(text) && !/[\ud800-\udbff][\udc00-\udfff]/.test(text)
  return lone ? Buffer.from([0xed, 0xa0, 0x80]) : Buffer.from(text)
}

const odd = fc.constantFrom(...oddTexts)
const delimiter = fc.constantFrom(',', ';', '\t', '|', '"', '\n', '\r\n', '/', '-', ':', ' ')

const anyBytes: fc.Arbitrary<Step>[] = [
  fc.record({ do: fc.constant('flip' as const), at: share, byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ do: fc.constant('put' as const), at: share, bytes: odd.map(bytesOf) }),
  fc.record({ do: fc.constant('cut' as const), at: share }),
  fc.record({ do: fc.constant('remove' as const), at: share, share: share.map((one) => one / 8) }),
  fc.record({ do: fc.constant('repeat' as const), at: share, share: share.map((one) => one / 4) }),
]

const anyText: fc.Arbitrary<Step>[] = [
  ...anyBytes,
  fc.record({ do: fc.constant('swap' as const), from: delimiter, to: delimiter }),
  fc.record({ do: fc.constant('splice-rows' as const), at: share, to: share }),
  fc.record({
    do: fc.constant('encode' as const),
    as: fc.constantFrom('utf16le' as const, 'latin1' as const),
    mark: fc.boolean(),
  }),
]

const anyTable: fc.Arbitrary<Step>[] = [
  ...anyText,
  fc.record({ do: fc.constant('drop-column' as const), at: share }),
  fc.record({ do: fc.constant('shift-row' as const), at: share, by: fc.integer({ min: -2, max: 2 }) }),
  fc.record({ do: fc.constant('cell' as const), at: share, text: odd }),
  fc.record({ do: fc.constant('header' as const), at: share, to: share }),
]

const some = (steps: fc.Arbitrary<Step>[]) => fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 3 })

export const byteMutation = some(anyBytes)
export const textMutation = some(anyText)
export const tableMutation = some(anyTable)

const place = (bytes: Buffer, at: number) => Math.min(bytes.length, Math.floor(at * bytes.length))

/** Bytes by Latin-1, one character each, so that no step depends on a right encoding. */
function inLines(bytes: Buffer, change: (lines: string[]) => string[]): Buffer {
  return Buffer.from(change(bytes.toString('latin1').split('\n')).join('\n'), 'latin1')
}

const pick = (length: number, at: number) => Math.min(length - 1, Math.floor(at * length))

function applied(bytes: Buffer, step: Step): Buffer {
  switch (step.do) {
    case 'flip': {
      if (bytes.length === 0) return bytes
      const copy = Buffer.from(bytes)
      copy[pick(bytes.length, step.at)] = step.byte
      return copy
    }
    case 'put': {
      const at = place(bytes, step.at)
      return Buffer.concat([bytes.subarray(0, at), step.bytes, bytes.subarray(at)])
    }
    case 'cut':
      return bytes.subarray(0, place(bytes, step.at))
    case 'remove': {
      const at = place(bytes, step.at)
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + place(bytes, step.share))])
    }
    case 'repeat': {
      const at = place(bytes, step.at)
      const end = at + place(bytes, step.share)
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
    }
    case 'swap':
      return Buffer.from(bytes.toString('latin1').replaceAll(step.from, step.to), 'latin1')
    case 'splice-rows':
      return inLines(bytes, (lines) => {
        const [taken] = lines.splice(pick(lines.length, step.at), 1)
        lines.splice(pick(lines.length + 1, step.to), 0, taken ?? '')
        return lines
      })
    case 'drop-column':
      return inLines(bytes, (lines) => {
        const width = (lines[0] ?? '').split(',').length
        const column = pick(width, step.at)
        return lines.map((line) =>
          line
            .split(',')
            .filter((_, index) => index !== column)
            .join(','),
        )
      })
    case 'shift-row':
      return inLines(bytes, (lines) => {
        const row = pick(lines.length, step.at)
        const cells = (lines[row] ?? '').split(',')
        if (step.by >= 0) cells.unshift(...Array.from({ length: step.by }, () => ''))
        else cells.splice(0, -step.by)
        lines[row] = cells.join(',')
        return lines
      })
    case 'cell':
      return inLines(bytes, (lines) => {
        const row = pick(lines.length, step.at)
        const cells = (lines[row] ?? '').split(',')
        cells[pick(cells.length, (step.at * 7919) % 1)] = bytesOf(step.text).toString('latin1')
        lines[row] = cells.join(',')
        return lines
      })
    case 'header':
      return inLines(bytes, (lines) => {
        const cells = (lines[0] ?? '').split(',')
        cells[pick(cells.length, step.to)] = cells[pick(cells.length, step.at)] ?? ''
        lines[0] = cells.join(',')
        return lines
      })
    case 'encode': {
      const text = bytes.toString('utf8')
      const coded = Buffer.from(text, step.as)
      return step.mark && step.as === 'utf16le' ? Buffer.concat([Buffer.from([0xff, 0xfe]), coded]) : coded
    }
  }
}

export const mutated = (bytes: Buffer, steps: readonly Step[]): Buffer => steps.reduce(applied, bytes)

const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  '\ud800',
  '\u0000',
  '\u202Egnp',
  'a'.repeat(10_000),
  [],
  {},
  [[]],
  [null],
  { type: 'Polygon' },
  { toString: null },
]

interface JsonStep {
  readonly path: readonly number[]
  readonly value: unknown
}

/** A value somewhere in a JSON tree, changed for another. */
export const jsonMutation = fc.array(
  fc.record({
    path: fc.array(share, { minLength: 1, maxLength: 9 }),
    value: fc.constantFrom(...oddValues),
  }),
  { minLength: 1, maxLength: 3 },
)

export function mutatedJson(tree: unknown, { path, value }: JsonStep): unknown {
  const [first, ...rest] = path
  if (first === undefined || typeof tree !== 'object' || tree === null) return value
  const keys = Object.keys(tree)
  if (keys.length === 0) return value
  const key = keys[pick(keys.length, first)]!
  const copy: Record<string, unknown> = Array.isArray(tree)
    ? ([...tree] as unknown as Record<string, unknown>)
    : { ...(tree as Record<string, unknown>) }
  copy[key] = rest.length === 0 ? value : mutatedJson(copy[key], { path: rest, value })
  return copy
}
