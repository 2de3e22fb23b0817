import { register } from '../../commands/registry.ts'

register({
  name: 'wash-people',
  words: 'Wash people again',
  group: 'People',
  alsoKnownAs: 'link match records deduplicate',
})
register({
  name: 'review-people',
  words: 'Review pairs',
  group: 'People',
  alsoKnownAs: 'clerical same different',
})
