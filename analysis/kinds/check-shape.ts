/** What a property of a declaration must be, before anything is said of what it says. */
type Shape = readonly [words: string, is: (value: unknown) => boolean]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isWords = (value: unknown): value is string => typeof value === 'string'
const isList = (value: unknown, of: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(of)
const isWordList = (value: unknown) => isList(value, isWords)

const words: Shape = ['words in quotation marks', isWords]
const number: Shape = ['a number', Number.isFinite]
const yesOrNo: Shape = ['true or false', (value) => typeof value === 'boolean']
const wordList: Shape = ['a list of words', isWordList]
const titles: Shape = ['made of words', (value) => isObject(value) && Object.values(value).every(isWords)]
const absence: Shape = [
  '{ leavesOpen: words, askFor?: words }',
  (value) =>
    isObject(value) && isWords(value.leavesOpen) && (value.askFor === undefined || isWords(value.askFor)),
]
const handling: Shape = [
  '{ field: words, shares: list of words }',
  (value) => isObject(value) && isWords(value.field) && isWordList(value.shares),
]
const lane: Shape = [
  '{ name: words, lasts: true or false }',
  (value) => isObject(value) && isWords(value.name) && typeof value.lasts === 'boolean',
]
const fields: Shape = [
  'a list of what field(...) makes',
  (value) =>
    isList(
      value,
      (one) =>
        isObject(one) &&
        isWords(one.field) &&
        isWords(one.label) &&
        isWordList(one.headers) &&
        (one.values === undefined || (isObject(one.values) && Object.values(one.values).every(isWords))),
    ),
]
const groups: Shape = ['a list of lists of fields', (value) => isList(value, isWordList)]
const layouts: Shape = [
  'a list of { name: words, headers: list of words }',
  (value) => isList(value, (one) => isObject(one) && isWords(one.name) && isWordList(one.headers)),
]

type Shapes = Readonly<Record<string, Shape>>

const ofAnyKind: Shapes = { kind: words, order: number, titles, family: words, visibleTo: wordList }
const optionalOfAnyKind: Shapes = { handling }
const ofReadKind: Shapes = {
  storesAs: words,
  aboutPeople: yesOrNo,
  fields,
  requires: groups,
  marks: wordList,
  layouts,
  needsTime: yesOrNo,
  needsIdentity: yesOrNo,
  duplicates: words,
  boundsCase: yesOrNo,
  provesAlive: yesOrNo,
  absence,
}
const optionalOfReadKind: Shapes = {
  reader: words,
  precedence: number,
  timeElse: words,
  identityElse: words,
  detailsWithheldFrom: wordList,
  putsInGroup: words,
  referenceOfPerson: words,
  placeIs: words,
  tellsOfDeaths: yesOrNo,
  lane,
}

/** What a declaration lacks or has in a form that nothing can read, a clause each; what it says is checked only where this is empty. */
export function faultsOfShape(declared: unknown): string[] {
  if (!isObject(declared)) return ['it is not made by defineKind or foresee']
  const isRead = declared.isRead === true
  const needed = isRead ? { ...ofAnyKind, ...ofReadKind } : ofAnyKind
  const optional = isRead
    ? { ...optionalOfAnyKind, ...optionalOfReadKind }
    : { ...optionalOfAnyKind, absence }
  const unfit = (shapes: Shapes) =>
    Object.entries(shapes).flatMap(([name, [wanted, is]]) =>
      declared[name] === undefined || is(declared[name]) ? [] : [`its "${name}" is not ${wanted}`],
    )
  const known = new Set(['isRead', ...Object.keys(needed), ...Object.keys(optional)])
  return [
    ...Object.keys(needed).flatMap((name) => (declared[name] === undefined ? [`it has no "${name}"`] : [])),
    ...unfit(needed),
    ...unfit(optional),
    ...Object.keys(declared).flatMap((name) =>
      known.has(name) ? [] : [`it has a "${name}", which no kind has`],
    ),
  ]
}
