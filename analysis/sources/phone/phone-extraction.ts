/** What a row of an extraction is: a call, a text message, a chat message, a contact, or a copy of rows of the other sheets. */
export type PhoneSheetKind = 'calls' | 'texts' | 'chats' | 'contacts' | 'timeline'

export interface PhoneSheet {
  readonly name: string
  readonly kind: PhoneSheetKind
  readonly headers: readonly string[]
}

export interface PhoneRow {
  /** As a spreadsheet shows it, or the order in a report. */
  readonly rowNumber: number
  readonly cells: readonly string[]
}

/** A phone extraction, whatever file it came in: `device` and `sheets` are whole when every row has been read. */
export interface PhoneExtraction {
  readonly layout: string
  /** Facts about the handset by their names in small letters: `imei`, `msisdn`. */
  readonly device: ReadonlyMap<string, string>
  readonly sheets: readonly PhoneSheet[]
  /** Every row once, with its place in `sheets`. */
  rows(): AsyncIterable<readonly [number, PhoneRow]> | Iterable<readonly [number, PhoneRow]>
}
