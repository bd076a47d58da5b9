import type { errors as italian } from '../it/errors.ts'

export const errors: typeof italian = {
  required: 'This field cannot stay empty.',
  'email-invalid': 'This email address is not valid. Check that it reads like name@example.org.',
  'picture-unreadable':
    'The picture is damaged or incomplete: perhaps the file was cut off. Open it, save it again as JPEG and upload it again.',
  'picture-unsupported': 'This file is not a picture that can be used. Upload a JPEG, PNG or WebP.',
  'picture-empty': 'The file is empty. Check that you chose the right one and try again.',
  'picture-heavy':
    'The file is too heavy: at most 25 MB. Export the picture as JPEG, 4000 pixels on its long side, and upload it again.',
  'picture-pixels':
    'The picture is too large: at most 60 megapixels. Make it smaller, say 6000 pixels on its long side, and upload it again.',
  'picture-gif': 'GIFs cannot be used. Save the picture as PNG or JPEG and upload it again.',
  'picture-svg':
    'SVG drawings cannot be used, because they may contain programs. Export the drawing as PNG and upload that.',
  'picture-heic':
    'iPhones save in HEIC, which not every reader can see: export the photograph as JPEG and upload it again. From now on: Settings › Camera › Formats › “Most Compatible”.',
  'picture-avif': 'AVIF pictures cannot be uploaded. Export it as JPEG, PNG or WebP and upload it again.',
  'picture-tiff': 'TIFF and RAW pictures cannot be used. Export it as JPEG and upload it again.',
  'picture-pdf': 'A PDF is not a picture. Export the page that you need as JPEG or PNG and upload that.',
  'picture-used': 'This picture is in use, so it was not deleted. First take it out of where it is shown.',
  'upload-broken': 'The upload was interrupted and nothing was saved. Try again.',
  'disk-full':
    'The server’s disk is nearly full, so the picture was not uploaded. Texts are safe: tell the administrator.',
  'address-invalid': 'This is not an address to take a picture from. It must begin with https://.',
  'address-private':
    'This address leads into a private network, so it is not opened. Download the picture and upload it from your computer.',
  'address-unreachable':
    'This address cannot be reached, or there is no picture. Download it and upload it from your computer.',
  'document-invalid': 'The text holds something that this version does not know. Nothing was changed.',
  'stale-version': 'Somebody else changed this in the meantime. Your text is safe: reload and compare.',
  'path-taken': 'This address belongs to another article already. Choose another one.',
  'headline-missing': 'The headline is missing. Write it, then try again.',
  'wrong-state':
    'The article has moved on in the meantime, so nothing was changed. Reload the page to see where it stands.',
  'block-not-ours':
    'This block was lifted in the meantime, or it was not made by the newsroom: nothing was changed. Reload the page.',
  'four-eyes':
    'A second pair of eyes is needed: whoever wrote or submitted the text cannot approve or publish it alone. Ask a colleague.',
  'checks-blocked':
    'The checks found something to mend, so nothing was changed. Mend it, or explain why it is right as it is.',
  'reason-missing': 'Write down the reason: it stays in the log.',
  'embargo-kept':
    'The embargo was not changed: lifting it or moving it forward is for the editor-in-chief, with a reason that stays in the log.',
  'person-unknown': 'This person is not here or not active. Choose another one.',
  'word-too-large':
    'The Word file is too large: 10 MB at most. Take the pictures out and upload them by themselves; the text that was there is safe.',
  'word-unreadable':
    'This file is no Word document (.docx) that can be read. If it is a .doc, open it in Word and save it as .docx.',
  'issue-state':
    'This issue has changed meanwhile: somebody sent, stopped or cancelled it. Reload the page to see how it stands.',
  'issue-count-changed':
    'The number of recipients has changed meanwhile. Check it and confirm again: nothing was sent.',
  'issue-empty': 'There is no article in this issue, so nothing was sent.',
  'mail-missing': 'There is no mail server: set it under “Mail”, or with SMTP_URL. Nothing was sent.',
  'domain-blocked':
    'The messages would be refused: something is missing in the domain’s DNS. The “Mail” page says what to write. Nothing was sent.',
  'not-found': 'It is gone, or never was.',
  'signed-out': 'The session is over. Sign in again: what you wrote is safe.',
  'own-account': 'For yourself use “Your profile”, where we ask for your password.',
  forbidden: 'Your role does not allow this.',
  'input-invalid': 'Something in what you typed is not right. Check the fields that are marked.',
  'sign-in-failed': 'Email or password do not match.',
  'too-many-attempts': 'Too many attempts. Wait a few minutes and try again.',
  'email-taken': 'Somebody with this email address is here already.',
  'link-expired': 'This link is too old or was used already. Ask for a new one.',
  'password-short': 'The password needs at least 12 characters.',
  'password-common': 'This password is one of the most used in the world: choose another one.',
  'time-past': 'That time has passed already. Choose one that is still to come.',
  'code-wrong': 'The code is not right or was used already. Wait for the next one and try again.',
  'last-administrator':
    'This is the only active administrator. Appoint another one first, or nobody could manage the newsroom any more.',
  'password-long': 'A password may have 200 characters at most.',
  'password-own':
    'The password contains your name, your address or the name of the publication. Choose another one.',
  'password-pattern': 'The password is a repetition or a sequence: it is too easy to guess.',
  'password-asked': 'You signed in some time ago. Confirm with your password.',
  'password-wrong': 'The present password is not right. Nothing was changed.',
  'passkey-impossible':
    'Passkeys work only when the newsroom has a domain name with HTTPS. Use the password.',
  'sign-in-over': 'Too much time has passed since the first step. Go back to sign-in and begin again.',
  'passkey-failed': 'The passkey was not accepted. Try again, or sign in with email and password.',
  'slug-invalid': 'The address may hold lower-case letters, digits and single hyphens only.',
  'slug-reserved': 'The site itself needs this address. Choose another one.',
  'slug-taken': 'This address is in use already. Choose another one.',
  'section-used': 'The section still holds articles or other sections. Move them first, then delete it.',
  'section-circle': 'A section cannot be inside itself.',
  'topic-used':
    'Some article still uses this topic. Merge it into another one, or take it out of the articles.',
  'author-used':
    'Some article still has this byline, or a person is linked to it. Merge it into another one.',
  'merge-same': 'Choose another one than the one that you are merging.',
  'redirect-circle': 'Readers would go round in a circle: the target leads back to where they start.',
  'redirect-own': 'A page of the site is at this address already: a redirect would not replace it.',
  'redirect-target':
    'The target must be a path of the site, like /city/bridge, or a whole address that begins with https://.',
  'contact-invalid': 'Type an email address, or the whole address of a page that begins with https://.',
  'zone-unknown': 'This time zone is not known. Choose it from the list.',
  'colour-invalid': 'Type a colour like #9b2c1f.',
  'link-invalid': 'Type a path of the site, like /about, or a whole address that begins with https://.',
  'redirect-from': 'Type a path of the site that begins with a slash, like /old-page.',
  'redirect-taken': 'This address has a redirect already: change that one.',
  'mail-host': 'Write just the name of the server, like mail.example.org.',
  'mail-port': 'A port is a number from 1 to 65535; usually 587, or 465.',
  'mail-domain': 'Write a domain, like example.org.',
  'mail-name': 'A name cannot contain quotation marks, angle brackets or backslashes.',
  'mail-selector': 'A selector is made of small letters, digits and hyphens.',
  'mail-caps': 'Write a domain and a number on each line, like gmail.com 600.',
  'mail-password-again': 'The server or the user name is another one: type the password again.',
  'number-invalid': 'This number will not do: it is too small, too large, or not whole.',
  'newsletter-used':
    'This list has issues or subscribers, so it is not deleted. To stop offering it, take it out of the subscription form.',
  'newsletter-address':
    'The address of a list from which something went out does not change: readers’ letters lead there.',
  'sender-invalid': 'Write a name only, without an email address, quotation marks or angle brackets.',
  'test-refused':
    'The mail server did not take the test. If it happens again, an administrator should look at the mail settings.',
  'issue-subject': 'Write the subject: an issue cannot go out without one.',
  'address-differs': 'This is not the same address. Type it as it is, or cancel: nothing was erased.',
  'csv-encoding':
    'The file is not UTF-8, so accented letters would be lost. In Excel choose “Save as” › “CSV UTF-8” and try again: nothing was imported.',
  'csv-broken':
    'The file is damaged: a quotation mark opens and never closes. Mend it and try again: nothing was imported.',
  'csv-columns': 'The file has no “email” column. Its first line must hold the names of the columns.',
  'csv-empty': 'The file is empty: there is not even the line with the names of the columns.',
  'csv-large': 'The file is too large: 200 MB at most. Split it and import it in parts.',
  'csv-consent':
    'Say where the consent comes from: this file does not, and without it nobody can be subscribed.',
  'list-unknown': 'One of these newsletters does not exist. Check the name and try again.',
}
