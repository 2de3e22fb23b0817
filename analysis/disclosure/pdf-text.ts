/** Keys that PDF.js reports for every file. */
const ownKey = /^(?:PDFFormatVersion|EncryptFilterName|Is[A-Z]\w+)$/

type Info = Readonly<Record<string, unknown>>

/** The values of an information dictionary, one per line; custom entries with their keys. */
const infoWords = (info: Info): string[] =>
  Object.entries(info).flatMap(([key, value]) => {
    if (key === 'Custom' && typeof value === 'object' && value !== null)
      return Object.entries(value).map(
        ([name, one]) => `${name}: ${String((one as { name?: unknown })?.name ?? one)}`,
      )
    return ownKey.test(key) && key !== 'Language'
      ? []
      : [String((value as { name?: unknown } | null)?.name ?? value)]
  })

/** The text of a PDF's pages and its information dictionary, read by an independent reader (PDF.js), which turns glyph numbers into characters. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  const { info } = await document.getMetadata()
  return [...text, ...infoWords(info as Info)].join('\n')
}
