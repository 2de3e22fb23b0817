import type { ProfileDocument, ProfileSection, ReleasedCell } from '../contract/index.ts'
import { type PolicyName, policies } from '../disclosure/index.ts'
import type { Edition, EditorialState } from './editions.ts'
import { isSameCell } from './editions.ts'
import { periodWords } from './months.ts'
import type { ProtectedFigures } from './protected-figures.ts'
import { ReleasedFigures } from './released-figures.ts'
import { sectionsOf } from './sections/index.ts'
import type { SectionDraft } from './sections/section.ts'
import { kindNames } from './tables-coverage.ts'
import { capital, plainText, writer } from './words.ts'

export interface BuiltDocument {
  readonly document: ProfileDocument
  /** Every figure of the document's tables and sentences, as published. */
  readonly figures: ReadonlyMap<string, ReleasedCell>
  /** The analyst's words, by paragraph. */
  readonly edited: readonly { paragraphId: string; sectionId: string; text: string }[]
}

const cited = (section: SectionDraft): Set<string> =>
  new Set(
    [section.claim, ...section.paragraphs.map((one) => one.runs)]
      .flat()
      .flatMap((run) => (run.figureId ? [run.figureId] : [])),
  )

function changedIn(
  section: SectionDraft,
  figures: ReadonlyMap<string, ReleasedCell>,
  last: Edition | undefined,
): number {
  if (!last) return 0
  return [...cited(section)].filter(
    (figureId) => !isSameCell(figures.get(figureId), last.published.figures[figureId]),
  ).length
}

/** A curve of rounded counts climbs in steps caused by rounding, so each chart says that it is rounded. */
const roundedUnit = (unit: string, roundingBase: number): string =>
  roundingBase > 1 ? `${unit}, rounded to ${roundingBase}` : unit

function withEdits(
  section: SectionDraft,
  number: number,
  edits: ReadonlyMap<string, string>,
  figuresChanged: number,
  roundingBase: number,
): ProfileSection {
  return {
    sectionId: section.sectionId,
    number,
    title: section.title,
    claim: [...section.claim],
    paragraphs: section.paragraphs.map(({ paragraphId, runs }) => {
      const text = edits.get(paragraphId)
      return text === undefined
        ? { paragraphId, runs: [...runs], edited: false }
        : { paragraphId, runs: [{ text }], edited: true }
    }),
    charts: section.charts.map((chart) => ({ ...chart, unit: roundedUnit(chart.unit, roundingBase) })),
    tables: [...section.tables],
    cannotSay: [...section.cannotSay],
    missing: section.missing.map((one) => ({ ...one, name: kindNames[one.kind] ?? capital(one.kind) })),
    figuresChanged,
  }
}

/** Paragraphs that an analyst adds under a section have ids of their own: `demand.note`. */
const noteId = (sectionId: string) => `${sectionId}.note`

/** Builds the document from protected figures and the analyst's edits only. Checks are added by `checkDocument`. */
export function buildDocument(
  from: ProtectedFigures,
  policyName: PolicyName,
  state: EditorialState,
  logHead: string,
): BuiltDocument {
  const { scope, sources, tables, outcome } = from
  const policy = policies[policyName]
  const published = outcome.outcome === 'released' ? outcome.tables : []
  const released = new ReleasedFigures(tables, published)
  const figures = released.all()
  const last = state.editions.at(-1)
  const drafts = sectionsOf({ figures: released, scope, policy, sources, say: writer(policy) }).map(
    (section) => {
      const note = state.edits.get(noteId(section.sectionId))
      if (note === undefined) return section
      const paragraphs = [
        ...section.paragraphs,
        { paragraphId: noteId(section.sectionId), runs: [{ text: note }] },
      ]
      return { ...section, paragraphs }
    },
  )
  const sections = drafts.map((section, index) =>
    withEdits(section, index + 1, state.edits, changedIn(section, figures, last), policy.roundingBase),
  )
  const today = new Date().toISOString().slice(0, 10)
  const document: ProfileDocument = {
    edition: state.editions.length + 1,
    title: `${scope.name} drug market profile`,
    area: scope.name,
    period: { from: scope.from || today, to: scope.to || today },
    cutOff: scope.to || today,
    marking: scope.marking,
    synthetic: scope.synthetic,
    policy: {
      name: policy.name,
      words: policy.words,
      roundingBase: policy.roundingBase,
      threshold: policy.threshold,
    },
    dataVersion: scope.dataVersion,
    sections,
    checks: [],
    suppressed: outcome.outcome === 'released' ? outcome.suppressed : { primary: 0, secondary: 0 },
    wordsToConfirm: [],
    notSearchedFor: [],
    logHead,
  }
  const edited = sections.flatMap((section) =>
    section.paragraphs
      .filter((one) => one.edited)
      .map((one) => ({
        paragraphId: one.paragraphId,
        sectionId: section.sectionId,
        text: plainText(one.runs),
      })),
  )
  return { document, figures, edited }
}

export const documentPeriod = (document: ProfileDocument): string =>
  periodWords(document.period.from, document.period.to)
