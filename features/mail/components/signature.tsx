'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { deleteKeyAction, makeKeyAction, saveRelayAction } from '../actions.ts'
import type { MailData } from '../loaders.ts'
import { DnsRecord } from './dns-record.tsx'
import styles from './mail.module.css'
import { MailForm } from './mail-form.tsx'

/** The key with which we sign: making it, publishing it, taking it away. Or the name of the mail server's. */
export function Signature({ data }: { data: MailData }) {
  const t = useWords().mailSettings
  const { settings, lockVersion, record, inForce, from } = data
  const sender = inForce?.from.address || from.address
  return (
    <>
      <p className={`hint ${styles.intro}`}>{t.signatureText}</p>
      {settings.dkim && record ? (
        <section className={styles.part} aria-labelledby="key">
          <h3 id="key">{t.keyOf(settings.dkim.domain)}</h3>
          <p>
            {t.publish} <a href="/admin/mail/domain">{t.groups.domain}</a>
          </p>
          <DnsRecord record={record} />
          <p className="hint">{t.long}</p>
          <DeleteKey lockVersion={lockVersion} />
        </section>
      ) : (
        <>
          <MailForm
            action={makeKeyAction}
            lockVersion={lockVersion}
            saveLabel={t.makeKey}
            savedText={t.keyMade}
          >
            {(refused) => (
              <>
                <TextField
                  name="domain"
                  label={t.keyDomain}
                  hint={t.keyDomainHint}
                  defaultValue={sender.split('@')[1] ?? ''}
                  error={refused?.fields.domain}
                  maxLength={253}
                  required
                  spellCheck={false}
                  autoCapitalize="none"
                />
                <TextField
                  name="selector"
                  label={t.selector}
                  hint={t.selectorHint}
                  defaultValue="testata"
                  error={refused?.fields.selector}
                  maxLength={63}
                  required
                  spellCheck={false}
                  autoCapitalize="none"
                />
              </>
            )}
          </MailForm>
          <section className={styles.part} aria-labelledby="relay">
            <h3 id="relay">{t.relay}</h3>
            <p className="hint">{t.relayText}</p>
            <MailForm action={saveRelayAction} lockVersion={lockVersion}>
              {(refused) => (
                <TextField
                  name="relaySelector"
                  label={t.relaySelector}
                  hint={t.relaySelectorHint}
                  defaultValue={settings.relaySelector}
                  error={refused?.fields.relaySelector}
                  maxLength={63}
                  spellCheck={false}
                  autoCapitalize="none"
                />
              )}
            </MailForm>
          </section>
        </>
      )}
    </>
  )
}

function DeleteKey({ lockVersion }: { lockVersion: number }) {
  const t = useWords().mailSettings
  const toast = useToast()
  const router = useRouter()
  const [asked, setAsked] = useState(false)
  const remove = async () => {
    const state = await deleteKeyAction(lockVersion)
    setAsked(false)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.keyDeleted)
    router.refresh()
  }
  return (
    <p className="form-actions">
      <button type="button" className="button button-plain button-small" onClick={() => setAsked(true)}>
        {t.deleteKey}
      </button>
      <Confirm
        title={t.deleteTitle}
        confirm={t.deleteKey}
        isOpen={asked}
        onConfirm={remove}
        onClose={() => setAsked(false)}
      >
        <p>{t.deleteText}</p>
      </Confirm>
    </p>
  )
}
