import type { ErrorCode } from '../../../errors.ts'

/** What to say of each failure that a user can meet: what happened, what is safe, what to do. */
export const errors: Record<ErrorCode, string> & { required: string } = {
  required: 'Questo campo non può restare vuoto.',
  'email-invalid': 'Questo indirizzo email non è valido. Controlla che sia scritto come nome@esempio.it.',
  'picture-unreadable': 'L’immagine è rovinata o incompleta. Prova a esportarla di nuovo.',
  'picture-unsupported': 'Questo formato non si può usare. Carica un’immagine JPEG, PNG o WebP.',
  'picture-too-large': 'L’immagine è troppo grande: al massimo 25 MB e 60 megapixel.',
  'document-invalid':
    'Il testo contiene qualcosa che questa versione non conosce. Non è stato cambiato nulla.',
  'stale-version':
    'Nel frattempo qualcun altro ha modificato questo contenuto. Il tuo testo è al sicuro: ricarica e confronta.',
  'path-taken': 'Questo indirizzo appartiene già a un altro articolo. Scegline un altro.',
  'headline-missing': 'Manca il titolo. Scrivilo, poi riprova.',
  'not-found': 'Non c’è più, o non c’è mai stato.',
  'signed-out': 'La sessione è finita. Accedi di nuovo: quello che hai scritto è al sicuro.',
  forbidden: 'Il tuo ruolo non permette questa operazione.',
  'input-invalid': 'Qualcosa non va in quello che hai scritto. Controlla i campi segnalati.',
  'sign-in-failed': 'Email o password non corrispondono.',
  'too-many-attempts': 'Troppi tentativi. Aspetta qualche minuto e riprova.',
  'email-taken': 'Qualcuno con questo indirizzo email c’è già.',
  'link-expired': 'Questo collegamento è scaduto o è già stato usato. Chiedine uno nuovo.',
  'password-short': 'La password deve avere almeno 12 caratteri.',
  'password-common': 'Questa password è tra le più usate al mondo: scegline un’altra.',
  'code-wrong': 'Il codice non è giusto o è già stato usato. Aspetta il prossimo e riprova.',
  'last-administrator':
    'È l’unico amministratore attivo: nomina prima qualcun altro, altrimenti nessuno potrebbe più gestire la redazione.',
  'password-long': 'La password può avere al massimo 200 caratteri.',
  'password-own':
    'La password contiene il tuo nome, il tuo indirizzo o il nome della testata: scegline un’altra.',
  'password-pattern': 'La password è una ripetizione o una sequenza: è troppo facile da indovinare.',
  'password-wrong': 'La password attuale non è giusta. Non è stato cambiato nulla.',
  'passkey-failed': 'La passkey non è stata accettata. Riprova, oppure accedi con email e password.',
}
