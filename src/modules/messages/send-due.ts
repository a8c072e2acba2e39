// Sends what is due, one by one: takes a message with the rule as it is then, decides, writes the text, hands it to
// the mail server, notes what became of it. Doing it twice sends nothing twice; a worker that dies between the
// server's answer and the note may send one again, under the same id.
import type { Clock } from '#platform/clock.ts';
import { type Database, sqlState } from '#platform/db/database.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { calendarFile } from '#platform/calendar/calendar-file.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import type { Texter } from '#platform/mail/texter.ts';
import { words } from '#platform/words/words.ts';
import { decideDelivery } from './rules.ts';
import type { DueMessage } from './schema.ts';
import { textOf } from './text.ts';

/** How many are looked up at once; each is taken by itself. */
const AT_ONCE = 20;

interface Parts {
  readonly database: Database;
  /** Of the worker. */
  readonly token: string;
  readonly mailer: Mailer;
  /** Undefined where no gateway is set. */
  readonly texter?: Texter | undefined;
  /** Makes the link of a ticket good and tells it; undefined where our own address is not set. */
  readonly linkOf?:
    | ((tx: Transaction, visitId: string, code: string) => Promise<string>)
    | undefined;
  /** Makes the link to a package good and tells it; undefined where our own address is not set. */
  readonly packageLinkOf?: ((tx: Transaction, packageId: string) => Promise<string>) | undefined;
  readonly clock: Clock;
}

/**
 * Sends all that is due now. One that fails, in whatever way, stops none of the others.
 * @param tell told in words of what failed before or after the sending: kind and code, and nothing of anybody
 * @returns how many went out
 */
export async function sendDue(
  parts: Parts,
  tell: (text: string) => void = console.error,
): Promise<number> {
  let sent = 0;
  /** Left until the next time: they are due still, and would stand in the way of the others. */
  const broken = new Set<string>();
  for (;;) {
    const listed = await listDue(parts, AT_ONCE + broken.size);
    const due = listed.filter((which) => !broken.has(nameOf(which)));
    const known = broken.size;
    let taken = 0;
    for (const which of due) {
      try {
        const message = await take(parts, which);
        if (!message) continue;
        taken++;
        if (await deliver(parts, message)) sent++;
      } catch (error) {
        broken.add(nameOf(which));
        tell(`a message (${which.kind}) could not be sent: ${sqlState(error) ?? codeOf(error)}`);
      }
    }
    // Those that another worker has are its own.
    if (due.length < AT_ONCE || (taken === 0 && broken.size === known)) return sent;
  }
}

type Which = Pick<DueMessage, 'eventId' | 'kind'>;
const nameOf = ({ eventId, kind }: Which) => `${eventId}.${kind}`;

function listDue({ database, token }: Parts, most: number): Promise<Which[]> {
  return database.transaction((tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return tx.text<Which>('select event_id as "eventId", kind from messages.due($1)', [most]);
  });
}

/** Ours for ten minutes, with all that decides; undefined: another worker has it, or it is due no more. */
function take(
  { database, token }: Parts,
  { eventId, kind }: Which,
): Promise<DueMessage | undefined> {
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    const [message] = await tx.text<DueMessage>(
      `select event_id as "eventId", kind, number, language, email, null as phone,
         contacts, null as "visitId", null as code, null as "packageId", centre_name as "centreName",
         zone, office_name as "officeName", starts_at as "startsAt", ends_at as "endsAt",
         due_on as "dueOn", still_so as "stillSo"
       from messages.take($1, $2)`,
      [eventId, kind],
    );
    return message;
  });
}

/** A ticket's link goes where she said, and not where her file says; a package to its partner. */
async function withAddress({ database, token }: Parts, message: DueMessage): Promise<DueMessage> {
  if (message.kind !== 'package' && message.kind !== 'ticket-link') return message;
  return database.transaction((tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return addressIn(tx, message);
  });
}

async function addressIn(tx: Transaction, message: DueMessage): Promise<DueMessage> {
  if (message.kind === 'package') {
    const [to] = await tx.text<Pick<DueMessage, 'packageId' | 'email' | 'language' | 'stillSo'>>(
      `select package_id as "packageId", email, language, still_so as "stillSo"
       from messages.package_of($1)`,
      [message.eventId],
    );
    // How she may be reached binds nobody who writes to a house.
    return { ...message, ...to, contacts: [] };
  }
  type Said = Pick<
    DueMessage,
    'email' | 'phone' | 'contacts' | 'language' | 'visitId' | 'code' | 'stillSo'
  >;
  const [said] = await tx.text<Said>(
    `select email, phone, contacts, language, visit_id as "visitId", code,
       still_so as "stillSo" from messages.link_of($1)`,
    [message.eventId],
  );
  return { ...message, ...said };
}

async function deliver(parts: Parts, message: DueMessage): Promise<boolean> {
  let by: 'email' | 'sms' = 'email';
  try {
    const whole = await withAddress(parts, message);
    const decided = decide(parts, whole);
    if (decided.do === 'send') {
      by = decided.by;
      await hand(parts, whole, decided);
    } else {
      const { reason } = decided;
      if (decided.do === 'skip') await note(parts, message, { outcome: 'skipped', reason });
      else await note(parts, message, { outcome: 'held', reason, until: decided.until });
      return false;
    }
  } catch (error) {
    await note(parts, message, { outcome: 'failed', reason: codeOf(error), by });
    return false;
  }
  await note(parts, message, { outcome: 'sent', by });
  return true;
}

function decide(
  { texter, linkOf, packageLinkOf, clock }: Parts,
  message: DueMessage,
): ReturnType<typeof decideDelivery> {
  const links = message.kind === 'package' ? packageLinkOf : linkOf;
  const ways = { sms: texter !== undefined, links: links !== undefined };
  return decideDelivery(message, clock.now(), ways);
}

/** @throws when the server did not take it, or there is nothing that could be handed to it */
async function hand(
  parts: Parts,
  message: DueMessage,
  { by, to }: { readonly by: 'email' | 'sms'; readonly to: string },
): Promise<void> {
  const { mailer, texter, clock } = parts;
  const link = await linkIn(parts, message);
  const { language, subject, body, short } = textOf({ ...message, link });
  const id = nameOf(message);
  if (by === 'sms') {
    await texter?.send({ id, to, text: short });
    return;
  }
  const calendar = calendarOf(message, clock.now());
  await mailer.send({ id, to, subject, text: body, language, calendar });
}

/** The link that a message carries: good from now on, and kept nowhere. */
async function linkIn(
  { database, token, linkOf, packageLinkOf }: Parts,
  { visitId, code, packageId }: DueMessage,
): Promise<string | undefined> {
  const make =
    packageId && packageLinkOf
      ? (tx: Transaction) => packageLinkOf(tx, packageId)
      : visitId && code && linkOf
        ? (tx: Transaction) => linkOf(tx, visitId, code)
        : undefined;
  if (!make) return undefined;
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return await make(tx);
  });
}

function note(
  { database, token }: Parts,
  message: DueMessage,
  became: {
    readonly outcome: 'sent' | 'failed' | 'skipped' | 'held';
    readonly reason?: string;
    readonly by?: 'email' | 'sms';
    /** Of what is held. */
    readonly until?: Temporal.Instant | undefined;
  },
): Promise<void> {
  const { outcome, reason, by = 'email', until } = became;
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    await tx.text('select messages.note_attempt($1, $2, $3, $4, $5, $6, $7)', [
      message.eventId,
      message.kind,
      message.number,
      outcome,
      reason ?? null,
      by,
      until ?? null,
    ]);
  });
}

/** Why a mail server did not take it, as a code: what it answered may hold an address. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z]{2,30}$/.test(code) ? code.toLowerCase() : 'refused';
}

function calendarOf(message: DueMessage, now: Temporal.Instant): string | undefined {
  const { kind, startsAt, endsAt, eventId, centreName } = message;
  if (!startsAt || !endsAt || kind === 'appointment-cancelled') return undefined;
  const { language } = textOf(message);
  return calendarFile({
    uid: `${eventId}@oneroof`,
    sequence: 0,
    writtenAt: now,
    startsAt,
    endsAt,
    title: words(language)('messages.calendar-title'),
    place: centreName ?? '',
  });
}
