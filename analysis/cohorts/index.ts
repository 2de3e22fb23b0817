export {
  countGroups,
  dayOf,
  groupOfPerson,
  monthEnd,
  type Runs,
  runsOf,
  sightOfGroups,
  tableOfPeople,
} from './count-groups.ts'
export { groupMeanings, groupOf } from './group-words.ts'
export type { GroupFact } from './queries-persons.ts'
