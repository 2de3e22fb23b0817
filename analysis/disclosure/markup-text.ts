import { apart } from './readable-runs.ts'

/** The readable content of markup: its text with tags in place, and the values of its attributes. */
interface MarkupText {
  /** The document without pure format; comments are kept as text. */
  readonly body: string
  /** Values of attributes and words of style sheets, separated from each other. */
  readonly values: string
}

const piece =
  /<!--([\s\S]*?)(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<\?([\s\S]*?)(?:\?>|$)|<!([^<>]*)>|<(\/?)([a-z_][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi
const attribute = /([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g

/** Attributes that hold format in any markup: namespaces, languages, classes, and the geometry and paint of drawings. */
const formatAttributes = new Set(
  `schemalocation space lang hreflang class role scope dir rel type charset media viewbox d points transform x y x1 y1 x2 y2 cx cy
  dx dy r rx ry width height fill stroke opacity offset preserveaspectratio colspan rowspan tabindex version encoding standalone
  text-anchor dominant-baseline vector-effect paint-order parsetype xmptk`.split(/\s+/),
)
const isFormat = (prefix: string, local: string) =>
  prefix === 'xmlns' ||
  local === 'xmlns' ||
  formatAttributes.has(local) ||
  /^(?:fill|stroke|font|letter|clip|stop)-/.test(local)

/** Ids that the pages of a profile give to their own titles and tables. */
const ownAnchor = /^#?(?:title|table)-[\d.]+$/
const settingOfPage = /\b(?:http-equiv\s*=\s*["']?content-security-policy|name\s*=\s*["']?viewport)/i

const isOffice = (text: string) =>
  /xmlns(?::\w+)?\s*=\s*["']http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml|schemas\.microsoft\.com\/office)\//.test(
    text.slice(0, 20_000),
  )

/** Attributes of Office Open XML (ISO/IEC 29500) that hold words; all others are format. */
const wordAttributes = new Set(
  'descr title author initials instr tooltip anchor displaytext userid username alias prompt error prompttitle errortitle oddheader evenheader'.split(
    ' ',
  ),
)
const elementsWithNames = new Set(
  'docpr cnvpr bookmarkstart sheet definedname property docvar table tablecolumn permstart smarttag subdoc'.split(
    ' ',
  ),
)
const elementsWithWords = new Set(
  'alias tag docvar default statustext helptext lvltext caption category name mailsubject query udl src placeholder docpart listitem link'.split(
    ' ',
  ),
)
const builtInName =
  /^(?:normal|normal table|no list|title|subtitle|strong|emphasis|caption|bibliography|hyperlink|followedhyperlink|list paragraph|line number|default paragraph font|(?:heading|toc|index) \d|heading|header|footer|(?:foot|end)note (?:reference|text|text char)|sheet\d+|%\d\.|[●○■])$/i
const ownPart =
  /^\/?(?:\.\.\/)*(?:[a-z]+\/)*(?:document|styles|numbering|footnotes|endnotes|comments|settings|fontTable|webSettings|workbook|sharedStrings|app|core|custom|(?:header|footer|chart|theme|font|sheet|image|colors|style|Microsoft_Excel_(?:Work)?[Ss]heet)\d*|[0-9a-f]{40})\.(?:xml|xlsx|odttf|png|svg|jpe?g)$/i

function isOfficeText(element: string, local: string, value: string): boolean {
  if (wordAttributes.has(local)) return true
  if (local === 'target') return !ownPart.test(value)
  if (local === 'name') return elementsWithNames.has(element) && !builtInName.test(value)
  if (local === 'val' || local === 'value') return elementsWithWords.has(element) && !builtInName.test(value)
  return false
}

/** Elements whose text is format: formulas of a chart's own sheet, formats of figures, places on a page, namespaces. */
const formatElements =
  /<((?:c:f|c:formatCode|wp:posOffset|wp:align|wp14:pct\w+|pdfaSchema:namespaceURI|pdfaProperty:valueType))(?:\s[^<>]*)?>([^<>]*)<\/\1>/g
const sheetReference = /^'?Sheet\d+'?!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?$/
const fieldCode = /(<w:instrText\b[^<>]*>)\s*(?:NUMPAGES|PAGE)\s*(?=<)/g

/** The strings, comments and addresses of a style sheet: the rest is format. */
const wordsOfStyles = (css: string): string =>
  [
    ...css.matchAll(
      /\/\*([\s\S]*?)(?:\*\/|$)|url\(\s*([^"')\s][^)]*)\)|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g,
    ),
  ]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')
    .join(apart)

const instruction = (content: string) =>
  /^(?:xml\s+version\s*=|xpacket\s+(?:begin|end)\s*=|mso-application )[^<>]*$/.test(content) &&
  content.length < 120
    ? ' '
    : ` ${content} `

/**
 * Separates text from markup. Tags stay in the body without their attributes, to show what they join and separate. Names of elements and
 * attributes, namespaces, classes, geometry, paint and the settings of an office format are left out.
 */
export function textOfMarkup(text: string): MarkupText {
  const office = isOffice(text)
  const values: string[] = []
  const styles: string[] = []
  const source = text
    .replace(
      /(<style\b[^<>]*>)([\s\S]*?)(<\/style\s*>|$)/gi,
      (_, open: string, css: string, close: string) => {
        styles.push(wordsOfStyles(css))
        return `${open}${close}`
      },
    )
    .replace(formatElements, (whole, name: string, content: string) =>
      name === 'c:f' && !sheetReference.test(content) ? whole : ' ',
    )
    .replace(fieldCode, '$1')
  const body = source.replace(
    piece,
    (
      _,
      comment?: string,
      data?: string,
      processing?: string,
      declaration?: string,
      slash?: string,
      name?: string,
      rest?: string,
    ) => {
      if (comment !== undefined) return ` ${comment} `
      if (data !== undefined) return data
      if (processing !== undefined) return instruction(processing)
      if (declaration !== undefined) return /^doctype\s+\w+\s*$/i.test(declaration) ? ' ' : ` ${declaration} `
      const element = name!.toLowerCase().replace(/^.*:/, '')
      for (const match of (rest ?? '').matchAll(attribute)) {
        const [prefix, local] = match[1]!.toLowerCase().includes(':')
          ? (match[1]!.toLowerCase().split(':') as [string, string])
          : ['', match[1]!.toLowerCase()]
        const value = match[2] ?? match[3] ?? match[4] ?? ''
        if (local === 'style') values.push(wordsOfStyles(value))
        else if (
          office ? isOfficeText(element, local, value) : !isFormat(prefix, local) && !ownAnchor.test(value)
        ) {
          if (!(element === 'meta' && local === 'content' && settingOfPage.test(rest!))) values.push(value)
        }
      }
      return `<${slash}${name}>`
    },
  )
  return { body, values: [...values, ...styles].filter((value) => value !== '').join(apart) }
}

const partOfJson = /"((?:\\.|[^"\\])*)"(\s*:)?|[{}[\],:\s]+/g
const ownKey = /^[a-z]+(?:[A-Z][a-z]*)*$/

/** The strings and numbers of JSON, separated from each other. Keys in camel case belong to the format and are left out. */
export const textOfJson = (text: string): string =>
  text
    .replace(partOfJson, (whole, content?: string, colon?: string) => {
      if (content === undefined) return apart
      if (colon && ownKey.test(content)) return apart
      return `${apart}${unquoted(content) ?? whole}${apart}`
    })
    .replaceAll(/(?:\n‣\n)+/g, apart)

/**
 * JSON for the search for names, which can be split over neighbouring values: its values joined by spaces, and the same with the format's
 * own keys, split into words.
 */
export function namesOfJson(text: string): { readonly values: string; readonly withKeys: string } {
  const joined = (isKept: (key: string) => boolean) =>
    text
      .replace(partOfJson, (whole, content?: string, colon?: string) => {
        if (content === undefined || (colon && !isKept(content))) return ' '
        const words = unquoted(content) ?? whole
        return ` ${colon ? words.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2') : words} `
      })
      .replaceAll(/ +/g, ' ')
  return { values: joined((key) => !ownKey.test(key)), withKeys: joined(() => true) }
}

function unquoted(content: string): string | null {
  try {
    return JSON.parse(`"${content}"`) as string
  } catch {
    return null
  }
}
