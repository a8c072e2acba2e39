// Sends letters by SMTP, each over a connection of its own.
import { Socket } from 'node:net';
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
 * gave up on may have been taken.
 */
const ANSWER = 60;
/**
 * Seconds for a whole letter: a server that says a little every minute is cut off before the ten minutes are over for
 * which a worker has it (messages.take), so that no second one sends it meanwhile.
 */
const LETTER = 8 * 60;

/**
 * A mailer over one SMTP server.
 * @param url `smtps://user:password@host:465`, or `smtp://host:25`
 * @param from the sender that people see
 * @param letter seconds for a whole letter
 */
export function smtpMailer(url: string, from: string, letter = LETTER): Mailer {
  const at = new URL(url);
  const options = {
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
  };
  /** Of letters that are on their way. */
  const lines = new Set<Socket>();
  const host = from.replace(/^.*@|>.*$/g, '');
  return {
    async send({ id, to, subject, text, language, calendar }) {
      const line = new Socket();
      lines.add(line);
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        late.reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' }));
        line.destroy();
      }, letter * 1000);
      const sent = createTransport({ ...options, socket: line }).sendMail({
        from,
        to,
        subject,
        text,
        messageId: `<${id}@${host}>`,
        headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
        ...(calendar && {
          attachments: [
            { filename: 'oneroof.ics', content: calendar, contentType: 'text/calendar' },
          ],
        }),
      });
      try {
        await Promise.race([sent, late.promise]);
      } finally {
        clearTimeout(timer);
        lines.delete(line);
      }
    },
    close() {
      for (const line of lines) line.destroy();
    },
  };
}
