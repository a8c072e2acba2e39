// What a played morning shares of somebody: a conference on her file, and a copy that was taken out.
import { codeHashes, drawSecrets } from '#main/package-link.ts';
import { processToken } from '#main/process-accounts.ts';
import { comeIn } from '#modules/partners/queries.ts';
import { asActor } from '#platform/session/enter.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { digestOf } from '#platform/uploads/uploads.ts';
import { png } from '../../src/platform/uploads/pictures.fixture.ts';
import { type House, SECRET } from './house.ts';

/** As if Iryna had taken a file out; what was made waits to be fetched. */
export async function takeOut(house: House, personId: string): Promise<void> {
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `with asked as (
       insert into casefiles.export (id, account_id, unit_id, person_id, reason, words, format, state, asked_at, ends_at, made_at)
       select uuidv7(), m.account_id, m.unit_id, $1, 'she-asked', 'Pediu uma cópia do seu processo.', 'pdf', 'ready',
              meta.now(), meta.now() + interval '12 hours', meta.now()
       from access.membership m join access.account a on a.id = m.account_id
       where a.login = 'iryna.melnyk@oneroof.example' limit 1
       returning id, account_id, person_id, ends_at)
     insert into casefiles.export_document (export_id, account_id, person_id, sections, ends_at, sealed)
     select id, account_id, person_id, '{spine}', ends_at, '\\x00' from asked`,
      [personId],
    ),
  );
}

/** Iryna and Duarte speak of somebody for an hour, and write down what they agreed. */
export async function conferOn(house: House, token: string, personId: string): Promise<void> {
  const now = house.clock.now().toZonedDateTimeISO('Europe/Lisbon');
  const time = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString().slice(0, 5);
  const duarte = await accountOf(house, 'duarte.nobrega@oneroof.example');
  const { conferenceId } = await house.done(token, 'conference.call', {
    personId,
    accountIds: [duarte],
    purpose: 'work',
    sections: ['needs'],
    day: now.toPlainDate().toString(),
    from: time(now),
    to: time(now.add({ hours: 1 })),
    question: 'Quem escreve ao patrão?',
  });
  house.wait(1);
  await house.done(token, 'conference.end', {
    conferenceId,
    attended: [duarte],
    record: 'A ACT escreve até sexta-feira.',
  });
}

/** The account of a login. */
export async function accountOf(house: House, login: string): Promise<string> {
  const [row] = await house.database.owner('select id from access.account where login = $1', [
    login,
  ]);
  return row?.['id'];
}

/** Samira opens a compartment about somebody, writes in it, and names a colleague of social support. */
export async function keepSecret(house: House, token: string, personId: string): Promise<string> {
  const input = { personId, kindId: 'violence' };
  const { compartmentId } = await house.done(token, 'compartment.open', input);
  const body = 'Não telefonar: ele atende. Fica em casa da irmã até sexta-feira.';
  await house.done(token, 'leaf.write', { compartmentId, body });
  const accountId = await accountOf(house, 'joana.prates@oneroof.example');
  await house.done(token, 'member.name', { compartmentId, accountId });
  return String(compartmentId);
}

/** A file that came with a request of somebody, and is out of quarantine; and a code for her phone. */
export async function keepFile(
  house: House,
  token: string,
  of: { readonly personId: string; readonly stopId: string; readonly accountId: string },
): Promise<void> {
  const picture = png(640, 400);
  const digest = digestOf(picture);
  const uploaded = { media: 'image/jpeg', bytes: picture, width: 640, height: 400 } as const;
  const release = house.services.uploads.hold(of.accountId, digest, uploaded);
  const { fileId } = await house.done(token, 'file.add', {
    personId: of.personId,
    documentId: 'residence-permit',
    digest,
    name: 'titulo.jpg',
  });
  release();
  await house.done(processToken(SECRET, 'worker'), 'file.judge', { fileId, verdict: 'clean' });
  await house.done(token, 'photo-link.open', { stopId: of.stopId });
}

/** What she agreed to goes to a shelter without an account, which opened it a moment ago. */
export async function sendToPartner(house: House, token: string, personId: string): Promise<void> {
  const { database, keyring } = house.services;
  const toUnitId = 'casa-do-limoeiro';
  const { consentId } = await house.done(token, 'consent.record', {
    personId,
    toUnitId,
    purpose: 'social',
    sections: ['needs'],
    until: house.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ months: 1 }).toString(),
    language: 'ar',
  });
  const { packageId } = await house.done(token, 'package.send', {
    personId,
    consentId,
    toUnitId,
    subjectId: 'social-security',
    body: 'Precisa de um lugar para dormir.',
  });
  const secrets = await asActor(database, token, (tx) =>
    drawSecrets(keyring, tx, { id: String(packageId), linkHash: null }),
  );
  if (secrets === 'unauthenticated' || !secrets) throw new Error('no link to the package');
  const visit = newToken();
  const codes = codeHashes(keyring, secrets.link, secrets.code);
  await database.transaction((tx) => comeIn(tx, hashOf(secrets.link), codes, hashOf(visit)));
  await house.done(visit, 'package.open', {});
  await house.done(await house.tokenOf('Augusto'), 'partner.propose', {
    name: { pt: 'Abrigo da Serra' },
    kind: 'charity',
    email: 'porta@abrigo-da-serra.example',
    language: 'pt',
  });
}
