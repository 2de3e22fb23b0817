import { textsOfFile } from './file-texts.ts'
import { datesIn, foldName, postcodeOf } from './identifier-forms.ts'
import { type IdentifierIndex, shortestSourceId } from './identifier-index.ts'
import { plainViews } from './text-views.ts'

export type IdentifierKind = 'number' | 'handset' | 'date-of-birth' | 'postcode' | 'name' | 'source-id'

/** One identifier found. `excerpt` shows where, with the identifier and its neighbours masked. */
export type IdentifierFinding = {
  kind: IdentifierKind
  file: string
  /** The reading of the file in which it was found. */
  view: string
  /** Characters from the start of that reading. */
  offset: number
  excerpt: string
}

export type SearchAllowances = {
  /** Dates of the document itself (period, cut-off, day of release), YYYY-MM-DD, that may equal somebody's birthday. */
  allowedDates?: readonly string[]
  /** Names of places and services that the document uses, which may equal somebody's name. */
  allowedPhrases?: readonly string[]
  /** Hashes that the document prints, whole or their first characters: eight of them can look like a date. */
  ownHashes?: readonly string[]
}

export type SearchResult = { findings: IdentifierFinding[]; notSearched: string[] }

/**
 * Searches the finished bytes of a release for anything that identifies somebody. Each file is unpacked and
 * read in several ways (see `textsOfFile`); each reading is cut into tokens that are looked up, so that the
 * time does not grow with the number of identifiers.
 */
export function searchBytes(
  request: {
    files: readonly { name: string; bytes: Uint8Array }[]
    index: IdentifierIndex
  } & SearchAllowances,
): SearchResult {
  const findings = new Map<string, IdentifierFinding>()
  const notSearched = new Set<string>()
  for (const { name, bytes } of request.files) {
    const texts = textsOfFile(name, bytes)
    for (const line of texts.notSearched) notSearched.add(line)
    for (const { file, view, text: whole, namesOnly } of texts.views) {
      const text = withoutHashes(whole, request.ownHashes ?? [])
      const hits = namesOnly ? nameHits(text, request.index, request) : hitsIn(text, request.index, request)
      for (const hit of hits) {
        const key = `${hit.kind} ${file} ${hit.identity}`
        if (findings.has(key)) continue
        findings.set(key, {
          kind: hit.kind,
          file,
          view,
          offset: hit.offset,
          excerpt: masked(text, hit, request.index),
        })
      }
    }
  }
  const { sourceIds, numbers } = request.index.tooShort
  if (sourceIds > 0) notSearched.add(`${sourceIds} source ids of fewer than ${shortestSourceId} characters`)
  if (numbers > 0) notSearched.add(`${numbers} phone numbers of fewer than 7 digits (short codes)`)
  notSearched.add('single names (confirmed one by one in edited text)')
  notSearched.add('numbers and names spelt out, misspelt or abbreviated')
  return { findings: [...findings.values()], notSearched: [...notSearched] }
}

const shortestHash = 8

/** The text with the hashes blanked where it begins one of them; figures of one length, so that offsets stay. */
function withoutHashes(text: string, hashes: readonly string[]): string {
  let blanked = text
  for (const hash of hashes.filter(({ length }) => length >= shortestHash)) {
    const start = hash.slice(0, shortestHash)
    for (let at = blanked.indexOf(start); at >= 0; at = blanked.indexOf(start, at + 1)) {
      let length = shortestHash
      while (length < hash.length && blanked[at + length] === hash[length]) length++
      blanked = `${blanked.slice(0, at)}${'‣'.repeat(length)}${blanked.slice(at + length)}`
    }
  }
  return blanked
}

/** Identifiers in edited or source-derived text, and the single names in it that an analyst has to confirm. */
export function searchText(
  text: string,
  index: IdentifierIndex,
  allowances: SearchAllowances = {},
): { findings: IdentifierFinding[]; wordsToConfirm: { word: string; offset: number }[] } {
  const findings = new Map<string, IdentifierFinding>()
  for (const [view, content] of plainViews(text)) {
    for (const hit of hitsIn(content, index, allowances)) {
      const key = `${hit.kind} ${hit.identity}`
      if (findings.has(key)) continue
      findings.set(key, {
        kind: hit.kind,
        file: '',
        view,
        offset: hit.offset,
        excerpt: masked(content, hit, index),
      })
    }
  }
  const words = new Map<string, { word: string; offset: number }>()
  const allowed = new Set((allowances.allowedPhrases ?? []).flatMap(foldName))
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}'’]*/gu)) {
    const folded = foldName(match[0]).join('')
    if (!index.singleNames.has(folded) || allowed.has(folded) || words.has(folded)) continue
    words.set(folded, { word: match[0], offset: match.index ?? 0 })
  }
  return { findings: [...findings.values()], wordsToConfirm: [...words.values()] }
}

type Hit = { kind: IdentifierKind; offset: number; length: number; identity: string }

function hitsIn(text: string, index: IdentifierIndex, allowances: SearchAllowances): Hit[] {
  const hits = [...digitHits(text, index), ...idHits(text, index), ...nameHits(text, index, allowances)]
  if (index.datesOfBirth.size > 0) {
    const allowed = new Set(allowances.allowedDates ?? [])
    for (const { isoDates, offset, length } of datesIn(text)) {
      if (isoDates.some((date) => allowed.has(date))) continue
      const born = isoDates.find((date) => index.datesOfBirth.has(date))
      if (born) hits.push({ kind: 'date-of-birth', offset, length, identity: born })
    }
  }
  if (index.postcodes.size > 0) {
    for (const match of text.matchAll(
      /(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]?[\s.\-_]*[0-9][A-Z]{2}(?![A-Z0-9])/gi,
    )) {
      const postcode = postcodeOf(match[0])
      if (!postcode || !index.postcodes.has(postcode)) continue
      hits.push({ kind: 'postcode', offset: match.index ?? 0, length: match[0].length, identity: postcode })
    }
  }
  return hits
}

const dialPrefixes = ['', '0', '00', '440', '00440', '011', '0110']
const mostGroups = 16

function digitHits(text: string, index: IdentifierIndex): Hit[] {
  if (index.numbers.size + index.handsets.size === 0) return []
  const longest = Math.max(index.numberLengths[0] ?? 0, index.handsetLengths[0] ?? 0) + 5
  const hits: Hit[] = []
  const consider = (digits: string, offset: number, length: number): void => {
    for (const prefix of dialPrefixes) {
      if (!digits.startsWith(prefix)) continue
      const rest = digits.slice(prefix.length)
      if (index.numbers.has(rest)) hits.push({ kind: 'number', offset, length, identity: rest.slice(-9) })
    }
    if (digits.length < 14) return
    const isHandset =
      index.handsets.has(digits) || (digits.length <= 17 && index.handsets.has(digits.slice(0, 14)))
    if (isHandset) hits.push({ kind: 'handset', offset, length, identity: digits.slice(0, 14) })
  }
  const groups = [...text.matchAll(/\d+/g)].map((match) => ({ digits: match[0], offset: match.index ?? 0 }))
  groups.forEach((first, start) => {
    let digits = ''
    for (let end = start; end < Math.min(groups.length, start + mostGroups); end++) {
      const group = groups[end]!
      if (end > start) {
        const before = groups[end - 1]!
        const gap = text.slice(before.offset + before.digits.length, group.offset)
        if (gap.length > 5 || !/^[\s().\-/+_·•*|:~]*$/.test(gap)) break
      }
      digits += group.digits
      if (digits.length > longest) break
      if (digits.length >= 7)
        consider(digits, first.offset, group.offset + group.digits.length - first.offset)
    }
    if (first.digits.length > 11) slide(first.digits, first.offset, index, hits)
  })
  return hits
}

/** Numbers run together without a gap. */
function slide(digits: string, offset: number, index: IdentifierIndex, hits: Hit[]): void {
  const look = (lengths: readonly number[], set: ReadonlySet<string>, kind: IdentifierKind) => {
    for (const length of lengths) {
      if (length < 10) continue
      for (let start = 0; start + length <= digits.length; start++) {
        const part = digits.slice(start, start + length)
        if (!set.has(part)) continue
        const identity = kind === 'number' ? part.slice(-9) : part.slice(0, 14)
        hits.push({ kind, offset: offset + start, length, identity })
      }
    }
  }
  look(index.numberLengths, index.numbers, 'number')
  look(index.handsetLengths, index.handsets, 'handset')
}

function idHits(text: string, index: IdentifierIndex): Hit[] {
  if (index.sourceIds.size === 0) return []
  const hits: Hit[] = []
  const parts = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
  parts.forEach((first, start) => {
    let id = ''
    for (let end = start; end < Math.min(parts.length, start + 6); end++) {
      const part = parts[end]!
      const offset = part.index ?? 0
      if (end > start) {
        const before = parts[end - 1]!
        const gap = text.slice((before.index ?? 0) + before[0].length, offset)
        if (gap.length > 2 || !/^[-/_.: #\\]+$/.test(gap)) break
      }
      id += part[0].toUpperCase()
      if (id.length < shortestSourceId || !index.sourceIds.has(id)) continue
      const from = first.index ?? 0
      hits.push({ kind: 'source-id', offset: from, length: offset + part[0].length - from, identity: id })
    }
  })
  return hits
}

function nameHits(text: string, index: IdentifierIndex, allowances: SearchAllowances): Hit[] {
  if (index.pairs.size === 0) return []
  const allowed = new Set((allowances.allowedPhrases ?? []).map((phrase) => foldName(phrase).join(' ')))
  const hits: Hit[] = []
  const words = [...text.matchAll(/\p{L}[\p{L}\p{M}'’ʼ`]*/gu)].map((match) => ({
    raw: match[0],
    folded: foldName(match[0]).join(''),
    offset: match.index ?? 0,
  }))
  const isClose = (left: number, right: number) => {
    const gap = text.slice(words[left]!.offset + words[left]!.raw.length, words[right]!.offset)
    return gap.length <= 6 && /^[\s,.;:_\-/|"()+&]*$/.test(gap)
  }
  const isCapital = (word: number) => /^\p{Lu}/u.test(words[word]!.raw)
  for (let left = 0; left < words.length; left++) {
    const others = index.pairs.get(words[left]!.folded)
    if (!others) continue
    for (let right = left + 1; right <= Math.min(left + 3, words.length - 1); right++) {
      if (!isClose(right - 1, right)) break
      if (!others.has(words[right]!.folded)) continue
      const between = Array.from({ length: right - left - 1 }, (_, step) => left + 1 + step)
      const isName = between.every((word) => words[word]!.folded.length <= 2 || isCapital(word))
      if (!isName && !between.every((word) => isCapital(word))) continue
      const phrase = words
        .slice(left, right + 1)
        .map((word) => word.folded)
        .join(' ')
      if (allowed.has(phrase)) continue
      const end = words[right]!.offset + words[right]!.raw.length
      hits.push({
        kind: 'name',
        offset: words[left]!.offset,
        length: end - words[left]!.offset,
        identity: phrase,
      })
    }
  }
  return hits
}

/** The neighbourhood of a hit with every digit, every known name and the hit itself masked. */
function masked(text: string, hit: Hit, index: IdentifierIndex): string {
  const hide = (part: string) =>
    part
      .replace(/\s+/g, ' ')
      .replace(/\p{L}[\p{L}\p{M}'’ʼ`]*/gu, (word) =>
        index.singleNames.has(foldName(word).join('')) ? '•••' : word,
      )
      .replace(/[\p{L}\p{N}]*\d[\p{L}\p{N}]*/gu, '•••')
  const before = text.slice(Math.max(0, hit.offset - 40), hit.offset).replace(/^\S*\s/, '')
  const after = text.slice(hit.offset + hit.length, hit.offset + hit.length + 40).replace(/\s\S*$/, '')
  return `${hide(before).slice(-24)}[${hit.kind}]${hide(after).slice(0, 24)}`
}
