// Phrases of twelve characters and more that stand high in lists of passwords that leaked, in the form in which
// passphrase.ts compares: lower case, without spaces, with letters for the digits that stand for them. Appended digits and
// marks need no line of their own.
const phrases = `
  passwordpassword passwordadmin adminpassword mypassword mypassword mypasswordis thisismypassword password
  passwort passwortpasswort motdepasse motdepassemotdepasse contrasena contraseña senhasenha
  parolachiave parolaccia laparola lamiapassword passwordsicura passwordsegreta passworddelcomputer
  iloveyou iloveyouiloveyou iloveyousomuch iloveyouforever iloveyoubaby iloveyoumom iloveyoujesus iloveyoubabe
  ilovemyself ilovemylife ilovemymom ilovemyfamily ilovemyson ilovemydaughter ilovemyhusband ilovemybaby ilovejesus
  ilovechocolate ilovemusic ilovemusicforever ilovehorses ilovepokemon ilovefootball ilovemydog ilovemycat
  tiamo tiamotantissimo tiamotanto tiamopersempre tiamoamoremio tivogliobene amoremio amoremioamoremio amoreamore
  amoremiograndissimo vitamia buongiorno buongiornoatutti buonanotte buonanatale arrivederci ciaociao ciaociaociao
  ciaobella ciaociaociaociao forzaitalia forzaitalia forzajuventus forzainter forzamilan forzanapoli forzaroma
  forzalazio forzapalermo juventusjuventus juventus intermilan milanmilan inter napoli romaroma asroma acmilan
  alessandro alessandra francesco francesca giuseppe giovanni giovanna valentina federica salvatore antonella
  cristiano cristianoronaldo ronaldo alessandrodelpiero delpiero francescototti maradona diegoarmando
  italiaitalia italia bellaitalia vivalitalia milano napolinapoli palermo sardegna siciliabella
  administrator administratoradmin administratoradministrator adminadmin adminadminadmin rootroot superuser
  superadministrator systemadministrator amministratore amministrazione redazione redazioneredazione giornale
  giornalista giornalistagiornalista direttore direttoreresponsabile ilgiornale lanotizia quotidiano
  changeme changemenow changemeplease changethispassword cambiami cambialapassword pleasechangeme defaultpassword
  letmein letmeinletmein letmeinplease letmeinnow welcome welcomewelcome welcomehome welcometothejungle benvenuto
  benvenutobenvenuto benvenutiatutti guestguest testtest testtesttest testpassword testingtesting testtesttesttest
  secretsecret topsecret topsecretpassword mysecretpassword supersecret segretosegreto segretissimo
  nopassword nopasswordneeded nopasswordhere ihavenopassword idontknow idontremember idontcare dontforget
  forgetmenot iforgotmypassword nonloso nonmelaricordo nonmiricordo passworddimenticata
  correcthorsebatterystaple correcthorse trustnoone trustno opensesame apritisesamo abracadabra abrakadabra
  supercalifragilisticexpialidocious supercalifragilistichespiralidoso hakunamatata
  qwertyuiop qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyqwerty qwertyqwertyqwerty asdfghjkl asdfghjklzxcvbnm
  asdfasdfasdf asdfghasdfgh zxcvbnm zxcvbnmzxcvbnm zxcvbnmasdfghjklqwertyuiop qazwsxedc qazwsxedcrfv qazwsxedcrfvtgb
  qazwsxqazwsx zaqwsxcde zaqxswcdevfr qweasdzxc qweasdzxcrtyfghvbn qweqweqwe qweqweqweqwe asdasdasd asdasdasdasd
  azertyuiop azertyuiopqsdfghjklm azertyazerty qwertzuiop qwertzqwertz aqwzsxedc poiuytrewq lkjhgfdsa mnbvcxz
  mnbvcxzlkjhgfdsapoiuytrewq qwerasdfzxcv qwerasdf qweasdqweasd wasdwasdwasd
  footballfootball football basketball baseball volleyball superman supermanbatman batmanbatman spiderman
  spidermanspiderman pokemonpokemon pikachupikachu minecraft minecraftminecraft fortnite fortnitefortnite dragonball
  dragonballz starwars starwarsstarwars startrek harrypotter harrypotterharrypotter lordoftherings gameofthrones
  lebronjames michaeljordan michaeljackson britneyspears justinbieber onedirection taylorswift backstreetboys
  linkinpark slipknot metallica metallicametallica nirvana ironmaiden blacksabbath thebeatles pinkfloyd rollingstones
  ledzeppelin gunsnroses greenday blinkoneeightytwo avengedsevenfold vascorossi lucianoligabue jovanotti
  manchesterunited manchestercity liverpool liverpoolfc chelseafc arsenalfc realmadrid realmadridcf barcelona
  fcbarcelona barcelonabarcelona galatasaray fenerbahce besiktas steelers dallascowboys newyorkyankees
  princessprincess princess sunshine sunshinesunshine butterfly butterflybutterfly chocolate chocolatechocolate
  strawberry strawberrystrawberry cheesecake babygirl babygirlbabygirl beautiful beautifulgirl sweetheart sweetpea
  bubblegum cupcake cupcakecupcake cinderella sleepingbeauty hellokitty hellokittyhellokitty mickeymouse minniemouse
  winniethepooh tinkerbell tweetybird scoobydoo spongebob spongebobsquarepants bugsbunny powerrangers
  jesuschrist jesuslovesme jesusismylord jesusislord jesussaves godisgood godislove godisgreat godblessme
  godblessyou godblessamerica thankyoujesus thankyougod inloveforever truelove loveisblind lovelovelove
  lovemelove loveme loveyouforever loveforever foreverlove foreveralone foreveryoung foreverandever
  computercomputer computer internet internetinternet samsung samsungsamsung samsunggalaxy iphone iphoneiphone
  facebook facebookfacebook instagram googlegoogle google microsoft microsoftwindows windows playstation
  playstationtwo xboxlive linkedin linkedinlinkedin myspace myspacemyspace yahoo yahooyahoo twittertwitter
  blahblahblah blablabla blablablabla whatever whateverwhatever fuckyou fuckyoufuckyou fuckyoubitch fuckyouall
  motherfucker motherfuckermotherfucker vaffanculo vaffanculovaffanculo merdamerda stronzostronzo porcodio
  hellohello hellohellohello helloworld helloworldhelloworld hellothere goodmorning goodnight happybirthday
  merrychristmas happynewyear happydays happyhappyhappy bestfriend bestfriends bestfriendsforever friendsforever
  bffforever lifeisgood lifeisbeautiful lifegoeson carpediem carpediemcarpediem hastalavista hastalavistababy
  veronicaveronica christopher elizabeth alexander alexandra alexanderthegreat jonathan jonathanjonathan
  stephanie christian christina nicholas katherine charlotte benjamin sebastian maximilian
  mustangmustang harleydavidson ferrariferrari ferrari lamborghini mercedesbenz volkswagen chevrolet porsche
  marlboro marlboromarlboro cocacola cocacolacocacola jackdaniels heineken budweiser redbull
  masterkey mastermaster masterpassword shadowshadow monkeymonkey monkeymonkeymonkey dragondragon tigertiger
  killerkiller ninjaninja ninjaninjaninja pussycat pussycatdolls bigdaddy rockyou rockyourockyou rockstar
  summersummer summer winterwinter winter autumnautumn springtime estate inverno primavera primaverà autunno
  lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto
  settembre ottobre novembre dicembre januaryfebruary decemberdecember novembernovember septemberseptember
  onetwothreefour onetwothree unoduetre unoduetrequattro einszweidrei undeuxtrois abcdefghijkl abcdefghijklmnop
  abcdefghijklmnopqrstuvwxyz abcabcabc abcabcabcabc abcdabcdabcd aaaabbbbcccc alphabet
`

/** The phrases, for looking them up. */
export const commonPhrases: ReadonlySet<string> = new Set(phrases.split(/\s+/).filter(Boolean))
