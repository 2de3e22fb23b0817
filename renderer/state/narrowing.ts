import { type CohortGroup, may, type Role } from '../../analysis/contract/index.ts'
import { formatRange } from '../text/dates.ts'
import { type Choices, daysInForce, somebodyOf } from './choices.ts'
import type { ViewName } from './view-names.ts'

const narrowingKinds = ['line', 'somebody', 'hexagon', 'days'] as const
export type NarrowingKind = (typeof narrowingKinds)[number]

/**
 * What each view is narrowed by. What is chosen in the view itself is looked at and narrows nothing; the network is drawn round a line, a person or
 * a number. Null is a view that is about the whole case.
 */
const narrowedBy: Readonly<Partial<Record<ViewName, readonly NarrowingKind[] | null>>> = {
  first: null,
  sources: null,
  lines: ['somebody', 'hexagon', 'days'],
  people: ['line', 'hexagon', 'days'],
  network: ['line', 'somebody', 'hexagon', 'days'],
  map: ['line', 'somebody', 'days'],
  journeys: ['line', 'somebody', 'hexagon', 'days'],
  profile: null,
  audit: null,
}

/** Whether the role works on rows, and not on released tables alone. */
export const isAnalyst = (role: Role): boolean => may(role, 'asksAsAnalyst')

export const seesExactCounts = (role: Role): boolean => may(role, 'readsGroups')

/** Whether a role lists who is in a group: a treatment group is for those who see exact counts, numbers of nobody for every analyst. */
export const listsGroup = (isExact: boolean, group: CohortGroup): boolean =>
  isExact || group === 'unattributed'

/** Released tables on a fixed grid only: no brush, no hexagon, no person. */
export const isLimited = (role: Role): boolean => !may(role, 'readsRows')

interface Narrowing {
  readonly kind: NarrowingKind
  /** What taking it away changes. */
  readonly without: Partial<Choices>
}

/** Which part of journeys is open: everybody's funnel, or one person's lanes. */
export type JourneysPage = 'funnel' | 'person'

/** Whether the network is drawn round the person or number that is chosen. */
const isFocus = ({ focus, ...choices }: Choices): boolean => {
  const somebody = somebodyOf(choices)
  return somebody !== null && JSON.stringify(focus) === JSON.stringify(somebody)
}

const isOpenIn = (kind: NarrowingKind, choices: Choices, page: JourneysPage, role: Role): boolean => {
  const { view, focus } = choices
  if (view === 'network' && kind === 'line') return focus !== null && 'lineId' in focus
  if (view === 'network' && kind === 'somebody') return isFocus(choices)
  if (view === 'lines' && kind === 'somebody') return choices.somebodyFrom !== 'lines'
  if (view === 'journeys' && page === 'person') return kind === 'somebody' || kind === 'days'
  if (view === 'journeys') return kind !== 'somebody' && seesExactCounts(role)
  return true
}

const isChosen = (kind: NarrowingKind, choices: Choices): boolean => {
  if (kind === 'line') return choices.lineId !== null
  if (kind === 'somebody') return somebodyOf(choices) !== null
  if (kind === 'hexagon') return choices.hexagon !== null
  return daysInForce(choices) !== null
}

const withoutKind = (kind: NarrowingKind, choices: Choices): Partial<Choices> => {
  if (kind === 'line') return { lineId: null }
  if (kind === 'somebody') return { personId: null, number: null }
  if (kind === 'hexagon') return { hexagon: null }
  return choices.brush === null ? { range: null } : { brush: null }
}

/** What the open view is narrowed by, in the order in which it is said. */
export const narrowingsOf = (choices: Choices, role: Role, page: JourneysPage = 'funnel'): Narrowing[] => {
  const kinds = narrowedBy[choices.view] ?? []
  if (isLimited(role))
    return choices.view === 'people' && choices.lineId !== null
      ? [{ kind: 'line', without: { lineId: null } }]
      : []
  return narrowingKinds
    .filter((kind) => kinds.includes(kind) && isChosen(kind, choices) && isOpenIn(kind, choices, page, role))
    .map((kind) => ({ kind, without: withoutKind(kind, choices) }))
}

/**
 * What lets go of the person or number that was chosen in the network and that other views follow, without drawing it anew; null where
 * nobody is, or the network is drawn round them.
 */
export const withoutPicked = (choices: Choices, role: Role): Partial<Choices> | null => {
  const { view, focus } = choices
  if (view !== 'network' || isLimited(role) || somebodyOf(choices) === null || isFocus(choices)) return null
  if (focus === null || 'lineId' in focus) return { personId: null, number: null }
  return 'person' in focus
    ? { personId: focus.person, number: null, focus }
    : { personId: null, number: focus.number, focus }
}

/** Whether something is chosen that the open view, which is about the whole case, does not follow. */
export const isWholeCase = (choices: Choices): boolean =>
  narrowedBy[choices.view] === null && narrowingKinds.some((kind) => isChosen(kind, choices))

/** What a reader must know of a view that follows a choice in part; null where it follows all. */
export const exceptionOf = (
  choices: Choices,
  role: Role,
  page: JourneysPage,
  names: { readonly somebody: string | null },
): string | null => {
  const { view, hexagon } = choices
  const has = (kind: NarrowingKind) => isChosen(kind, choices)
  if (isLimited(role)) {
    if (view === 'people' || view === 'journeys' || view === 'map')
      return has('days') || has('hexagon') || has('somebody')
        ? 'Your role gets figures by month and area: no days, hexagon or person narrow them.'
        : null
    return null
  }
  if (view === 'people' && !seesExactCounts(role) && (has('days') || hexagon !== null))
    return 'These are the protected counts at the end of the month. They do not follow the chosen days or hexagon.'
  if (view === 'map' && (has('line') || has('somebody')))
    return has('somebody')
      ? 'Rows that say whom they are about are narrowed; crime and others that name nobody are whole.'
      : 'A line narrows the calls and texts at masts; other layers are whole.'
  if (
    view === 'journeys' &&
    page === 'funnel' &&
    !seesExactCounts(role) &&
    (has('line') || has('days') || hexagon !== null)
  )
    return 'Journeys are counted as they may be released, of the whole case: not by line, hexagon or days.'
  if (view === 'journeys' && page === 'funnel' && names.somebody !== null)
    return `${names.somebody} alone is under One person.`
  return null
}

interface NarrowedNames {
  readonly line?: string | null
  readonly somebody?: string | null
  readonly hexagon?: boolean
  readonly days?: { readonly from: string; readonly to: string } | null
}

/** "of Comet, with 07700 900412, in the chosen hexagon, 1–7 Jun 2026": ends a sentence that says what is not there. */
export const narrowedWords = ({ line, somebody, hexagon, days }: NarrowedNames): string =>
  [
    line ? `of ${line}` : '',
    somebody ? `with ${somebody}` : '',
    hexagon ? 'in the chosen hexagon' : '',
    days ? formatRange(days.from, days.to) : '',
  ]
    .filter(Boolean)
    .join(', ')
