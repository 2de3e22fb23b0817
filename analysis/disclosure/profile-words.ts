/** A word that a profile does not use, and what to say instead. Patterns match whole words in any case. */
export type WordRule = { pattern: string; suggestion: string; except?: string }

/** From the documents' own language: people first, children are children, services have not failed them. */
export const wordRules: readonly WordRule[] = [
  {
    pattern: 'addicts?|junkies|junky|junkie|druggies|druggie|smackheads?|crackheads?',
    suggestion: 'people who use drugs',
  },
  { pattern: 'alcoholics?|drunks?', suggestion: 'people who drink at harmful levels' },
  { pattern: '(?:drug|substance|alcohol)[ -](?:ab)?users?', suggestion: 'people who use drugs' },
  {
    pattern: '(?:drug|substance|alcohol)[ -](?:ab|mis)use',
    suggestion: 'drug use',
    except: '(?:deaths? (?:from|related to)|admissions? for) drug misuse',
  },
  {
    pattern: 'abusers?',
    suggestion: 'people who use drugs (or, of a person who harms another, the offence)',
  },
  { pattern: 'addicted to', suggestion: 'dependent on' },
  {
    pattern: '(?:got|get|stay(?:ed|ing)?|being|been|is|are|was|were) clean',
    suggestion: 'no longer using, or tested negative',
  },
  { pattern: 'dirty (?:needles?|tests?|samples?)', suggestion: 'used needle, or tested positive' },
  {
    pattern: 'fail(?:ed|ures?|s)? to (?:attend|engage)|non[ -]?compliant|dnas?',
    suggestion: 'not yet engaged, or did not attend',
  },
  { pattern: 'failed|failures?|fails', suggestion: 'not yet engaged, or what happened' },
  { pattern: 'treatment[ -]resistant|hard[ -]to[ -]reach|refuses? to engage', suggestion: 'not yet engaged' },
  {
    pattern: 'child prostitutes?|underage runners?|juvenile (?:dealers?|offenders?)|young offenders?',
    suggestion: 'child',
  },
  {
    pattern: 'juveniles?|minors?|youths?',
    suggestion: 'child',
    except:
      'minor (?:disruptions?|injur(?:y|ies)|offences?|works?)|major(?:,| and| or) (?:moderate(?:,| and| or)? ?)?(?:and |or )?minor|youth (?:justice|services?|offending|courts?|work(?:ers?)?|clubs?)',
  },
  { pattern: 'prostitutes?', suggestion: 'sex worker, or child' },
  { pattern: 'vagrants?|the homeless', suggestion: 'people who are homeless' },
  { pattern: 'customers?', suggestion: 'people who bought from the line' },
  { pattern: 'nominals?', suggestion: 'person' },
  {
    pattern: 'offender management targets?|criminals?',
    suggestion: 'people who were arrested, charged or convicted',
    except:
      'criminal (?:justice|damage|exploitation|investigations?|records?|property|courts?|law|networks?|behaviour orders?)',
  },
]

/** A word to reconsider, with its place in the text and what to say instead. */
export type WordFinding = { word: string; offset: number; suggestion: string }

/** Checks generated or edited text; each place is reported once, by the first rule that fits it. */
export function lintWords(text: string, rules: readonly WordRule[] = wordRules): WordFinding[] {
  const found: WordFinding[] = []
  for (const { pattern, suggestion, except } of rules) {
    const exempt = except
      ? [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${except})(?![\\p{L}\\p{N}])`, 'giu'))]
      : []
    for (const match of text.matchAll(
      new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu'),
    )) {
      const offset = match.index ?? 0
      const end = offset + match[0].length
      const isExempt = exempt.some(
        (phrase) => offset >= (phrase.index ?? 0) && end <= (phrase.index ?? 0) + phrase[0].length,
      )
      const isReported = found.some(
        (other) => offset < other.offset + other.word.length && end > other.offset,
      )
      if (!isExempt && !isReported) found.push({ word: match[0], offset, suggestion })
    }
  }
  return found.sort((a, b) => a.offset - b.offset)
}
