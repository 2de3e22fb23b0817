import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceKind } from '../../../analysis/contract/index.ts'
import { faultsOfKinds } from '../../../analysis/kinds/check-kinds.ts'
import { defineKind, field, type KindDefinition } from '../../../analysis/kinds/define-kind.ts'
import {
  declaredKinds,
  definitionOf,
  familyOf,
  kindDefinitions,
  titlesOf,
} from '../../../analysis/kinds/lists.ts'
import { recogniseHeaders } from '../../../analysis/sources/recognise.ts'
import { groupKinds, mayReadKind, openKinds } from '../../../analysis/visibility/source-kinds.ts'

const sound = defineKind({
  kind: 'visits',
  order: 500,
  titles: { singular: 'visit', plural: 'visits', file: 'visits' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'record',
  aboutPeople: true,
  fields: [field('recordId', 'Visit', 'visit ref | visit no'), field('at', 'When', 'visited')],
  requires: [['at']],
  marks: ['recordId'],
  layouts: [],
  needsTime: true,
  needsIdentity: true,
  duplicates: 'same-content',
  boundsCase: true,
  provesAlive: true,
  absence: { leavesOpen: 'who was visited' },
})

const faultsOf = (change: Partial<KindDefinition>) =>
  faultsOfKinds([{ ...sound, ...change } as KindDefinition])

describe('a kind that is declared wrongly', () => {
  it('is found sound where it is', () => {
    expect(faultsOfKinds([sound])).toEqual([])
    expect(faultsOfKinds(declaredKinds)).toEqual([])
  })

  it.each<[string, Partial<KindDefinition>, string]>([
    [
      'two fields of one name',
      { fields: [...sound.fields, field('at', 'Again', 'again')] },
      'two fields are called "at"',
    ],
    [
      'an alias twice',
      { fields: [field('recordId', 'Visit', 'visit ref | visit ref'), field('at', 'When', 'visited')] },
      'its field "recordId" has the header "visit ref" twice',
    ],
    [
      'an alias that no header is',
      { fields: [field('recordId', 'Visit', 'Visit-Ref'), field('at', 'When', 'visited')] },
      'no header is read as "Visit-Ref" (field "recordId"): write it in small letters, digits and single spaces',
    ],
    ['an unknown role', { visibleTo: ['hub', 'army'] as never }, 'no role that reads rows is called "army"'],
    ['hidden from the hub', { visibleTo: ['police'] }, 'the hub may not read it'],
    [
      'a missing title',
      { titles: { plural: 'visits', file: 'visits' } as never },
      'it has no title "singular"',
    ],
    ['an empty title', { titles: { ...sound.titles, file: ' ' } }, 'its title "file" is empty'],
    ['an unknown family', { family: 'fire' as never }, 'no family is called "fire"'],
    ['a health source for the police', { family: 'health' }, 'police may read a health source'],
    [
      'a requirement of no field',
      { requires: [['when']] },
      'a requirement names the field "when", which it has not',
    ],
    ['a mark of no field', { marks: ['ref'] }, 'a mark names the field "ref", which it has not'],
    ['an unknown reader', { reader: 'fax' as never }, 'no reader is called "fax"'],
    [
      'nothing said of its absence',
      { absence: { leavesOpen: '' } },
      'it does not say what its absence leaves open',
    ],
    [
      'a group outside health',
      { putsInGroup: 'mainstream' },
      'it puts people in a treatment group and is no health source',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual([`The kind "visits" is declared wrongly: ${fault}.`])
  })

  it('names both where two stand at one place', () => {
    expect(faultsOfKinds([sound, { ...sound, kind: 'calls-out' } as KindDefinition])).toEqual([
      'The kinds "visits" and "calls-out" stand at the same place (order 500).',
    ])
  })
})

describe('each kind that is read', () => {
  it.each(kindDefinitions.map((one) => [one.kind, one] as const))('%s: is whole', (kind, definition) => {
    expect(sourceKind.options).toContain(kind)
    expect(definitionOf(kind)).toBe(definition)
    const titles = titlesOf(kind)
    for (const words of Object.values(titles)) expect(words.trim()).not.toBe('')
    expect(definition.absence.leavesOpen).not.toBe('')
    expect(mayReadKind('hub', kind)).toBe(true)
    expect(mayReadKind('lead', kind)).toBe(false)
    expect(openKinds.includes(kind)).toBe(familyOf(kind) !== 'health')
  })

  it.each(
    kindDefinitions.filter(({ reader }) => reader === undefined).map((one) => [one.kind, one] as const),
  )('%s: is recognised by the usual headers of its fields', (kind, { fields }) => {
    const headers = fields.map(({ headers: aliases }) => aliases[0]!)
    const { best } = recogniseHeaders([...new Set(headers)], kind)
    expect(best?.kind).toBe(kind)
    expect(recogniseHeaders([...new Set(headers)]).best?.kind).toBe(kind)
  })
})

describe('who may read what', () => {
  it('is declared by each kind', () => {
    expect(mayReadKind('police', 'treatment')).toBe(false)
    expect(mayReadKind('police', 'custody')).toBe(true)
    expect(mayReadKind('health', 'hospital')).toBe(true)
    expect(mayReadKind('health', 'a kind of a later version')).toBe(false)
    expect(groupKinds).toEqual(['treatment', 'programme'])
  })
})

describe('the list of kinds', () => {
  it('is written by the script that the lint runs', () => {
    const { scripts } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
    ) as { scripts: Record<string, string> }
    expect(scripts.lint).toContain('tests/kinds-index.mjs')
  })
})
