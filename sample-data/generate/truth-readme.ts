export const truthReadme = `# The truth of this synthetic county

SYNTHETIC. Nobody here exists. The analysis never reads this folder; an evaluation does.

- Rows in people.csv are counted from 1 below the header.
- Times are UTC. Numbers are E.164.
- "observable" means that at least one communication row of phones/ or calls/ shows it.
- The group is that of the last day: "programme" for an open enrolment, else "mainstream" for anyone with a
  treatment episode begun by then, open or closed, else "not-known".
- "attributable" in groups.csv means that a custody, programme or nominal row gives that number for that person.
- A number may pass to another person: number-owners.csv has the dates. A borrowed (shared) phone belongs to its holder.
- prison.csv has each stay; "released" is empty for those still inside on the last day.
- planted.csv counts rows that no importer can load (no-time, impossible-time, junk-number, no-place), rows written twice
  (repeated-row) and whole files that repeat rows of another (overlaps-other-file).
- events.csv counts rows per file and sheet; "communications" counts a row with several recipients once for each,
  leaves out planted rows, and counts A and B legs once. The "all" rows count each communication once over all files.
`
