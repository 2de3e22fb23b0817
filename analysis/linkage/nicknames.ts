const groups = `
abigail abby abi gail
adam ad
adrian ade
agnieszka aga
alan al allan allen
albert al bert bertie
aleksander olek alek
alexander alex al alec sandy xander alexandra
alexandra alex lexi sandra sandy
alfred alf alfie fred
alison ali allie
amanda mandy
amelia amy millie
andrew andy drew
angela angie ange
anita nita
anna annie ann anne
anthony tony ant
archibald archie
arthur art artie
barbara barb babs
bartholomew bart
benjamin ben benny benji
bernard bernie
bethany beth
beverley bev
bridget bridie
bradley brad
brandon bran
callum cal
cameron cam
caroline carol carrie
catherine cath cathy kate katie kitty cat
charles charlie chas chuck
charlotte charlie lottie
cheryl chez
christina chris chrissie tina
christine chris chrissie
christopher chris kit topher
clifford cliff
colin col
constance connie
cynthia cindy
daniel dan danny
danielle dani
dariusz darek
darren daz dazza
david dave davey davy
dean deano
deborah deb debbie debs
denise den
dennis den denny
derek del dez
desmond des
dominic dom
donald don donnie
donna don
dorothy dot dottie
douglas doug dougie
duncan dunc
edward ed eddie ted teddy ned
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza libby lisa
emily em emmy
emma em
ernest ernie
eugene gene
felicity flick fliss
florence flo florrie
frances fran frankie
francis frank frankie
frederick fred freddie
gabriel gabe
gareth gaz
gary gaz gazza
geoffrey geoff jeff
george georgie
georgina georgie gina
gerald gerry jerry
gillian gill jill
graham gray
gregory greg
hannah han
harold harry hal
harriet hattie
henry harry hal hank
herbert herb bert
isabella bella izzy isabelle
jacqueline jackie jacqui
jacob jake
james jim jimmy jamie jem
janet jan
janice jan
jason jay jase
jayne jane
jeffrey jeff geoff
jennifer jen jenny
jeremy jez jerry
jessica jess jessie
joanne jo joanna
john jack johnny jonny jon
jonathan jon jonny jonathon
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julia jules julie
julian jules
karen kaz
katarzyna kasia
katherine kath kathy kate katie kat kay
kathleen kath kathy
kathryn kath kathy kate katie
kenneth ken kenny
kevin kev
kimberley kim
kirsty kirst
lawrence larry laurie
leonard len lenny
leslie les
lewis lew
liam lee
louis lou louie
louise lou
lucas luke
lynn lynne
malcolm mal malc
margaret maggie meg peggy marge
marion mary
martin marty
matthew matt
maureen mo
maurice mo
megan meg
melanie mel
melissa mel
michael mick mike mikey micky
michelle shell chelle
mitchell mitch
mohammed mo mohamed muhammad mohammad mohamad
natalie nat
natasha tash tasha
nathan nate nath
nathaniel nate nat nathan
neil neal
nicholas nick nicky
nicola nicky nic nikki
nigel nige
oliver ollie olly
olivia liv livvy
pamela pam
patricia pat trish tricia patsy
patrick pat paddy
pauline paula
peter pete
philip phil phillip pip
priscilla cilla
rachel rach rae
raymond ray
rebecca becky becca bex
reginald reg reggie
rhiannon rhi
richard rich rick ricky dick richie
robert rob bob bobby robbie bert
roderick rod
rodney rod
roger rog
ronald ron ronnie
rosemary rose rosie
russell russ
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sara
sean shaun shawn
sharon shaz shazza
sidney sid
simon si
sophie soph
spencer spence
stacey stace
stanley stan
stephanie steph
stephen steve stevie ste steven
stewart stu stuart
susan sue susie suzie
suzanne sue suzie
terence terry tel
teresa terri theresa tess
theodore theo ted teddy
thomas tom tommy
timothy tim timmy
tracey trace tracy
trevor trev
valerie val
vanessa nessa
veronica ronnie
victor vic
victoria vicky vic tori
vincent vince vinny
virginia ginny
walter wally walt
wayne waz
wendy wend
wilfred wilf
william will bill billy liam willie
winifred winnie
yvonne evie
zachary zach zac zak
zoe zoey
`

/** Common British short forms: the full forename first, then its short forms and spellings. One short form may stand for several. */
const nicknameGroups: readonly (readonly string[])[] = groups
  .trim()
  .split('\n')
  .map((line) => line.split(' '))

/** `{ name, root }` for each full forename and each of its short forms, every pair once. */
export const nicknameRoots: readonly { readonly name: string; readonly root: string }[] =
  nicknameGroups.flatMap((group) => group.map((name) => ({ name, root: group[0]! })))
