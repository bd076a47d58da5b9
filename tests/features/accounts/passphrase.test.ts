import { expect, it } from 'vitest'
import { checkPassword } from '@/features/accounts/passphrase.ts'
import { AppError } from '@/lib/errors.ts'

/** The code of the refusal, or null when it is accepted. */
function refusal(phrase: string, own: string[] = []): string | null {
  try {
    checkPassword(phrase, own)
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

it.each([
  'una frase lunga e buona',
  'nebbia-zinco-ottavo',
  'キーボードの上で眠る猫です',
  'xK9#mQ2$vL7p',
  'il treno delle 7.42 era in ritardo',
  'tre tigri contro quattro zebre',
  '           spazi           dentro   ok',
  'la mia estate a roma con francesco',
  'roma luna gatto pizza',
  'mamma porta il cane in ufficio',
  '8391-mele-2204',
  'correct donkey battery staple',
  'a'.repeat(3) + 'dove passa il fiume '.repeat(9).slice(0, 197),
])('«%s» is accepted', (phrase) => {
  expect(refusal(phrase)).toBeNull()
})

it('length is counted in characters, in the form in which they are compared', () => {
  expect(refusal('undici lett')).toBe('password-short')
  expect(refusal('dodici lette')).toBeNull()
  expect(refusal('🙂🙃😉😌😍🥰😘😗😙😚😋')).toBe('password-short') // eleven, though 22 units
  expect(refusal('🙂🙃😉😌😍🥰😘😗😙😚😋😛')).toBeNull()
  expect(refusal('volpi rosse sul '.repeat(13).slice(0, 201))).toBe('password-long')
})

it.each([
  'passwordpassword',
  'Password12345!',
  'P@ssw0rd2026',
  'mypassword123456',
  'administrator',
  'Administrator1!',
  'iloveyou1234567',
  'Ti amo tantissimo!',
  'correct horse battery staple',
  'benvenuto2026',
  'Redazione2026!',
  'Juventus1897!!',
  'letmein letmein',
  'francesca1990!!',
  'Estate2026Roma!',
  'passwordsegreta1',
  'amore mio tesoro',
  'Ciao-Ciao-Bella',
  'Forza.Napoli.1926',
  'm4rc0&giulia2020',
  'Novembre2026!Milano',
  '12juventus34inter',
])('«%s» is among the most used', (phrase) => {
  expect(refusal(phrase)).toMatch(/password-common|password-pattern/)
})

it.each([
  'aaaaaaaaaaaa',
  'abababababab',
  'abcabcabcabc',
  '123456789012',
  '123123123123',
  '111111222222',
  'qwertyuiopasdf',
  '1qaz2wsx3edc4rfv',
  'abcdefghijklm',
  'qwerty123456',
  'zxcvbnmasdfghjkl',
  '0987654321098',
  '1q2w3e4r5t6y',
  '1qaz!QAZ2wsx@WSX',
  '!@#$%^&*()12',
  'qazxswedcvfr',
  'a1b2c3d4e5f6',
  '112233445566',
  'marzo26#marzo26#',
  'tre tigri tre tigri',
  '147258369147258',
])('«%s» is a repetition or a sequence', (phrase) => {
  expect(refusal(phrase)).toBe('password-pattern')
})

it('what everybody knows of the person is no secret', () => {
  const own = ['Samira Belkadi', 'samira.belkadi@example.org', 'Il Corriere dei Monti']
  for (const phrase of [
    'samirabelkadi',
    'Belkadi-2026!',
    'corrieredeimonti',
    'samira.belkadi1',
    'Samira123456',
    'S4m1ra-B3lkad1!',
    'password.belkadi',
    'redazionecorriere2026',
    'belkadi qwertyuiop',
  ])
    expect([phrase, refusal(phrase, own)]).toEqual([phrase, 'password-own'])
  expect(refusal('samira ama le mele cotte', own)).toBeNull()
  expect(refusal('belkadi non abita qui', own)).toBeNull()
})
