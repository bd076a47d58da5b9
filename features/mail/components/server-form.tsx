'use client'

import { PasswordField } from '@/components/ui/password-field.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { saveServerAction } from '../actions.ts'
import type { MailData } from '../loaders.ts'
import styles from './mail.module.css'
import { MailForm } from './mail-form.tsx'
import { MailTrial } from './mail-trial.tsx'

/** Which server takes our messages, and in whose name they go; what is in force, and a way to try it. */
export function ServerForm({ data }: { data: MailData }) {
  const t = useWords().mailSettings
  const { settings, from, lockVersion } = data
  const server = settings.server
  const tls = (['upgrade', 'start'] as const).map((value) => ({ value, label: t.tlsOptions[value] }))
  return (
    <>
      <p className={`hint ${styles.intro}`}>{t.serverText}</p>
      <Force data={data} />
      <MailForm action={saveServerAction} lockVersion={lockVersion}>
        {(refused) => (
          <>
            <TextField
              name="fromName"
              label={t.fromName}
              hint={t.fromNameHint}
              defaultValue={from.name}
              error={refused?.fields.fromName}
              maxLength={100}
            />
            <TextField
              name="fromAddress"
              type="email"
              label={t.fromAddress}
              hint={t.fromAddressHint}
              defaultValue={from.address}
              error={refused?.fields.fromAddress}
              maxLength={254}
              autoComplete="off"
            />
            <div className={styles.pair}>
              <TextField
                name="host"
                label={t.host}
                hint={t.hostHint}
                defaultValue={server?.host ?? ''}
                error={refused?.fields.host}
                maxLength={253}
                spellCheck={false}
                autoCapitalize="none"
              />
              <TextField
                name="port"
                label={t.port}
                inputMode="numeric"
                defaultValue={server?.port ?? 587}
                error={refused?.fields.port}
                maxLength={5}
              />
            </div>
            <SelectField
              name="tls"
              label={t.tls}
              options={tls}
              defaultValue={refused?.values.tls ?? (server?.secure ? 'start' : 'upgrade')}
            />
            <TextField
              name="user"
              label={t.user}
              defaultValue={server?.user ?? ''}
              error={refused?.fields.user}
              maxLength={320}
              autoComplete="off"
              spellCheck={false}
              autoCapitalize="none"
            />
            <PasswordField
              name="password"
              label={t.password}
              show={t.show}
              hint={server?.hasPassword ? t.passwordKept : t.passwordNone}
              error={refused?.fields.password}
              autoComplete="new-password"
              maxLength={1000}
            />
          </>
        )}
      </MailForm>
      <MailTrial email={data.email} />
    </>
  )
}

function Force({ data: { byEnvironment, inForce, settings } }: { data: MailData }) {
  const t = useWords().mailSettings
  if (!inForce) return <p className="notice-line">{settings.server ? t.noSender : t.noServer}</p>
  const { host, port, tls, user, from } = inForce
  const way = { start: t.tlsStart, upgrade: t.tlsUpgrade, none: t.tlsNone }[tls]
  return (
    <section className={styles.force} aria-labelledby="in-force">
      <h3 id="in-force">{t.inForce}</h3>
      {byEnvironment && <p>{t.environment}</p>}
      <dl className={styles.facts}>
        <dt>{t.server}</dt>
        <dd>
          <span className={styles.code}>
            {host}:{port}
          </span>{' '}
          · {way} · {user ? t.userIs(user) : t.noUser}
        </dd>
        <dt>{t.sender}</dt>
        <dd>
          {from.name} <span className={styles.code}>&lt;{from.address}&gt;</span>
        </dd>
      </dl>
    </section>
  )
}
