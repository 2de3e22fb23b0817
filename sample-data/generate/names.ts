const words = (text: string): string[] => text.trim().split(/\s+/)

export const maleForenames = words(`
Adam Adrian Alan Albert Alec Anthony Arthur Barry Ben Bernard Brian Callum Carl Charles Christopher Clive Colin
Connor Craig Damien Daniel Darren David Dean Dennis Derek Dominic Duncan Edward Eric Francis Frank Gareth Gary
Gavin George Gerald Glen Gordon Graham Gregory Harold Harry Henry Howard Hugh Ian Jack Jacob James Jason Jeffrey
Jeremy Joel John Jonathan Joseph Julian Karl Keith Kenneth Kevin Kieran Lawrence Lee Leon Leonard Lewis Liam Louis
Luke Malcolm Marcus Mark Martin Matthew Maurice Max Michael Mitchell Nathan Neil Nicholas Nigel Norman Oliver Oscar
Owen Patrick Paul Peter Philip Ralph Raymond Reece Richard Robert Robin Rodney Roger Ronald Ross Roy Russell Ryan
Samuel Scott Sean Shane Shaun Simon Spencer Stanley Stephen Stewart Stuart Terence Thomas Timothy Tony Trevor
Tyler Victor Vincent Walter Warren Wayne William Zachary Amir Bilal Faisal Hassan Imran Kwame Kofi Omar Tariq Yusuf
Aleksander Bogdan Dariusz Jakub Marek Mihai Pawel Tomasz Arjun Dev Rajesh Sanjay Vikram`)

export const femaleForenames = words(`
Abigail Alice Alison Amanda Amber Amy Andrea Angela Anita Ann Anna Annette Barbara Bethany Beverley Brenda Bridget
Carla Carol Caroline Catherine Charlotte Chelsea Cheryl Chloe Christine Claire Clara Danielle Dawn Deborah Denise
Diana Donna Doreen Dorothy Eileen Elaine Eleanor Elizabeth Ellen Emily Emma Erica Faye Felicity Fiona Frances
Gail Gemma Georgia Gillian Grace Hannah Hayley Hazel Heather Helen Hilary Holly Irene Jacqueline Jade Jane Janet
Janice Jasmine Jean Jennifer Jessica Joan Joanne Josephine Joyce Judith Julia Karen Kathleen Kathryn Kayleigh
Kelly Kerry Kim Kirsty Laura Lauren Leanne Lesley Linda Lisa Lorraine Louise Lucy Lynn Mandy Margaret Maria Marion
Mary Maureen Megan Melanie Melissa Michelle Molly Monica Naomi Natalie Natasha Nicola Norma Olivia Pamela Patricia
Paula Pauline Phoebe Rachel Rebecca Rhiannon Rosemary Ruth Sally Samantha Sandra Sarah Shannon Sharon Sheila
Shirley Sophie Stacey Stephanie Susan Suzanne Sylvia Tanya Teresa Tina Tracey Valerie Vanessa Vera Victoria Wendy
Yvonne Zoe Aisha Amina Fatima Nadia Saira Zainab Agnieszka Ewa Katarzyna Ioana Priya Anjali Ama Efua`)

export const surnames = words(`
Abbott Adcock Aldous Allerby Amsden Arbery Ashdown Askew Atterby Axtell Babbage Badger Bagley Balding Bannerby
Barlow Barnwell Barraclough Bastow Beckwith Bellamy Benbow Bexley Bickerton Birtwell Blackmore Blakeway Bloomer
Boddington Bolsover Bonner Boothby Bowyer Bradwell Bramley Brearley Brockway Bromwich Broughall Buckthorne Bunting
Burrowby Byfield Caldbeck Calloway Cantwell Carbury Carslake Catterall Chadderby Challinor Chapwell Cheetham
Chilvers Clackworth Clatterby Claybourne Clifton Coldwell Collinge Conisby Copplestone Corbally Cotterby Cowling
Cradock Crampton Cresswell Crowhurst Culverby Cuthbert Dalby Danforth Darnell Dashwood Daventry Dearden Denholme
Dewhurst Dibble Dorrington Draycott Drinkwell Duckworth Dunmore Eastoe Eccleshall Edgerton Elmhurst Elsworth
Entwhistle Esham Fairclough Falconbridge Fallowfield Farnaby Fellgate Fennimore Fernside Fitton Flaxby Fothergill
Foxcroft Frampton Froggatt Gadsby Galloway Garbutt Gathercole Gedling Gilderthorp Glasswell Goldthorpe Goodbody
Gosling Grantley Greenhalgh Grimsdale Gunnerby Hackworth Haddow Hainsworth Halliwell Hambleton Hardcastle Harnby
Hartwell Hathersage Hazeldine Hebblewhite Heckford Hepworth Heyworth Higginbottom Hindmarsh Hobday Holcroft
Honeywell Horrocks Hotham Huckerby Hurlstone Ibbotson Ingleby Isherwood Jackaman Jephcott Jessop Jolliffe Kellaway
Kelshaw Kenworthy Kettleby Kilbride Kirkbride Knapton Lamplugh Langtree Larkham Latchford Leadbetter Leatherby
Lightfoot Lilburn Linacre Littlewood Longbottom Lorrimer Lovelace Ludgrove Lumby Maddocks Mallory Mapleton Marchbank
Markwell Massingham Mawdsley Medlock Mellors Merriweather Midgley Millward Mossop Mottram Murgatroyd Naseby Nettleship
Newbold Nightingale Norbury Nunnery Oakden Oddie Oglethorpe Ollerton Orrell Osgood Ottley Outhwaite Paddock Palgrave
Pargeter Pashley Peasgood Pemberton Penhale Pettifer Pickersgill Pilling Plumtree Pocklington Postlethwaite Prendergast
Priestley Quarmby Quennell Rackham Radley Ramsbottom Ravenscroft Redfearn Renshaw Ridgway Ringrose Roebuck Rotherby
Rowbottom Rudkin Runcorn Sagar Salkeld Sandiford Satterby Saxelby Scarborough Scholes Seagrave Sedgwick Shackleton
Sharples Shawcross Shillito Sidebottom Silkstone Skelby Smallwood Snelling Southwell Spofforth Stainforth Stanhope
Starkey Stavely Stopford Storrs Sugden Sutcliffe Swindlehurst Tattersall Tempest Thackray Thirkell Thorneycroft
Threlfall Tillotson Tinsley Tordoff Towneley Trickett Tunnicliffe Twelvetrees Underhill Unsworth Vardy Vickerstaff
Wadsworth Wagstaff Walmsley Warburton Wardle Waterhouse Weatherall Wedgwood Westerby Whalley Wheatcroft Whitehead
Whittaker Wigglesworth Wilberforce Winterbottom Wolstenholme Woodhead Wormald Wrigley Yardley Yeadon Zeller
Adeyinka Boateng Osei Mensah Chaudry Mirza Qureshi Rahimi Siddiq Begum Kowal Nowicki Popescu Ionescu Pillai Bhatt
White Hall Green Young King Hill Wood Long Day May`)

export const nicknames: Record<string, string> = {
  Adrian: 'Ade',
  Albert: 'Bert',
  Anthony: 'Tony',
  Benjamin: 'Ben',
  Charles: 'Charlie',
  Christopher: 'Chris',
  Daniel: 'Danny',
  David: 'Dave',
  Edward: 'Ted',
  Francis: 'Frank',
  Gregory: 'Greg',
  Henry: 'Harry',
  James: 'Jim',
  Jeffrey: 'Jeff',
  John: 'Jack',
  Jonathan: 'Jon',
  Joseph: 'Joe',
  Kenneth: 'Ken',
  Lawrence: 'Larry',
  Leonard: 'Len',
  Matthew: 'Matt',
  Michael: 'Mick',
  Nathan: 'Nate',
  Nicholas: 'Nick',
  Patrick: 'Paddy',
  Peter: 'Pete',
  Philip: 'Phil',
  Raymond: 'Ray',
  Richard: 'Rick',
  Robert: 'Bob',
  Ronald: 'Ron',
  Samuel: 'Sam',
  Stephen: 'Steve',
  Terence: 'Terry',
  Thomas: 'Tom',
  Timothy: 'Tim',
  Vincent: 'Vinny',
  William: 'Bill',
  Zachary: 'Zack',
  Abigail: 'Abbie',
  Amanda: 'Mandy',
  Catherine: 'Cathy',
  Charlotte: 'Lottie',
  Christine: 'Chrissie',
  Danielle: 'Dani',
  Deborah: 'Debbie',
  Elizabeth: 'Liz',
  Gillian: 'Gill',
  Jacqueline: 'Jackie',
  Jennifer: 'Jenny',
  Jessica: 'Jess',
  Josephine: 'Josie',
  Kathleen: 'Kath',
  Kathryn: 'Katie',
  Margaret: 'Maggie',
  Megan: 'Meg',
  Michelle: 'Shell',
  Natalie: 'Nat',
  Nicola: 'Nicky',
  Pamela: 'Pam',
  Patricia: 'Pat',
  Rebecca: 'Becky',
  Samantha: 'Sam',
  Sandra: 'Sandy',
  Stephanie: 'Steph',
  Susan: 'Sue',
  Teresa: 'Terri',
  Victoria: 'Vicky',
}

export const streetNames = words(`
Alder Anchor Ashlea Barley Beacon Birchfield Bracken Brewhouse Brook Canal Causeway Chandler Chapel Cobbler Copse
Creek Dyer Eelhouse Elder Fallow Ferry Fletcher Foundry Garland Goosegate Granary Harbour Hawthorn Heron Hopfield
Juniper Kiln Lantern Larch Lockkeeper Maltings Mariner Millrace Netmaker Oxbow Paddle Pilgrim Plover Quarry Reedbed
Ropewalk Rowan Saltpan Sandling Sedge Shearwater Sluice Spindle Staithe Tanner Tidemill Turnstone Wharf Wicker Willow`)

export const streetKinds = ['Street', 'Road', 'Lane', 'Close', 'Avenue', 'Court', 'Drive', 'Row']

export const lineNames = words(`
Ace Blue Chez Dex Echo Flash Gio Hero Indy Jay Kez Lux Milo Nero Ozzy Pax Rico Snow Troy Uno Vito Zed Ash Bosco Cruz
Dice Ezra Fitz Gus Hux Ike Jett Kobe Leo Maz Nico Otis Prez Quinn Rex Sol Tank Vince Wiz Yogi Ziggy Amber Bear Coco
Duke Elvis Felix`)
