import { type Sql, sql } from '../case/sql.ts'

/**
 * A name from the data without other evidence is printed only if this many rows of the sources hold it: free text of one row is
 * never a name. Ten is the largest threshold of any preset, so that no preset would suppress a count of this many.
 */
export const fewestRowsOfName = 10

/** A longer name is a sentence, and is never printed. */
const longestName = 60

/** Whether a text could be a name at all. */
export const isPrintableAs = (column: Sql): Sql => sql`length(${column}) <= ${longestName}`

/**
 * Substances that are printed however few rows hold them, in small letters: the names that a profile gives to groups of substances, and
 * substances that treatment, toxicology and drug tests name.
 */
export const substancesOfVocabulary: readonly string[] = [
  'alcohol',
  'crack cocaine',
  'cocaine, powder or not stated',
  'nitazenes and fentanyls',
  'heroin',
  'methadone or buprenorphine',
  'prescribed opioids',
  'opioid, not stated which',
  'benzodiazepines',
  'gabapentinoids',
  'synthetic cannabinoids',
  'cannabis',
  'mdma',
  'amphetamines',
  '2c-b',
  'anabolic steroids',
  'barbiturates',
  'caffeine',
  'dmt',
  'ghb',
  'gbl',
  'ghb/gbl',
  'hallucinogens',
  'ketamine',
  'khat',
  'lsd',
  'magic mushrooms',
  'medetomidine',
  'mephedrone',
  'nicotine',
  'nitrous oxide',
  'novel psychoactive substances',
  'paracetamol',
  'solvents',
  'tobacco',
  'xylazine',
  'zopiclone',
]
