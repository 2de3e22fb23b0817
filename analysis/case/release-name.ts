/** Instead of an edition number, for tables of the profile that were released one by one. */
export const singleTables = 0

/** The name of a release at the beginning of a sentence. */
export const releaseName = (edition: number): string =>
  edition === singleTables ? 'Tables of the profile' : `Edition ${edition}`
