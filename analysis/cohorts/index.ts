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
export { type GroupFact, groupMeanings, groupOf } from './group-words.ts'
