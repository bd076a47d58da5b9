// Messages that come back, as mail servers write them.

const crlf = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'))

type Dsn = { status: string; action?: string; diagnostic?: string; recipient?: string }

/** A delivery report in the manner of Postfix. */
export const dsn = (to: string, { status, action = 'failed', diagnostic = '', recipient }: Dsn): Buffer =>
  crlf(`Return-Path: <>
Date: Tue, 24 Nov 2026 10:00:00 +0000 (UTC)
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4FX.1/mx.example.net"
Message-Id: <20261124100000.1@mx.example.net>

This is a MIME-encapsulated message.

--4FX.1/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--4FX.1/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4FX
Arrival-Date: Tue, 24 Nov 2026 09:59:00 +0000 (UTC)

Final-Recipient: rfc822; ${recipient ?? 'ada@example.org'}
Original-Recipient: rfc822;ada@example.org
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; ${
    diagnostic ||
    `550 ${status} refused
    by the server`
  }

--4FX.1/mx.example.net
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <${to}>
From: Il Faro <faro@example.org>
Subject: La newsletter
To: ada@example.org

--4FX.1/mx.example.net--
`)

/** A complaint by way of a feedback loop: it goes to an address of its own, and quotes the message. */
export const complaint = (from: string, { type = 'abuse', to = 'fbl@example.org' } = {}): Buffer =>
  crlf(`From: <feedback@isp.example>
Date: Tue, 24 Nov 2026 10:00:00 +0000
Subject: FW: La newsletter
To: <${to}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part1"

--part1
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--part1
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <${from}>
Original-Rcpt-To: <ada@example.org>

--part1
Content-Type: message/rfc822
Content-Disposition: inline

Return-Path: <${from}>
From: Il Faro <faro@example.org>
To: ada@example.org
Subject: La newsletter

Buongiorno.
--part1--
`)

/** What somebody's mail program answers while they are away. */
export const vacation = (to: string): Buffer =>
  crlf(`From: Ada <ada@example.org>
To: ${to}
Subject: Fuori ufficio: La newsletter
Auto-Submitted: auto-replied (vacation)
Precedence: bulk
Content-Type: text/plain; charset=utf-8

Sono in ferie. Per urgenze: 5.1.1 Status: 5.1.1
`)
