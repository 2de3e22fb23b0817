import { describe, expect, it } from 'vitest'
import { isPassedOver, stateOf } from '../../renderer/text/line-state.ts'
import { exportedTable } from '../../renderer/ui/table/column.ts'
import { busyHours, findings, kindsLoaded } from '../../renderer/views/first/model.ts'
import { lineColumns } from '../../renderer/views/lines/columns.tsx'
import {
  addsUp,
  decisionWords,
  numberWords,
  reasonWords,
  stateCounts,
  thresholdSentence,
} from '../../renderer/views/lines/model.ts'
import { cohorts, detailOf, files, lines } from './gallery/county.ts'

const reason = (feature: string, weight: number) => ({ feature, words: feature, weight, rows: 1 })

describe('the head of the list', () => {
  it('counts a line that was decided apart from those only proposed', () => {
    const proposed = { accepted: true, decision: null }
    expect(stateCounts([proposed, proposed, { accepted: false, decision: null }])).toBe('2 proposed')
    expect(
      stateCounts([
        proposed,
        { accepted: true, decision: 'accepted' },
        { accepted: false, decision: 'set-aside' },
      ]),
    ).toBe('1 proposed, 1 accepted, 1 set aside')
  })
})

describe('a table that leaves', () => {
  it('holds a score as it is shown', () => {
    const line = { ...lines[0]!, score: 0.23147521650098238 }
    const { columns, rows } = exportedTable('lines', 'Lines', lineColumns([line], 0.5, undefined), [line])
    expect(rows[0]?.[columns.indexOf('Score')]).toBe(0.23)
  })
})

describe('reasons in a table', () => {
  it('are at most three, strongest first, and never cut', () => {
    const reasons = [
      reason('burst', 1),
      reason('bulk-texts', 3),
      reason('call-backs', 2),
      reason('upstream', 0.1),
      reason('long-calls', -4),
    ]
    expect(reasonWords({ reasons }, false)).toBe('bulk texts · call-backs · burst')
    const long = [reason('outgoing-strangers', 3), reason('customer-calls', 2), reason('long-calls', 1)]
    expect(reasonWords({ reasons: long }, false)).toBe('few strangers · callers')
  })

  it('of a line that was passed over begin with what spoke against it', () => {
    const reasons = [reason('bulk-texts', 3), reason('reminders', -2)]
    expect(reasonWords({ reasons }, true)).toBe('reminder texts · bulk texts')
    expect(reasonWords({ reasons: [] }, true)).toBe('no reason for it')
  })
})

describe('the state of a line', () => {
  it('is what a person decided, else what the method proposed', () => {
    expect(stateOf({ decision: null, accepted: true })).toBe('proposed')
    expect(stateOf({ decision: 'set-aside', accepted: false })).toBe('set aside')
    expect(stateOf({ decision: 'accepted', accepted: true })).toBe('accepted')
    expect(decisionWords({ decision: null, accepted: false })).toBe('not yet reviewed')
    expect(isPassedOver({ decision: 'review', accepted: false })).toBe(false)
  })
})

describe('the threshold', () => {
  it('is said once, between the last line above it and the first below', () => {
    const said = lines.map((line, index) =>
      thresholdSentence(line, lines[index - 1] ?? null, null, lines, 0.6),
    )
    expect(said.filter(Boolean)).toEqual([
      'Default threshold 0.60. The 14 lines above are proposed; the 10 below are kept so that you can see what was passed over and why.',
    ])
    expect(said.findIndex(Boolean)).toBe(14)
  })

  it('is not said when the table is sorted by something else', () => {
    const said = thresholdSentence(
      lines[14]!,
      lines[13]!,
      { columnId: 'name', descending: false },
      lines,
      0.6,
    )
    expect(said).toBeNull()
  })
})

describe('a score', () => {
  it('adds up from its prior and weights, or is seen not to', () => {
    expect(lines.every(addsUp)).toBe(true)
    expect(addsUp({ ...lines[0]!, prior: lines[0]!.prior + 1 })).toBe(false)
    expect(detailOf(lines[0]!).lineage).toHaveLength(3)
    expect(numberWords(3)).toBe('third number')
  })
})

describe('the first screen', () => {
  it('names at most three things, all from the case', () => {
    const found = findings(lines, cohorts(null))
    expect(found.map((finding) => finding.kind)).toEqual(['rebrand', 'unknown', 'look-alike'])
    expect(found[0]?.title).toBe('A line that changed number twice')
    expect(found[1]?.title).toBe('215 whom no service knows')
  })

  it('says less where the case shows less', () => {
    expect(findings([], null)).toEqual([])
    const suppressed = {
      ...cohorts(null),
      groups: cohorts(null).groups.map((group) => ({ ...group, count: null })),
    }
    expect(findings([], suppressed)).toEqual([])
    expect(findings(lines.slice(3, 5), null).map((finding) => finding.kind)).toEqual(['rebrand', 'hours'])
  })

  it('finds the busy hours, over midnight too', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour >= 22 || hour < 2 ? 10 : 0))
    expect(busyHours(hours, 1)).toEqual({ from: 22, to: 2 })
  })

  it('lists the kinds that are loaded', () => {
    expect(kindsLoaded(files)).toBe('call records, custody, seized phones and treatment')
    expect(kindsLoaded([])).toBe('')
  })
})
