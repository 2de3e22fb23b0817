import type { ReaderName } from '../kinds/define-kind.ts'
import { boundariesReader } from './boundaries/boundaries-reader.ts'
import { phoneReader } from './phone/phone-reader.ts'
import { type OpenedBy, openedBy } from './reader.ts'

/** The readers of what is not a table, by the names that kinds call them. */
export const readers: Readonly<Record<ReaderName, OpenedBy>> = {
  phone: openedBy(phoneReader),
  boundaries: openedBy(boundariesReader),
}
