/** As in `package.json`; a test holds the two together. */
export const hublineVersion = '0.1.0'
