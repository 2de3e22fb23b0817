import { textOfMarkup } from './markup-text.ts'
import { apart } from './readable-runs.ts'

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  plus: '+',
  lpar: '(',
  rpar: ')',
  period: '.',
  comma: ',',
  sol: '/',
  num: '#',
  lowbar: '_',
  colon: ':',
}

/** Decodes character references, numeric or named, twice: some text is escaped twice. */
function decodeEntities(text: string): string {
  const once = (source: string) =>
    source.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
      if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      return named[String(name).toLowerCase()] ?? whole
    })
  const first = once(text)
  return first.includes('&') ? once(first) : first
}

/** `\u0030`, `\x30` and `%30` as the characters that they stand for. */
function decodeEscapes(text: string): string {
  return text
    .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, hex) =>
      String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
    )
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/%([2-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

const invisible =
  /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u2066-\u206f]|[\ufe00-\ufe0f]|\ufeff/g

/** One spelling for searches: compatibility forms, ASCII digits, no invisible characters. */
function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\u2010-\u2015\u2212\ufe58\uff0d]/g, '-')
}

/** The text as it is, and with escapes decoded where that makes a difference. */
export function plainViews(text: string): [string, string][] {
  const plain = normalised(text)
  const views: [string, string][] = [['text', plain]]
  const unescaped = normalised(decodeEscapes(decodeEntities(text)))
  if (unescaped !== plain) views.push(['text, escapes undone', unescaped])
  const apart = plain.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  if (apart !== plain) views.push(['text, joined words apart', apart])
  return views
}

const inline =
  /<\/?(?:a|abbr|b|bdi|bdo|cite|code|data|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tspan|u|var|wbr|w:(?!(?:p|tc|tr|tbl|br|cr|tab|ptab)[\s/>])[a-z]+|a:(?!(?:p|br)[\s/>])[a-z]+|r|t)\/?>/gi

/** What a reader sees of markup: inline tags joined, all tags joined, all tags as spaces; and the values of its attributes. */
export function markupViews(text: string): [string, string][] {
  const { body, values } = textOfMarkup(text)
  const any = /<[^<>]*>/g
  const seen = (source: string) => normalised(decodeEntities(source))
  const spaced = body.replace(any, ' ')
  return [
    ['without tags', seen(body.replace(inline, '').replace(any, ' '))],
    ['without tags, joined', seen(body.replace(any, ''))],
    ['without tags, spaced', seen(spaced)],
    ...plainViews(`${spaced}${apart}${values}`),
  ]
}
