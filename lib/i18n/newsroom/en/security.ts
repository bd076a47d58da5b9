import type { security as italian } from '../it/security.ts'

export const security: typeof italian = {
  stepTitle: 'Second step',
  stepText:
    'Open your authenticator app and type its code of six digits. Without your phone, use a recovery code.',
  stepTextKeys: 'Use your passkey, or type a recovery code.',
  code: 'Code',
  go: 'Continue',
  usePasskey: 'Sign in with a passkey',
  passkeyCancelled: 'The passkey was not used. Try again, or sign in another way.',
  enrolTitle: 'A second step is needed',
  enrolText:
    'In this newsroom administrators sign in with their password and with something that they have with them. Add an authenticator app or a passkey to go on.',
  enrolled: 'Done: go to the desk',
  title: 'Second step',
  intro: 'With a second step, nobody gets in who knows no more than your password.',
  app: 'Authenticator app',
  appOn: 'On: you are asked for a code whenever you sign in.',
  appOff: 'Off.',
  appStart: 'Add an app',
  appScan:
    'Scan this code with the app (Aegis, 2FAS or Google Authenticator, for instance), then type the six digits that it shows.',
  appKey: 'Or type this key into the app',
  qr: 'QR code to scan with the authenticator app',
  appConfirm: 'Confirm',
  appRestart: 'Begin again with another QR code',
  appRemove: 'Remove the app',
  appRemoveText: 'Signing in will not need the code any more. Confirm with your password.',
  presentPassword: 'Present password',
  recovery: 'Recovery codes',
  recoveryLeft: (count) =>
    count === 1
      ? 'One is left.'
      : `${count} are left. Each is good for one sign-in when you are without your phone.`,
  recoveryNew: 'Make new codes',
  recoveryNewText: 'The codes from before will not work any more. Confirm with your password.',
  codesTitle: 'Your recovery codes',
  codesText: 'Keep them in a safe place: they will not be shown again. Each is good for one sign-in.',
  copy: 'Copy',
  copied: 'Copied',
  download: 'Download',
  codesFile: 'recovery-codes.txt',
  codesDone: 'I have kept them',
  passkeys: 'Passkeys',
  passkeysText:
    'A passkey lets you in with your fingerprint, your face or your device’s PIN, without a password.',
  passkeysImpossible: 'Passkeys work only when the newsroom has a domain name with HTTPS.',
  passkeyAdd: 'Add a passkey',
  passkeyName: 'Name of the passkey',
  passkeyNameHint: 'To recognise it: “laptop”, “phone”.',
  passkeyRename: 'Rename',
  passkeyRemove: 'Remove',
  passkeyRemoveTitle: (name) => `Remove the passkey “${name}”?`,
  passkeyRemoveText: 'You will not be able to sign in with it any more. You can add another one.',
  passkeyMade: (date) => `added on ${date}`,
  passkeyUsed: (date) => `used on ${date}`,
  passkeyFailed: 'The passkey was not added. Nothing has changed: try again.',
}
