import type { it } from '../it/words.ts'
import { accounts } from './accounts.ts'
import { alerts } from './alerts.ts'
import { audit } from './audit.ts'
import { composing } from './composing.ts'
import { controls } from './controls.ts'
import { desk } from './desk.ts'
import { editor } from './editor.ts'
import { errors } from './errors.ts'
import { figures } from './figures.ts'
import { frontPage } from './front-page.ts'
import { mail } from './mail.ts'
import { mailSettings } from './mail-settings.ts'
import { media } from './media.ts'
import { newsletter } from './newsletter.ts'
import { notes } from './notes.ts'
import { people } from './people.ts'
import { previews } from './previews.ts'
import { redirects } from './redirects.ts'
import { revisions } from './revisions.ts'
import { security } from './security.ts'
import { sending } from './sending.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { subscribers } from './subscribers.ts'
import { taxonomy } from './taxonomy.ts'
import { workflow } from './workflow.ts'
import { writing } from './writing.ts'

export const en: typeof it = {
  accounts,
  alerts,
  audit,
  composing,
  controls,
  editor,
  desk,
  errors,
  figures,
  frontPage,
  media,
  previews,
  mail,
  mailSettings,
  people,
  security,
  redirects,
  sending,
  settings,
  shell,
  subscribers,
  taxonomy,
  newsletter,
  notes,
  revisions,
  workflow,
  writing,
  bug: (id: string) =>
    `Something went wrong. Try again; if it happens again, give the administrator the code ${id}.`,
}
