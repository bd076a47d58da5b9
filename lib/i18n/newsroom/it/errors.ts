import type { ErrorCode } from '../../../errors.ts'

/** What to say of each failure that a user can meet: what happened, what is safe, what to do. */
export const errors: Record<ErrorCode, string> & { required: string } = {
  required: 'Questo campo non può restare vuoto.',
  'email-invalid': 'Questo indirizzo email non è valido. Controlla che sia scritto come nome@esempio.it.',
  'picture-unreadable':
    'L’immagine è rovinata o incompleta: forse il file è stato tagliato a metà. Riaprila, salvala di nuovo come JPEG e ricaricala.',
  'picture-unsupported':
    'Questo file non è un’immagine che si possa usare. Caricane una in formato JPEG, PNG o WebP.',
  'picture-empty': 'Il file è vuoto. Controlla di aver scelto quello giusto e riprova.',
  'picture-heavy':
    'Il file è troppo pesante: al massimo 25 MB. Esporta l’immagine come JPEG, con il lato lungo di 4000 pixel, e ricaricala.',
  'picture-pixels':
    'L’immagine è troppo grande: al massimo 60 megapixel. Riducila, per esempio a 6000 pixel sul lato lungo, e ricaricala.',
  'picture-gif': 'Le GIF non si possono usare. Salva l’immagine come PNG o JPEG e ricaricala.',
  'picture-svg':
    'I disegni SVG non si possono usare, perché possono contenere programmi. Esporta il disegno come PNG e caricalo di nuovo.',
  'picture-heic':
    'L’iPhone salva in HEIC, che non tutti i lettori possono vedere: esporta la foto come JPEG e ricaricala. Per il futuro: Impostazioni › Fotocamera › Formati › «Più compatibile».',
  'picture-avif': 'Le immagini AVIF non si possono caricare. Esportala come JPEG, PNG o WebP e ricaricala.',
  'picture-tiff': 'Le immagini TIFF e RAW non si possono usare. Esportala come JPEG e ricaricala.',
  'picture-pdf': 'Un PDF non è un’immagine. Esporta la pagina che ti serve come JPEG o PNG e caricala.',
  'picture-used': 'Questa immagine è usata, perciò non è stata eliminata. Toglila prima da dove compare.',
  'upload-broken': 'Il caricamento si è interrotto e non è stato salvato nulla. Riprova.',
  'disk-full':
    'Sul disco del server non c’è quasi più posto, perciò l’immagine non è stata caricata. I testi sono al sicuro: avvisa l’amministratore.',
  'address-invalid': 'Questo non è un indirizzo da cui prendere un’immagine. Deve cominciare con https://.',
  'address-private':
    'Questo indirizzo porta a una rete privata, perciò non viene aperto. Scarica l’immagine e caricala dal tuo computer.',
  'address-unreachable':
    'A questo indirizzo non si arriva, o non c’è un’immagine. Scaricala e caricala dal tuo computer.',
  'document-invalid':
    'Il testo contiene qualcosa che questa versione non conosce. Non è stato cambiato nulla.',
  'stale-version':
    'Nel frattempo qualcun altro ha modificato questo contenuto. Il tuo testo è al sicuro: ricarica e confronta.',
  'path-taken': 'Questo indirizzo appartiene già a un altro articolo. Scegline un altro.',
  'headline-missing': 'Manca il titolo. Scrivilo, poi riprova.',
  'wrong-state':
    'Nel frattempo l’articolo è passato a un altro stato, perciò non è stato cambiato nulla. Ricarica la pagina per vedere a che punto è.',
  'block-not-ours':
    'Questo blocco nel frattempo è stato tolto, o non l’ha messo la redazione: non è stato cambiato nulla. Ricarica la pagina.',
  'four-eyes':
    'Serve un secondo paio d’occhi: chi ha scritto o inviato il testo non può approvarlo né pubblicarlo da solo. Chiedi a un collega.',
  'checks-blocked':
    'I controlli hanno trovato qualcosa da sistemare, perciò non è stato cambiato nulla. Correggi, oppure spiega perché va bene così.',
  'reason-missing': 'Scrivi il motivo: resta nel registro.',
  'embargo-kept':
    'L’embargo non è stato cambiato: anticiparlo o toglierlo spetta alla direzione, con un motivo che resta nel registro.',
  'person-unknown': 'Questa persona non c’è o non è attiva. Scegline un’altra.',
  'word-too-large':
    'Il file Word è troppo grande: al massimo 10 MB. Togli le immagini e caricale a parte; il testo che c’era è al sicuro.',
  'word-unreadable':
    'Questo file non è un documento Word (.docx) leggibile. Se è un .doc, aprilo in Word e salvalo come .docx.',
  'issue-state':
    'Questo numero intanto è cambiato: qualcuno l’ha già mandato, fermato o annullato. Ricarica la pagina per vedere come sta.',
  'issue-count-changed':
    'Il numero dei destinatari intanto è cambiato. Controllalo e conferma di nuovo: non è partito nulla.',
  'issue-empty': 'In questo numero non c’è nessun articolo, perciò non è partito nulla.',
  'mail-missing':
    'Manca il server di posta: si imposta in «Posta», oppure con SMTP_URL. Non è partito nulla.',
  'domain-blocked':
    'I messaggi verrebbero rifiutati: nel DNS del dominio manca qualcosa. La pagina «Posta» dice che cosa scrivere. Non è partito nulla.',
  'not-found': 'Non c’è più, o non c’è mai stato.',
  'signed-out': 'La sessione è finita. Accedi di nuovo: quello che hai scritto è al sicuro.',
  'own-account': 'Per te stesso usa «Il tuo profilo»: lì ti chiediamo la password.',
  forbidden: 'Il tuo ruolo non permette questa operazione.',
  'input-invalid': 'Qualcosa non va in quello che hai scritto. Controlla i campi segnalati.',
  'sign-in-failed': 'Email o password non corrispondono.',
  'too-many-attempts': 'Troppi tentativi. Aspetta qualche minuto e riprova.',
  'email-taken': 'Qualcuno con questo indirizzo email c’è già.',
  'link-expired': 'Questo collegamento è scaduto o è già stato usato. Chiedine uno nuovo.',
  'password-short': 'La password deve avere almeno 12 caratteri.',
  'password-common': 'Questa password è tra le più usate al mondo: scegline un’altra.',
  'time-past': 'Quell’ora è già passata. Scegli un momento che deve ancora venire.',
  'code-wrong': 'Il codice non è giusto o è già stato usato. Aspetta il prossimo e riprova.',
  'last-administrator':
    'È l’unico amministratore attivo: nomina prima qualcun altro, altrimenti nessuno potrebbe più gestire la redazione.',
  'password-long': 'La password può avere al massimo 200 caratteri.',
  'password-own':
    'La password contiene il tuo nome, il tuo indirizzo o il nome della testata: scegline un’altra.',
  'password-pattern': 'La password è una ripetizione o una sequenza: è troppo facile da indovinare.',
  'password-asked': 'Hai fatto l’accesso da un po’. Conferma con la tua password.',
  'password-wrong': 'La password attuale non è giusta. Non è stato cambiato nulla.',
  'passkey-impossible':
    'Le passkey funzionano solo quando la redazione ha un nome di dominio con HTTPS. Usa la password.',
  'sign-in-over': 'È passato troppo tempo dal primo passaggio. Torna all’accesso e ricomincia.',
  'passkey-failed': 'La passkey non è stata accettata. Riprova, oppure accedi con email e password.',
  'slug-invalid': 'L’indirizzo può contenere solo lettere minuscole, cifre e trattini semplici.',
  'slug-reserved': 'Questo indirizzo serve al sito stesso. Scegline un altro.',
  'slug-taken': 'Questo indirizzo è già in uso. Scegline un altro.',
  'section-used': 'La sezione contiene ancora articoli o altre sezioni. Spostali prima, poi eliminala.',
  'section-circle': 'Una sezione non può stare dentro sé stessa.',
  'topic-used':
    'L’argomento è ancora usato da qualche articolo. Uniscilo a un altro argomento, oppure toglilo dagli articoli.',
  'author-used':
    'Questa firma è ancora in qualche articolo o collegata a una persona. Uniscila a un’altra firma.',
  'merge-same': 'Scegli una voce diversa da quella che vuoi unire.',
  'redirect-circle':
    'Così i lettori girerebbero in tondo: l’indirizzo di arrivo riporta a quello di partenza.',
  'redirect-own': 'A questo indirizzo c’è già una pagina del sito: un rinvio non la sostituirebbe.',
  'redirect-target':
    'L’indirizzo di arrivo deve essere un percorso del sito, come /citta/ponte, o un indirizzo completo che comincia con https://.',
  'contact-invalid':
    'Scrivi un indirizzo email, o l’indirizzo completo di una pagina che comincia con https://.',
  'zone-unknown': 'Questo fuso orario non è conosciuto. Sceglilo dall’elenco.',
  'colour-invalid': 'Scrivi un colore come #9b2c1f.',
  'link-invalid':
    'Scrivi un percorso del sito, come /about, o un indirizzo completo che comincia con https://.',
  'redirect-from': 'Scrivi un percorso del sito che comincia con una barra, come /vecchia-pagina.',
  'redirect-taken': 'Per questo indirizzo c’è già un rinvio: modifica quello.',
  'mail-host': 'Scrivi solo il nome del server, come mail.esempio.it.',
  'mail-port': 'La porta è un numero da 1 a 65535; di solito 587, oppure 465.',
  'mail-domain': 'Scrivi un dominio, come esempio.it.',
  'mail-name': 'Il nome non può contenere virgolette, parentesi angolari o barre rovesciate.',
  'mail-selector': 'Il selettore è fatto di lettere minuscole, cifre e trattini.',
  'mail-caps': 'Scrivi un dominio e un numero per riga, come gmail.com 600.',
  'mail-password-again': 'Server o nome utente sono cambiati: scrivi di nuovo la password.',
  'number-invalid': 'Questo numero non va bene: è troppo piccolo, troppo grande o non è intero.',
  'newsletter-used':
    'Questa lista ha numeri o iscritti, perciò non si elimina. Se non vuoi più offrirla, toglila dal modulo di iscrizione.',
  'newsletter-address':
    'L’indirizzo di una lista da cui è già uscito qualcosa non cambia: le lettere dei lettori portano lì.',
  'sender-invalid': 'Scrivi solo un nome, senza indirizzo email né virgolette o parentesi angolari.',
  'test-refused':
    'Il server della posta non ha preso la prova. Se succede ancora, chi amministra guardi le impostazioni della posta.',
  'issue-subject': 'Scrivi l’oggetto: senza, il numero non può partire.',
  'address-differs':
    'Non è lo stesso indirizzo. Riscrivilo com’è, oppure annulla: non è stato cancellato nulla.',
  'csv-encoding':
    'Il file non è in UTF-8, perciò gli accenti andrebbero persi. In Excel scegli «Salva con nome» › «CSV UTF-8» e riprova: non è stato importato nulla.',
  'csv-broken':
    'Il file è rovinato: una virgoletta si apre e non si chiude. Correggilo e riprova: non è stato importato nulla.',
  'csv-columns': 'Nel file non c’è una colonna «email». La prima riga deve contenere i nomi delle colonne.',
  'csv-empty': 'Il file è vuoto: non c’è nemmeno la riga con i nomi delle colonne.',
  'csv-large': 'Il file è troppo grande: al massimo 200 MB. Dividilo e importalo in più volte.',
  'csv-consent':
    'Scrivi da dove viene il consenso: questo file non lo dice, e senza non possiamo iscrivere nessuno.',
  'list-unknown': 'Una delle newsletter indicate non esiste. Controlla il nome e riprova.',
}
