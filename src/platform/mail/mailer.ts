// Sends letters by SMTP. One connection is kept while there is work.
import { createTransport } from 'nodemailer';

export interface Letter {
  /** The same for the same message, so that what arrives twice is known as one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  /** A calendar file that goes along. */
  readonly calendar?: string | undefined;
}

export interface Mailer {
  /** @throws when the server did not take it */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** Seconds for which a server may keep us waiting before it speaks. */
const PATIENCE = 20;
/**
 * Seconds for its answer to each line: one that looks a letter through before it takes it is slow, and a letter that we
 * gave up on may have been taken. A whole letter stays within the ten minutes for which a worker has it.
 */
const ANSWER = 60;

/**
 * A mailer over one SMTP server.
 * @param url `smtps://user:password@host:465`, or `smtp://host:25`
 * @param from the sender that people see
 */
export function smtpMailer(url: string, from: string): Mailer {
  const at = new URL(url);
  const transport = createTransport({
    host: at.hostname,
    port: Number(at.port) || (at.protocol === 'smtps:' ? 465 : 587),
    secure: at.protocol === 'smtps:',
    ...(at.username && {
      auth: { user: decodeURIComponent(at.username), pass: decodeURIComponent(at.password) },
      // A password never goes over an open line.
      requireTLS: at.protocol === 'smtp:',
    }),
    connectionTimeout: PATIENCE * 1000,
    greetingTimeout: PATIENCE * 1000,
    socketTimeout: ANSWER * 1000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.replace(/^.*@|>.*$/g, '');
  return {
    async send(letter) {
      await transport.sendMail({
        from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        messageId: `<${letter.id}@${host}>`,
        headers: { 'Content-Language': letter.language, 'Auto-Submitted': 'auto-generated' },
        ...(letter.calendar && {
          attachments: [
            { filename: 'oneroof.ics', content: letter.calendar, contentType: 'text/calendar' },
          ],
        }),
      });
    },
    close: () => transport.close(),
  };
}
