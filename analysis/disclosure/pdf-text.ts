/** Keys that PDF.js gives to what it tells of any file. */
const ownKey = /^(?:PDFFormatVersion|EncryptFilterName|Is[A-Z]\w+)$/

type Info = Readonly<Record<string, unknown>>

/** The values of an information dictionary, each on a line; an entry of somebody's own has its key with it. */
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

/** What a PDF's pages say and its information dictionary, read back by a reader of its own (PDF.js): glyph numbers become characters here. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  const { info } = await document.getMetadata()
  return [...text, ...infoWords(info as Info)].join('\n')
}
