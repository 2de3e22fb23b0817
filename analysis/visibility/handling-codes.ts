/** How the rows of a graded kind say who may have them. */
interface HandlingRule {
  /** The field that holds the code, by its name in the kind's mapping. */
  readonly field: string
  /** Codes, as they begin, that let a row be shared beyond law enforcement; every other code, and none at all, does not. */
  readonly shares: readonly string[]
}

/**
 * 3x5x2 handling: P, lawful sharing permitted; C has conditions that a person must read first. 5x5x5 handling: 2, dissemination to United
 * Kingdom parties that do not prosecute; 1, 3 and 4 stay within law enforcement, and 5 has conditions. Sources: College of Policing, APP on
 * intelligence management (2023), and ACPO, National Intelligence Model guidance (2005).
 */
export const handlingRules: Readonly<Record<string, HandlingRule>> = {
  intelligence: { field: 'handling', shares: ['P', '2'] },
}

export const codedKinds: readonly string[] = Object.keys(handlingRules)
