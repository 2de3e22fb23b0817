import { expect, it, onTestFinished } from 'vitest'
import { definitionOf, listKinds, personKinds } from '../../../analysis/kinds/lists.ts'
import { linkRecords } from '../../../analysis/linkage/link-records.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { caseWith, peopleByKey, type TestRecord } from '../linkage/case-with-records.ts'

const surnames = [
  ...['Halliwell', 'Ottley', 'Mottram', 'Wardle', 'Tordoff', 'Yeadon', 'Brierley', 'Cuthbert', 'Denholm'],
  ...[
    'Fairfax',
    'Grimshaw',
    'Hesketh',
    'Iveson',
    'Jagger',
    'Kershaw',
    'Lumb',
    'Noakes',
    'Pickles',
    'Quarmby',
  ],
]
/** Two records of one name with births far apart, which no rule joins but one about a reference. */
const namesakes = (kind: string, index: number, left: Partial<TestRecord>, right: Partial<TestRecord>) => {
  const day = `0${1 + (index % 9)}-1${index % 8}`
  const shared = { forename: 'Katherine', surname: surnames[index % surnames.length]!, sex: 'F' }
  return [
    { kind, ...shared, birth: `${1930 + index}-${day}`, ...left, key: `${kind} ${index} a` },
    {
      kind,
      ...shared,
      birth: `${1966 + index}-1${index % 3}-2${(index + 5) % 8}`,
      ...right,
      key: `${kind} ${index} b`,
    },
  ]
}

it('a reference makes two records one person only as far as its kind declares', async () => {
  const pairs = personKinds.flatMap((kind, index) => {
    const { referenceOfPerson } = definitionOf(kind)!
    const [own, nominal] = [`R${1003 + index}`, `N${2003 + index}`]
    return [
      {
        records: namesakes(kind, index * 2, { id: own }, { id: own }),
        // A custody record is of one person; a list numbers its own rows.
        isOne: kind === 'custody' || (referenceOfPerson !== undefined && !listKinds.includes(kind)),
      },
      {
        records: namesakes(kind, index * 2 + 1, { id: nominal }, { kind: 'custody', fields: { nominal } }),
        isOne: referenceOfPerson === 'nominal',
      },
    ]
  })
  const test = await caseWith(pairs.flatMap(({ records }) => records))
  onTestFinished(() => test.close())
  await linkRecords(test.openCase, unwatched(), wholeSight)
  const expected = pairs.flatMap(({ records, isOne }) => {
    const keys = records.map(({ key }) => key)
    return isOne ? [keys] : keys.map((key) => [key])
  })
  const inOrder = (people: string[][]) => [...people].sort((left, right) => (left[0]! < right[0]! ? -1 : 1))
  expect(inOrder(await peopleByKey(test.openCase))).toEqual(inOrder(expected))
})
