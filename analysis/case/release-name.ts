/** In the place of an edition's number: tables of the profile that left one by one, which are no edition. */
export const singleTables = 0

/** What a release of the register is called at the beginning of a sentence. */
export const releaseName = (edition: number): string =>
  edition === singleTables ? 'Tables of the profile' : `Edition ${edition}`
