import type { Random } from './random.ts'

const openers = ['', 'Yo ', 'Hi all ', 'Morning ', 'Evening ', 'Hiya ', 'Alright ']
const offers = [
  'both on, call now',
  'back on with the best of both, ring me',
  'active now, 3 for 25 till 8',
  'on road, bell me',
  'fresh, light and dark, 2 for 15',
  'best in town, quick to you, call',
  'open till late, deals on',
  'here now, fat ones, ring ring',
]
const closers = ['', ' asap', ' !!', ' x', ' safe', ' 💯', ' dont miss']

export type LineVoice = { name: string; base: string[] }

export function lineVoice(random: Random, name: string): LineVoice {
  return { name, base: random.sample(offers, random.integer(2, 4)) }
}

export function broadcastText(random: Random, voice: LineVoice): string {
  const named = random.chance(0.7) ? `${voice.name} ` : ''
  return `${random.pick(openers)}${named}${random.pick(voice.base)}${random.pick(closers)}`
}

/** Phones paste and mistype: the same broadcast differs by a character or two. */
export function nearSameText(random: Random, text: string): string {
  const choice = random.next()
  if (choice < 0.8) return text
  if (choice < 0.9) return `${text}.`
  if (choice < 0.95) return text.toLowerCase()
  return text.replace('now', 'nw').replace('ring', 'rng')
}

export function newNumberText(random: Random, voice: LineVoice): string {
  return random.pick([
    `${voice.name} new number save this one`,
    `Its ${voice.name} old phone gone use this num from now`,
    `NEW NUMBER ${voice.name}, delete the old one`,
    `${voice.name} here lock in new number`,
  ])
}

export const customerTexts = [
  'u about',
  'can i get 2',
  'you on?',
  '1 and 1 pls',
  'where r u',
  'im here',
  '2 mins away',
  'still on?',
  'same as last time',
  'can u do 40 for 3',
]

export const lineReplies = [
  '5 mins',
  'same spot',
  'come chapel',
  'wait there',
  'lad on his way',
  'ye come',
  'back in 20',
  'by the shop',
]

export const runnerTexts = [
  'go see her by the bridge',
  'how many left',
  'done',
  '3 left of each',
  'he here yet',
  'move from there',
  'bring p back to yard',
  '2 for the tall one',
]

export const upstreamTexts = [
  'need more by fri',
  'how much u got',
  'send the youth down',
  'train at 4',
  'all gone',
  'count it',
]

export const friendTexts = [
  'you ok?',
  'running late x',
  'what time later',
  'lol',
  'see you there',
  'cant make it sorry',
  'happy birthday!!',
  'did you watch it',
  'picking kids up at 3',
  'love you x',
  'call me when free',
  'on my way',
  'can you get milk',
  'pub?',
  'thanks mate',
  'ok',
  'yes',
  'no worries',
  'haha',
  'how did it go',
  'home in 10',
  'left my keys again',
]

export const promoTexts = [
  'FRIDAY DEAL 20% off collection tonight, order before 8. Reply STOP to opt out',
  '2 for 1 on all mains tonight only! Call to order. Reply STOP to opt out',
  'Free side with orders over 15 pounds this weekend. Reply STOP to opt out',
]

export const reminderTexts = [
  'Reminder: you have an appointment at the surgery tomorrow. Call to cancel.',
  'You are due a blood pressure check. Please ring reception to book.',
  'Flu clinic this Saturday. Call us to book a slot.',
]

export const schoolTexts = [
  'School: non-uniform day on Friday, please bring 1 pound.',
  'Your child was marked absent this morning. Please call the office.',
  'School closes at 1pm on Thursday for training.',
]

export const recruiterTexts = [
  'Warehouse shifts tonight 10pm-6am 12.40ph, call now if you want in',
  'Packers needed tomorrow 6am, ring me asap to book on',
  'Driver mates wanted this week, immediate start, call back',
]

export const clubTexts = [
  'Training 7pm usual pitch',
  'Sunday service 10.30 all welcome',
  'Quiz night Friday bring a friend',
  'Meet 9am at the hall',
]

export const traderTexts = [
  'Van is out today, fresh fish, 3 for 25, call to order',
  'Back in stock, 2 for 15, ring me quick',
  'Out on the road till 6, deals on, call me',
]

export const careTexts = [
  'Hi its your keyworker, appointment tomorrow 10.30, call if you cant make it',
  'Drop-in open till 4 today, come and see us',
  'Your prescription is ready. Ring if any problem.',
]

export const partyText = 'Party at mine Saturday from 8, bring a bottle, ring for address'
export const hairTexts = [
  'Reminder: your hair is booked for tomorrow, text me if you need to move it x',
  'Gap at 2pm today if anyone wants it, ring me x',
]
