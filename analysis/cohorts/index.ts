export {
  countGroups,
  dayOf,
  groupOfPerson,
  type Runs,
  runsOf,
  sightOfGroups,
  tableOfPeople,
} from './count-groups.ts'
export { type GroupFact, groupMeanings, groupOf } from './group-words.ts'
