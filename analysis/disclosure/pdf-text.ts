/** What a PDF's pages say and its information dictionary, read back by a reader of its own (PDF.js): glyph numbers become characters here. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  const { info } = await document.getMetadata()
  return [...text, JSON.stringify(info)].join('\n')
}
