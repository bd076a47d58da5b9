import { QrCode } from '@/components/ui/qr-code.tsx'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { FactorsView } from '../loaders.ts'
import { PasskeyPanel } from './passkey-panel.tsx'
import { RecoveryPanel, TotpPanel } from './totp-panel.tsx'

/** All that somebody has, or can have, beside their passphrase. */
export function FactorsPanel({ view, t }: { view: FactorsView; t: NewsroomWords }) {
  const { factors, setUp, possible, confirm } = view
  const pending = setUp && {
    key: setUp.key,
    picture: <QrCode text={setUp.uri} label={t.security.qr} />,
  }
  return (
    <div>
      <TotpPanel on={factors.totp} pending={pending} confirm={confirm} />
      <PasskeyPanel passkeys={factors.passkeys} possible={possible} confirm={confirm} />
      {factors.recoveryCodes > 0 && <RecoveryPanel left={factors.recoveryCodes} />}
    </div>
  )
}
