import type { ProfileDocument } from '../contract/index.ts'
import {
  type IdentifierFinding,
  type IdentifierIndex,
  lintWords,
  type ProtectedRelease,
  type RefusedRelease,
  type SearchAllowances,
  searchBytes,
  type WordFinding,
} from '../disclosure/index.ts'
import type { BuiltDocument } from './build-document.ts'
import type { EditorialState } from './editions.ts'
import { allowancesOf, findingWords, identifierCount, wordsToConfirm } from './identifiers.ts'
import type { ProtectedFigures } from './protected-figures.ts'
import { listWords } from './words.ts'

type Check = ProfileDocument['checks'][number]

export interface CheckedDocument extends BuiltDocument {
  /** Why the document may not leave. Empty if it may, apart from words that need confirming. */
  readonly refusals: readonly string[]
}

/** The reasons for a refusal, without the counts themselves. */
const refusalWords = (refused: RefusedRelease): string[] => [
  ...new Set(
    refused.reasons.map((reason) =>
      reason.reason === 'CELL_UNPROTECTED' && reason.cell
        ? `A suppressed count could be narrowed: ${[reason.cell.measure, ...Object.entries(reason.cell.at).map(([name, code]) => `${name} ${code}`)].join(', ')}.`
        : `${reason.words}.`,
    ),
  ),
]

/** The text of all sections, for the search and the linter. */
const textOf = (document: ProfileDocument): string =>
  document.sections
    .flatMap((section) => [
      section.claim.map((run) => run.text).join(''),
      ...section.paragraphs.map((one) => one.runs.map((run) => run.text).join('')),
      ...section.cannotSay,
      ...section.missing.map((one) => one.why),
    ])
    .join('\n')

/** Figures that the edited text takes over from generated sentences are already rounded. */
function shownFigures(document: ProfileDocument): Set<string> {
  const generated = document.sections.flatMap((section) => [
    ...section.claim,
    ...section.paragraphs.flatMap((one) => (one.edited ? [] : one.runs)),
  ])
  const live = generated.filter((run) => run.figureId !== undefined)
  return new Set(live.flatMap((run) => run.text.match(/\d[\d,]{2,}|\d\d/g) ?? []))
}

function confirmations(
  built: BuiltDocument,
  index: IdentifierIndex,
  allowances: SearchAllowances,
  confirmed: ReadonlySet<string>,
) {
  const shown = shownFigures(built.document)
  const seen = new Set<string>()
  return built.edited.flatMap(({ sectionId, text }) =>
    wordsToConfirm(text, index, allowances)
      .filter((word) => !shown.has(word) && !seen.has(word) && seen.add(word))
      .map((word) => ({ word, sectionId, confirmed: confirmed.has(word) })),
  )
}

/** What the checks found. */
interface Results {
  readonly released: ProtectedRelease | null
  readonly refused: readonly string[]
  /** Suppressed counts that can be narrowed. */
  readonly narrow: number
  /** Small changes since earlier editions that a reader can compute. */
  readonly revisions: number
  readonly editions: readonly string[]
  readonly threshold: number
  readonly leaks: number
  readonly leakWords: readonly string[]
  readonly lint: readonly WordFinding[]
  readonly unconfirmed: number
}

function resultsOf(
  built: BuiltDocument,
  state: EditorialState,
  { outcome, otherPolicy }: Pick<ProtectedFigures, 'outcome' | 'otherPolicy'>,
  text: { leaks: readonly IdentifierFinding[]; lint: readonly WordFinding[]; unconfirmed: number },
): Results {
  const released = outcome.outcome === 'released' ? outcome : null
  return {
    released,
    refused: outcome.outcome === 'refused' ? [otherPolicy ?? [], refusalWords(outcome)].flat() : [],
    narrow: released?.audit.filter((cell) => !cell.isProtected).length ?? 0,
    revisions: released?.notices.filter((notice) => notice.kind === 'REVISION_DIFFERENCE').length ?? 0,
    editions: state.editions.map((edition) => String(edition.edition)),
    threshold: built.document.policy.threshold,
    leaks: text.leaks.length,
    leakWords: findingWords(text.leaks),
    lint: text.lint,
    unconfirmed: text.unconfirmed,
  }
}

function checksOf({
  released,
  refused,
  narrow,
  revisions,
  editions,
  threshold,
  leaks,
  leakWords,
  lint,
  unconfirmed,
}: Results): Check[] {
  return [
    {
      check: 'suppression',
      title: 'Cells suppressed',
      state: released ? 'passed' : 'refused',
      words: released
        ? `${released.suppressed.primary} hidden, and ${released.suppressed.secondary} more so that those cannot be worked out`
        : (refused[0] ?? 'The counts cannot be protected.'),
    },
    {
      check: 'attack',
      title: 'Attack check',
      state: released && narrow === 0 ? 'passed' : 'refused',
      words: released
        ? narrow === 0
          ? `passed: each may still be anything from 1 to ${threshold - 1}`
          : `${narrow} can be narrowed`
        : `refused: ${listWords(refused.slice(0, 2))}`,
    },
    {
      check: 'earlier',
      title: 'Earlier editions',
      state: released ? 'passed' : 'refused',
      words: released
        ? editions.length === 0
          ? 'none before this one'
          : `passed, ${listWords(editions)}${revisions > 0 ? `; ${revisions} small changes can be told` : ''}`
        : 'not checked',
    },
    {
      check: 'bytes',
      title: 'Search of the bytes',
      state: leaks === 0 ? 'passed' : 'refused',
      words: leaks === 0 ? 'passed, 0 found' : `${leaks} found: ${listWords(leakWords)}`,
    },
    {
      check: 'words',
      title: 'Words in edited text',
      state: lint.length > 0 ? 'refused' : unconfirmed > 0 ? 'waiting' : 'passed',
      words:
        lint.length > 0
          ? lint.map((one) => `write "${one.suggestion}" for "${one.word}"`).join('; ')
          : unconfirmed > 0
            ? `confirm ${unconfirmed} ${unconfirmed === 1 ? 'word' : 'words'}`
            : 'passed',
    },
  ]
}

function refusalsOf({ refused, narrow, leaks, leakWords, lint }: Results): string[] {
  return [
    ...refused,
    ...(narrow > 0
      ? [`${narrow} suppressed ${narrow === 1 ? 'count' : 'counts'} can be narrowed from what is published.`]
      : []),
    ...(leaks > 0 ? [`The text holds ${identifierCount(leaks)} (${listWords(leakWords)}).`] : []),
    ...lint.map((one) => `"${one.word}" is not a word for a profile: write "${one.suggestion}".`),
  ]
}

/** The five checks of "May this leave?", run on the document. */
export function checkDocument(
  built: BuiltDocument,
  state: EditorialState,
  index: IdentifierIndex,
  { scope, outcome, otherPolicy }: ProtectedFigures,
): CheckedDocument {
  const allowances = allowancesOf(built.document, scope)
  const waiting = confirmations(built, index, allowances, state.confirmed)
  const text = textOf(built.document)
  const search = searchBytes({
    files: [
      { name: 'profile.json', bytes: new TextEncoder().encode(JSON.stringify(built.document)) },
      { name: 'profile.txt', bytes: new TextEncoder().encode(text) },
    ],
    index,
    ...allowances,
  })
  const results = resultsOf(
    built,
    state,
    { outcome, otherPolicy },
    {
      leaks: search.findings,
      lint: lintWords(text),
      unconfirmed: waiting.filter((one) => !one.confirmed).length,
    },
  )
  return {
    ...built,
    refusals: refusalsOf(results),
    document: {
      ...built.document,
      checks: checksOf(results),
      wordsToConfirm: waiting,
      notSearchedFor: search.notSearched,
    },
  }
}
