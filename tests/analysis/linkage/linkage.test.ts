import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sql } from '../../../analysis/case/sql.ts'
import { linkRecords } from '../../../analysis/linkage/link-records.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { caseWith, peopleByKey, type TestRecord } from './case-with-records.ts'

async function peopleOf(records: readonly TestRecord[]): Promise<string[][]> {
  const test = await caseWith(records)
  onTestFinished(() => test.close())
  await linkRecords(test.openCase, unwatched(), wholeSight)
  return peopleByKey(test.openCase)
}

const person = { forename: 'Katherine', surname: 'Halliwell', birth: '1985-11-02', sex: 'F' } as const

describe('one person', () => {
  it.each<[string, Partial<TestRecord>, Partial<TestRecord>?]>([
    ['the same names and date of birth', {}],
    ['a short form of the forename', { forename: 'Kate' }],
    ['names in swapped order', { forename: 'Halliwell', surname: 'Katherine' }],
    ['a slip of the pen in the surname', { surname: 'Haliwell' }],
    ['day and month of birth swapped', { birth: '1985-02-11' }],
    ['one digit of the date of birth wrong', { birth: '1986-11-02' }],
    [
      'another surname at the same postcode',
      { surname: 'Ottley', postcode: 'ZW1 2AB' },
      { postcode: 'ZW1 2AB' },
    ],
    [
      'the same phone and date of birth without a forename',
      { forename: undefined, surname: undefined, phone: '+447700900102' },
      { phone: '+447700900102' },
    ],
    [
      'the same email address and names without a date of birth',
      { birth: undefined, email: 'k.halliwell@example.org' },
      { email: 'k.halliwell@example.org' },
    ],
  ])('%s', async (_, other, also = {}) => {
    const people = await peopleOf([
      { key: 'a', kind: 'custody', ...person, ...also },
      { key: 'b', kind: 'programme', ...person, ...other },
    ])
    expect(people).toEqual([['a', 'b']])
  })
})

describe('two people', () => {
  it.each<[string, Partial<TestRecord>, Partial<TestRecord>?]>([
    ['namesakes of other birth dates', { birth: '1972-06-17' }],
    ['twins', { forename: 'Margaret' }],
    [
      'a father and a son of one name at one address',
      { birth: '2009-11-02', postcode: 'ZW1 2AB' },
      { postcode: 'ZW1 2AB' },
    ],
    [
      'a couple who share a phone',
      { forename: 'Peter', birth: '1983-01-30', sex: 'M', phone: '+447700900102' },
      { phone: '+447700900102' },
    ],
    ['strangers born on one day', { forename: 'Joanne', surname: 'Wardle' }],
    [
      'a handed-on phone',
      { forename: 'Sophie', surname: 'Yeadon', birth: '1999-09-09', phone: '+447700900102' },
      { phone: '+447700900102' },
    ],
    [
      'a household that shares an email address',
      { forename: 'Peter', birth: '2011-05-05', sex: 'M', email: 'home@example.org' },
      { email: 'home@example.org' },
    ],
    ['the same names without a date of birth or a place', { birth: undefined }, { birth: undefined }],
  ])('%s', async (_, other, also = {}) => {
    const people = await peopleOf([
      { key: 'a', kind: 'custody', ...person, ...also },
      { key: 'b', kind: 'programme', ...person, ...other },
    ])
    expect(people).toEqual([['a'], ['b']])
  })

  it('twins stay apart though a third record fits both', async () => {
    const twin = { surname: 'Tordoff', birth: '1995-09-09', sex: 'M', postcode: 'ZW2 9PQ' }
    const people = await peopleOf([
      { key: 'mark', kind: 'custody', forename: 'Mark', ...twin },
      { key: 'martin', kind: 'custody', forename: 'Martin', ...twin },
      { key: 'neither', kind: 'programme', forename: 'M', ...twin },
    ])
    expect(people.find((keys) => keys.includes('mark'))).not.toContain('martin')
  })
})

describe('the reference of a source', () => {
  /** Of one name, but born at another time: only a reference says that they are one person. */
  const other = { ...person, birth: '1962-05-27' } as const

  it.each<[string, readonly [TestRecord, TestRecord], readonly string[][]]>([
    [
      'a nominal reference is one in every police kind',
      [
        { key: 'a', kind: 'custody', ...person, fields: { nominal: '1003' } },
        { key: 'b', kind: 'people', id: '1003', ...other },
      ],
      [['a', 'b']],
    ],
    [
      'a source’s own reference is nobody’s nominal reference',
      [
        { key: 'a', kind: 'custody', ...person, fields: { nominal: '1003' } },
        { key: 'b', kind: 'prison', id: '1003', ...other },
      ],
      [['a'], ['b']],
    ],
    [
      'a source’s own reference is the number of no list',
      [
        { key: 'a', kind: 'people', id: '1003', ...person },
        { key: 'b', kind: 'prison', id: '1003', ...other },
      ],
      [['a'], ['b']],
    ],
    [
      'a source’s own reference holds within the kind',
      [
        { key: 'a', kind: 'prison', id: 'A1003BC', ...person },
        { key: 'b', kind: 'prison', id: 'a1003bc', ...other },
      ],
      [['a', 'b']],
    ],
    [
      'two lists number their own rows',
      [
        { key: 'a', kind: 'people', id: '1003', ...person },
        { key: 'b', kind: 'people', id: '1003', ...other },
      ],
      [['a'], ['b']],
    ],
  ])('%s', async (_, records, people) => {
    expect(await peopleOf(records)).toEqual(people)
  })

  it.each([
    ['another', 'Two', [['a'], ['b']]],
    ['the same', 'one ', [['a', 'b']]],
  ])('holds within one controller where that is recorded: %s', async (_, controller, people) => {
    const test = await caseWith([
      { key: 'a', kind: 'prison', id: 'A1003BC', ...person },
      { key: 'b', kind: 'prison', id: 'A1003BC', ...other },
    ])
    onTestFinished(() => test.close())
    await test.openCase.database.write(undefined, async (connection) => {
      await connection.run(sql`update file set controller = 'One'`)
      await connection.run(sql`insert into file
        select * replace (file_id + 1 as file_id, 'sha other' as sha256, ${controller} as controller) from file`)
      await connection.run(sql`update record set file_id = file_id + 1 where record_key = 'b'`)
    })
    await linkRecords(test.openCase, unwatched(), wholeSight)
    expect(await peopleByKey(test.openCase)).toEqual(people)
  })
})

const names = ['Anna', 'Annie', 'Robert', 'Bob', 'Lee', 'Daniel', 'Danny']
const surnames = ['Mottram', 'Motram', 'Ottley', 'Tordoff', 'Wardle']
const births = ['1990-03-14', '1990-04-13', '1985-11-02', '1992-06-05', '1992-05-06']
const someRecord = fc.record({
  kind: fc.constantFrom('custody', 'programme', 'treatment'),
  forename: fc.option(fc.constantFrom(...names), { nil: undefined }),
  surname: fc.option(fc.constantFrom(...surnames), { nil: undefined }),
  birth: fc.option(fc.constantFrom(...births), { nil: undefined }),
  sex: fc.option(fc.constantFrom('M', 'F'), { nil: undefined }),
  phone: fc.option(fc.constantFrom('+447700900101', '+447700900102'), { nil: undefined }),
  postcode: fc.option(fc.constantFrom('ZW1 2AB', 'ZW2 9PQ'), { nil: undefined }),
})

describe('whatever the records', () => {
  it('the people are the same in any order of the rows, and each record is of one person', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someRecord, { minLength: 2, maxLength: 24 }),
        fc.integer({ min: 1, max: 1000 }),
        async (some, seed) => {
          const records = some.map((record, index) => ({
            ...record,
            key: `r${String(index).padStart(2, '0')}`,
          }))
          const shuffled = [...records].sort(
            (left, right) =>
              ((left.key.charCodeAt(2) * 7919 + seed) % 97) -
                ((right.key.charCodeAt(2) * 7919 + seed) % 97) || right.key.localeCompare(left.key),
          )
          const washed = async (rows: readonly TestRecord[]) => {
            const test = await caseWith(rows)
            try {
              await linkRecords(test.openCase, unwatched(), wholeSight)
              return await peopleByKey(test.openCase)
            } finally {
              await test.close()
            }
          }
          const people = await washed(records)
          expect(people.flat().sort()).toEqual(records.map((record) => record.key))
          expect(await washed(shuffled)).toEqual(people)
        },
      ),
      { numRuns: 12, seed: 20260601 },
    )
  })

  it('a second wash finds what the first did', async () => {
    const test = await caseWith(
      Array.from({ length: 40 }, (_, index) => ({
        key: `k${String(index).padStart(2, '0')}`,
        kind: index % 2 ? 'custody' : 'programme',
        forename: names[index % names.length],
        surname: surnames[index % surnames.length],
        birth: births[index % births.length],
      })),
    )
    onTestFinished(() => test.close())
    const first = await linkRecords(test.openCase, unwatched(), wholeSight)
    const people = await peopleByKey(test.openCase)
    const again = await linkRecords(test.openCase, unwatched(), wholeSight)
    expect(await peopleByKey(test.openCase)).toEqual(people)
    expect({ ...again, seconds: 0 }).toEqual({ ...first, seconds: 0 })
  })
})
