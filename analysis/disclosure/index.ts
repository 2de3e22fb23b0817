export { type AuditOptions, auditReleases } from './audit-releases.ts'
export { DimensionConflict } from './cell-keys.ts'
export { type CountedContent, countedContent } from './counted-content.ts'
export { textsOfFile } from './file-texts.ts'
export { buildIdentifierIndex, type IdentifierIndex, type IdentifierSources } from './identifier-index.ts'
export {
  type IdentifierFinding,
  type IdentifierKind,
  type SearchAllowances,
  type SearchResult,
  searchBytes,
  searchText,
} from './identifier-search.ts'
export { textOfPdf } from './pdf-text.ts'
export { type Policy, type PolicyName, policies, policySchema, roundToBase } from './policies.ts'
export { lintWords, type WordFinding, type WordRule, wordRules } from './profile-words.ts'
export { protectRelease } from './protect-release.ts'
export * from './release-types.ts'
export { csvOf, neutraliseFormula } from './spreadsheet-text.ts'
