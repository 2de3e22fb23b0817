import { z } from 'zod'

/** How one field of a question's input stands in the log. What does not fit its form is never written there. */
export type Reference =
  /** Written as it is where it fits. */
  | { readonly form: RegExp }
  /** One of these words, or none. */
  | { readonly oneOf: readonly string[] }
  /** From and to, both days. */
  | { readonly days: true }
  /** Only that it was given: what stands in it may be an identity. */
  | { readonly withheld: string }
  /** Only how many. */
  | { readonly counted: string }
  /** Only its digest, under this name. */
  | { readonly digested: string }
  /** An id whose first part is the program's own and whose rest may come from a source: that rest by its digest. */
  | { readonly led: RegExp }
  /** The fields of what stands in it. */
  | { readonly within: Subject }

/** What a question is about, as the log says it: which fields of its input are references, and of what kind. */
export type Subject = Readonly<Record<string, Reference>>

/** Questions about all of the case, or about none. */
export const wholeCase: Subject = {}

const sections =
  'area|commodities|crime|demand|enforcement|gaps|harm|method|outcomes|places|recommendations|summary|supply|treatment|vulnerability'

export const refersTo = {
  line: { form: /^line-[0-9a-f]{6,16}$/ },
  /** Ids that the case counts up. Nine digits at most: no telephone number is so short that a country code stands before it. */
  id: { form: /^[1-9]\d{0,8}$/ },
  pair: { form: /^[0-9a-f]{32}~[0-9a-f]{32}$/ },
  cell: { form: /^[0-9a-f]{15}$/ },
  day: { form: /^\d{4}-\d\d-\d\d$/ },
  instant: { form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/ },
  days: { days: true },
  number: { withheld: 'number' },
  figure: { led: new RegExp(`^(?:${sections})\\.[a-z-]{1,24}`) },
  paragraph: { led: new RegExp(`^(?:${sections})(?:\\.[a-z-]{1,24})?`) },
  profileTable: { form: new RegExp(`^(?:${sections})\\.[a-z-]{1,24}$`) },
  /** The outward part of a postcode: a district. */
  outwardPostcode: { form: /^[A-Z]{1,2}\d[A-Z\d]?$/ },
  bundle: { form: /^[0-9a-f]{64}$/ },
} as const satisfies Record<string, Reference>

export const oneOf = (words: { readonly options: readonly string[] }): Reference => ({ oneOf: words.options })

export const withheld = (words: string): Reference => ({ withheld: words })
export const counted = (words: string): Reference => ({ counted: words })

/** Tables of the window, by the names under which the log knows them. */
export const windowTable = z.enum([
  'audit-entries',
  'customers',
  'journey',
  'lines',
  'map-areas',
  'map-cells',
  'map-flows',
  'network',
  'people',
  'rows',
  'sources-files',
])
