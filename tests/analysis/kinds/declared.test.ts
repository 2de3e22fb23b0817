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

  const told = field('at', 'When', 'visited')
  it.each<[string, Partial<KindDefinition>, string]>([
    [
      'an unknown title',
      { titles: { ...sound.titles, head: 'Visit' } as never },
      'no title is called "head"',
    ],
    ['an empty lane name', { lane: { name: ' ', lasts: true } }, 'its lane has no name'],
    [
      'one header under two fields',
      { fields: [...sound.fields, field('worker', 'Worker', 'worker | visit no')] },
      'the header "visit no" stands under the fields "recordId" and "worker"',
    ],
    [
      'a time that no field gives',
      { fields: [field('recordId', 'Visit', 'visit ref')], requires: [['recordId']] },
      'its rows need a time and it has no field "at"',
    ],
    [
      'about people whom no field names',
      { fields: [told, field('ward', 'Ward')], marks: ['ward'], needsIdentity: false },
      'it is about people and no field says whom',
    ],
    [
      'about people, to be looked up',
      {
        storesAs: 'reference',
        fields: [...sound.fields, field('code', 'Cell'), field('latitude', 'Latitude')],
      },
      'it is about people and its rows are stored as "reference": only records and events say whom they are about',
    ],
    [
      'areas from a table',
      { storesAs: 'place', aboutPeople: false },
      'areas are read from no table: it needs a reader',
    ],
    [
      'positions that are no masts',
      { storesAs: 'reference', aboutPeople: false },
      'a table is looked up for masts alone: it needs the name and the position of a mast, or a reader of its own',
    ],
    [
      'masts that not all may read',
      {
        storesAs: 'reference',
        aboutPeople: false,
        family: 'health',
        visibleTo: ['health', 'hub'],
        fields: [...sound.fields, field('code', 'Cell'), field('latitude', 'Latitude')],
      },
      'what calls take their places from must be visible to police, health and hub, who read the calls',
    ],
    [
      'a person’s reference without a field',
      {
        referenceOfPerson: 'own',
        fields: [told, field('surname', 'Surname')],
        marks: [],
      },
      'its own reference is a person’s and it has no field "recordId", or is about nobody',
    ],
    [
      'a nominal reference of a health source',
      { referenceOfPerson: 'nominal', family: 'health', visibleTo: ['health', 'hub'] },
      'its own reference is the police force’s nominal reference and it is no police source',
    ],
    [
      'an unknown meaning of its place',
      { placeIs: 'work' as never },
      'no meaning of a place is called "work"',
    ],
    [
      'duplicates that no loader tells',
      { duplicates: 'by-loader' },
      'no loader tells the duplicates of its rows: say "same-content" or "nth-of-content"',
    ],
    ...['__proto__', 'file_id', 'constructor', 'kind'].map(
      (name): [string, Partial<KindDefinition>, string] => [
        `a field called ${name}`,
        { fields: [...sound.fields, field(name, 'Other', 'other')] },
        `no field can be called "${name}": write a name of its own in letters and digits, as dateOfBirth`,
      ],
    ),
    ['the name of another file', { kind: 'index' }, 'another file of analysis/kinds has its name'],
    [
      'codes in no field',
      { handling: { field: 'handling', shares: ['P'] } },
      'its handling codes stand in the field "handling", which it has not',
    ],
    ['an order that is no number', { order: Number.NaN }, 'its "order" is not a number'],
    ['no order', { order: undefined as never }, 'it has no "order"'],
    ['a precedence in words', { precedence: 'first' as never }, 'its "precedence" is not a number'],
    ['no roles', { visibleTo: undefined as never }, 'it has no "visibleTo"'],
    ['no titles', { titles: undefined as never }, 'it has no "titles"'],
    [
      'a number as title',
      { titles: { ...sound.titles, plural: 3 } as never },
      'its "titles" is not made of words',
    ],
    ['nothing said of its absence', { absence: undefined as never }, 'it has no "absence"'],
    ['no fields', { fields: undefined as never }, 'it has no "fields"'],
    [
      'a property that nobody knows',
      { marks: [], colour: 'red' } as never,
      'it has a "colour", which no kind has',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual([`The kind "${change.kind ?? 'visits'}" is declared wrongly: ${fault}.`])
  })

  const another = (change: Partial<KindDefinition>) =>
    ({
      ...sound,
      kind: 'calls-out',
      fields: [field('recordId', 'Call-out', 'call out ref'), told],
      ...change,
    }) as KindDefinition

  it('stops the check of no other', () => {
    const nothing = { kind: 'nothing', isRead: true, fields: null } as never
    const faults = faultsOfKinds([undefined, nothing, another({ order: 501, family: 'fire' as never })])
    expect(faults[0]).toBe(
      'The kind at place 1 of the list is declared wrongly: it is not made by defineKind or foresee.',
    )
    expect(faults).toContain('The kind "nothing" is declared wrongly: it has no "order".')
    expect(faults.at(-1)).toBe('The kind "calls-out" is declared wrongly: no family is called "fire".')
  })

  it('names both where two stand at one place', () => {
    expect(faultsOfKinds([sound, another({})])).toEqual([
      'The kinds "visits" and "calls-out" stand at the same place (order 500).',
    ])
  })

  it('names the other where a mark is another kind’s too', () => {
    expect(faultsOfKinds([sound, another({ order: 501, marks: [], fields: sound.fields })])).toEqual([
      'The kind "visits" is declared wrongly: its mark "recordId" (header "visit ref") does not tell it from "calls-out", which has the field too.',
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
