// Words of which people make passphrases before they think: names, teams, towns, months, and what they love. In the form in
// which passphrase.ts compares. One of them, or up to three in a row, with whatever digits and marks, is soon guessed.
const words = `
  password passwort parola pass admin user utente root login accesso entra guest ospite test prova demo temp pippo pluto
  paperino topolino qwerty qwertz azerty asdf asdfgh zxcvbn qazwsx letmein welcome benvenuto welcomeback changeme cambiami
  secret segreto segreta master shadow hello hallo ciao salve buongiorno buonasera buonanotte thanks grazie prego please
  computer internet server windows linux office google facebook samsung apple iphone android lavoro casa ufficio scuola
  redazione giornale giornalista direttore editore notizia notizie cronaca stampa edicola newsroom editor journalist press
  love amore tesoro angelo cuore vita bella bello bimba bimbo mamma papa babbo nonna nonno fratello sorella famiglia family
  mother father sister brother baby babygirl princess principessa prince principe queen regina king angel heart lover honey
  sunshine summer winter autumn spring estate inverno autunno primavera natale pasqua vacanza vacanze mare sole luna stella
  gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre january february march april
  june july august september october november december lunedi martedi mercoledi giovedi venerdi sabato domenica monday
  tuesday wednesday thursday friday saturday sunday
  juve juventus inter milan napoli roma lazio torino fiorentina genoa sampdoria palermo cagliari bologna atalanta verona
  forza calcio football soccer basket tennis ferrari ducati valentino maradona ronaldo messi delpiero totti liverpool chelsea
  arsenal barcelona madrid
  italia italy milano venezia firenze genova bari catania trieste padova brescia parma modena sicilia sardegna toscana
  puglia calabria roma london paris berlin europa america
  alessandro alessandra alessio alessia alberto andrea angela anna antonella antonio antonia arianna aurora beatrice carla
  carlo caterina chiara christian claudia claudio cristian cristina daniela daniele davide diego domenico edoardo elena
  eleonora elisa emanuele emma enrico fabio fabrizio federica federico filippo francesca francesco gabriele gaia giacomo
  gianluca gianni giorgia giorgio giovanna giovanni giulia giulio giuseppe giuseppina greta ilaria jacopo laura leonardo
  lorenzo luca lucia luigi marco maria mario martina massimo matteo mattia maurizio michela michele monica nicola nicole
  paola paolo pasquale patrizia piero pietro raffaele riccardo roberta roberto rosa salvatore samuele sara serena silvia
  simona simone sofia sofie stefania stefano teresa tommaso umberto valentina valeria vincenzo viola vittoria vittorio
  amanda andrew anthony ashley brandon charlie daniel david elizabeth george hannah jason jennifer jessica john joseph
  joshua justin matthew melissa michael michelle nicholas oliver patrick richard robert samantha sarah stephanie thomas
  william
  batman superman spiderman pokemon pikachu naruto goku minecraft fortnite starwars harrypotter matrix monkey dragon tiger
  lion leone lupo gatto gattino cane cagnolino micio cavallo farfalla butterfly flower fiore rosa chocolate cioccolato pizza
  pasta cookie cheese banana orange cherry music musica guitar chitarra dance danza soleluna freedom liberta lucky fortuna
  magic magia killer hunter ninja soldier warrior legend money soldi forever sempre persempre mustang porsche yamaha harley
`

/** The words, for looking them up. */
export const commonWords: ReadonlySet<string> = new Set(words.split(/\s+/).filter(Boolean))
