import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonDetail, Role } from '../../analysis/contract/index.ts'
import { type Choices, daysInForce, everything, noChoices, useChoices } from '../../renderer/state/choices.ts'
import { journeysPageOf } from '../../renderer/state/journeys-choices.ts'
import {
  exceptionOf,
  isWholeCase,
  narrowedWords,
  narrowingsOf,
  withoutPicked,
} from '../../renderer/state/narrowing.ts'
import { undoStep } from '../../renderer/state/undo-history.ts'
import type { ViewName } from '../../renderer/state/view-names.ts'
import { detailWithin } from '../../renderer/views/journeys/model.ts'

const range = { from: '2026-01-01', to: '2026-03-31' }
const brush = { from: '2026-02-02', to: '2026-02-08' }

const all: Choices = {
  ...noChoices,
  lineId: 'line-1',
  personId: '7',
  number: '+447700900001',
  hexagon: '8719456f1ffffff',
  range,
  brush,
  focus: { person: '7' },
  somebodyFrom: 'people',
}

const kinds = (choices: Choices, role: Role = 'hub', page: 'funnel' | 'person' = 'funnel') =>
  narrowingsOf(choices, role, page).map(({ kind }) => kind)

describe('what narrows a view', () => {
  it.each([
    ['lines', ['somebody', 'hexagon', 'days']],
    ['people', ['line', 'hexagon', 'days']],
    ['network', ['somebody', 'hexagon', 'days']],
    ['map', ['line', 'somebody', 'days']],
    ['journeys', ['line', 'hexagon', 'days']],
    ['first', []],
    ['sources', []],
    ['profile', []],
    ['audit', []],
  ] as const)('is all that is chosen outside it: %s', (view, expected) => {
    expect(kinds({ ...all, view })).toEqual(expected)
  })

  it('is nothing where nothing is chosen', () => {
    for (const view of ['lines', 'people', 'network', 'map', 'journeys', 'profile'] as ViewName[]) {
      expect(kinds({ ...noChoices, view })).toEqual([])
      expect(isWholeCase({ ...noChoices, view })).toBe(false)
    }
  })

  it('is one person, not the line, in the journey of one person', () => {
    const choices: Choices = { ...all, view: 'journeys' }
    expect(kinds(choices, 'hub', 'person')).toEqual(['somebody', 'days'])
    expect(journeysPageOf(null, choices)).toBe('person')
    expect(journeysPageOf('funnel', choices)).toBe('funnel')
    expect(journeysPageOf(null, noChoices)).toBe('funnel')
  })

  it('is the line again in the network once the line was chosen last', () => {
    expect(kinds({ ...all, view: 'network', focus: { lineId: 'line-1' } })).toEqual([
      'line',
      'hexagon',
      'days',
    ])
  })

  it('is no customer that was picked in Lines itself', () => {
    expect(kinds({ ...all, view: 'lines', somebodyFrom: 'lines' })).toEqual(['hexagon', 'days'])
  })

  it('is never days, a hexagon or a person for a role that gets released tables', () => {
    for (const role of ['lead', 'reader'] as const)
      for (const view of ['lines', 'network', 'map', 'journeys'] as const)
        expect(kinds({ ...all, view }, role)).toEqual([])
    expect(kinds({ ...all, view: 'people' }, 'lead')).toEqual(['line'])
    expect(exceptionOf({ ...all, view: 'journeys' }, 'lead', 'funnel', { somebody: null })).toMatch(
      /by month/,
    )
    expect(exceptionOf({ ...all, view: 'people' }, 'police', 'funnel', { somebody: null })).toMatch(
      /do not follow the chosen days or hexagon/,
    )
    expect(kinds({ ...all, view: 'journeys' }, 'police')).toEqual([])
  })

  it('is said to be the whole case where a view follows nothing', () => {
    for (const view of ['first', 'sources', 'profile', 'audit'] as const)
      expect(isWholeCase({ ...all, view })).toBe(true)
  })
})

describe('each narrowing', () => {
  beforeEach(() => useChoices.getState().reset())

  it('is taken away by itself: the brush before the range', () => {
    const without = (choices: Choices, kind: string) =>
      narrowingsOf(choices, 'hub').find((one) => one.kind === kind)?.without
    const map: Choices = { ...all, view: 'map' }
    expect(without(map, 'days')).toEqual({ brush: null })
    expect(without({ ...map, brush: null }, 'days')).toEqual({ range: null })
    expect(without(map, 'line')).toEqual({ lineId: null })
    expect(without(map, 'somebody')).toEqual({ personId: null, number: null })
    expect(without({ ...all, view: 'people' }, 'hexagon')).toEqual({ hexagon: null })
  })

  it('goes with one command, and comes back with one undo', () => {
    const { choose } = useChoices.getState()
    choose({ view: 'map', lineId: 'line-1' })
    choose({ personId: '7' })
    choose({ hexagon: all.hexagon, range, brush })
    const before = useChoices.getState()
    choose({ ...everything, fileId: null })
    expect(kinds(useChoices.getState())).toEqual([])
    expect(useChoices.getState()).toMatchObject({ focus: null, somebodyFrom: null, view: 'map' })
    undoStep()
    expect(useChoices.getState()).toMatchObject({
      lineId: before.lineId,
      personId: before.personId,
      hexagon: before.hexagon,
      brush,
      focus: { person: '7' },
    })
  })
})

describe('a node that is picked in the network', () => {
  beforeEach(() => useChoices.getState().reset())

  it('is let go without another network being drawn', () => {
    const { choose } = useChoices.getState()
    choose({ view: 'network', lineId: 'line-1' })
    expect(withoutPicked(useChoices.getState(), 'hub')).toBeNull()
    choose({ number: '+447700900001', personId: '7' })
    expect(withoutPicked(useChoices.getState(), 'lead')).toBeNull()
    choose(withoutPicked(useChoices.getState(), 'hub')!)
    expect(useChoices.getState()).toMatchObject({
      personId: null,
      number: null,
      lineId: 'line-1',
      focus: { lineId: 'line-1' },
    })
  })

  it('gives way to the person round whom the network is drawn', () => {
    const { choose } = useChoices.getState()
    choose({ view: 'people', personId: '7' })
    choose({ view: 'network' })
    expect(withoutPicked(useChoices.getState(), 'hub')).toBeNull()
    expect(kinds(useChoices.getState())).toEqual(['somebody'])
    choose({ number: '+447700900002', personId: null })
    expect(kinds(useChoices.getState())).toEqual([])
    choose(withoutPicked(useChoices.getState(), 'hub')!)
    expect(useChoices.getState()).toMatchObject({ personId: '7', number: null, focus: { person: '7' } })
    expect(kinds(useChoices.getState())).toEqual(['somebody'])
  })
})

describe('what is not there', () => {
  it('is said with who, where and when', () => {
    expect(narrowedWords({ somebody: '07700 900412', hexagon: true, days: brush })).toBe(
      'with 07700 900412, in the chosen hexagon, 2–8 Feb 2026',
    )
    expect(narrowedWords({ line: 'Comet' })).toBe('of Comet')
  })

  it('follows the brushed days, else the range', () => {
    expect(daysInForce({ range, brush })).toBe(brush)
    expect(daysInForce({ range, brush: null })).toBe(range)
  })
})

describe('one person in days', () => {
  const record = (kind: string, day: string | null, until: string | null) => ({ kind, day, until })
  const detail = {
    records: [
      record('custody', '2026-02-03', null),
      record('custody', '2026-03-03', null),
      record('treatment', '2026-01-05', null),
      record('treatment', '2026-01-05', '2026-01-20'),
      record('programme', '2026-03-01', null),
      record('harm', null, null),
    ],
    numbers: [
      { number: 'a', from: '2026-01-01', to: '2026-02-02' },
      { number: 'b', from: '2026-02-09', to: null },
    ],
  } as unknown as PersonDetail

  it('keeps what falls on them or lasts into them', () => {
    const within = detailWithin(detail, brush)
    expect(within.records.map(({ kind, day, until }) => [kind, day, until])).toEqual([
      ['custody', '2026-02-03', null],
      ['treatment', '2026-01-05', null],
    ])
    expect(within.numbers.map(({ number }) => number)).toEqual(['a'])
    expect(detailWithin(detail, null)).toBe(detail)
  })
})
