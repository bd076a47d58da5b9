'use client'

import { useState } from 'react'
import type { Refused } from '@/components/ui/edit-form.tsx'
import { PasswordField } from '@/components/ui/password-field.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate, timeOfDay } from '@/lib/dates.ts'
import { saveBouncesAction } from '../actions.ts'
import type { MailData } from '../loaders.ts'
import styles from './mail.module.css'
import { MailForm } from './mail-form.tsx'

type Settings = MailData['settings']['bounces']
type Way = 'none' | 'imap' | 'listener'
const wayOf = (settings: Settings): Way =>
  settings === null ? 'none' : settings.imap === null ? 'listener' : 'imap'

/** Where refused messages come back to, and how taking them in goes. */
export function BouncesForm({ data }: { data: MailData }) {
  const t = useWords().mailSettings
  const { lockVersion, settings } = data
  return (
    <>
      <p className={`hint ${styles.intro}`}>{t.bouncesText}</p>
      <Intake data={data} />
      <MailForm action={saveBouncesAction} lockVersion={lockVersion}>
        {(refused) => <Fields settings={settings.bounces} refused={refused} />}
      </MailForm>
    </>
  )
}

function Fields({ settings, refused }: { settings: Settings; refused: Refused | null }) {
  const t = useWords().mailSettings
  const [way, setWay] = useState<Way>(wayOf(settings))
  const plain = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const
  return (
    <>
      <SelectField
        name="way"
        label={t.way}
        hint={{ none: t.noneHint, imap: t.imapHint, listener: t.listenerHint }[way]}
        options={(['none', 'imap', 'listener'] as const).map((value) => ({ value, label: t.ways[value] }))}
        value={way}
        onChange={(event) => setWay(event.currentTarget.value as Way)}
      />
      {way !== 'none' && (
        <TextField
          {...plain}
          name="bounceDomain"
          label={t.bounceDomain}
          hint={t.bounceDomainHint}
          defaultValue={settings?.domain ?? ''}
          error={refused?.fields.bounceDomain}
          maxLength={253}
        />
      )}
      {way === 'listener' && (
        <TextField
          name="listener"
          label={t.listener}
          inputMode="numeric"
          defaultValue={settings?.listener ?? 2525}
          error={refused?.fields.listener}
          maxLength={5}
        />
      )}
      {way === 'imap' && <MailboxFields imap={settings?.imap ?? null} refused={refused} />}
    </>
  )
}

type Mailbox = NonNullable<Settings>['imap']

function MailboxFields({ imap, refused }: { imap: Mailbox; refused: Refused | null }) {
  const t = useWords().mailSettings
  const plain = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const
  return (
    <>
      <div className={styles.pair}>
        <TextField
          {...plain}
          name="imapHost"
          label={t.imapHost}
          defaultValue={imap?.host ?? ''}
          error={refused?.fields.imapHost}
          maxLength={253}
        />
        <TextField
          name="imapPort"
          label={t.port}
          inputMode="numeric"
          defaultValue={imap?.port ?? 993}
          error={refused?.fields.imapPort}
          maxLength={5}
        />
      </div>
      <SelectField
        name="imapTls"
        label={t.tls}
        options={(['start', 'upgrade'] as const).map((value) => ({ value, label: t.imapTlsOptions[value] }))}
        defaultValue={refused?.values.imapTls ?? (imap && !imap.secure ? 'upgrade' : 'start')}
      />
      <TextField
        {...plain}
        name="imapUser"
        label={t.user}
        defaultValue={imap?.user ?? ''}
        error={refused?.fields.imapUser}
        maxLength={320}
      />
      <PasswordField
        name="imapPassword"
        label={t.password}
        show={t.show}
        hint={imap?.hasPassword ? t.passwordKept : t.passwordNone}
        error={refused?.fields.imapPassword}
        autoComplete="new-password"
        maxLength={1000}
      />
      <TextField
        {...plain}
        name="folder"
        label={t.folder}
        defaultValue={imap?.folder ?? 'INBOX'}
        error={refused?.fields.folder}
        maxLength={200}
      />
    </>
  )
}

const kinds = ['hard', 'soft', 'policy', 'complaint'] as const

function Intake({ data: { settings, intake, bounces } }: { data: MailData }) {
  const t = useWords().mailSettings
  const setting = useSetting()
  const counted = kinds.filter((kind) => (bounces[kind] ?? 0) > 0)
  const when = intake && `${shortDate(intake.lookedAt, setting)}, ${timeOfDay(intake.lookedAt, setting)}`
  return (
    <section className={styles.force} aria-labelledby="intake">
      <h3 id="intake">{t.intake}</h3>
      {settings.bounces &&
        (intake && when ? (
          <div className={intake.error ? styles.bad : styles.good}>
            <p>{intake.error ? t.intakeBad(when, intake.failures) : t.intakeGood(when)}</p>
            {intake.error && <p className={styles.detail}>{t.said(intake.error)}</p>}
          </div>
        ) : (
          <p>{t.intakeNone}</p>
        ))}
      <dl className={styles.facts}>
        <dt>{t.month}</dt>
        <dd>
          {counted.length === 0
            ? t.nothing
            : counted.map((kind) => `${t.kinds[kind]}: ${bounces[kind]}`).join(' · ')}
        </dd>
      </dl>
    </section>
  )
}
