// Steps of the tests of packages: one is sent, its link and code are read where the sender reads them, and
// somebody comes by them.
import { newId } from '#base/ids.ts';
import { codeHashes } from '#main/package-link.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { handoverSteps } from '../referrals/handover-steps.fixture.ts';
import type { Scene } from '../../../test/support/scene.ts';
import { comeIn } from './queries.ts';

export const SHELTER = 'casa-do-limoeiro';
/** What a partner is asked: never in a letter, nor on a page that shows nothing. */
export const ASKED = 'Precisa de um lugar para dormir esta noite.';

/** A browser of a partner: nothing but its cookies. */
export class PartnerBrowser {
  readonly #scene: Scene;
  readonly #cookies = new Map<string, string>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  async ask(path: string, fields?: Record<string, string>) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#scene.house.app.request(path, {
      headers: { cookie: `${cookie}; lang=en` },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return {
      status: answer.status,
      to: answer.headers.get('location') ?? '',
      headers: answer.headers,
      text: await answer.text(),
    };
  }

  /** The token of its visit, once it had the code. */
  get visit(): string {
    return this.#cookies.get('oneroof-package-visit') ?? '';
  }

  /** By the link of the letter, with the code. */
  async open({ link, code }: { readonly link: string; readonly code: string }) {
    await this.ask(`/p/${link}`);
    const answer = await this.ask('/package', { code });
    return answer.status === 303 ? this.ask('/package') : answer;
  }

  act(path: string, fields: Record<string, string> = {}) {
    return this.ask(path, { commandId: newId(), ...fields });
  }
}

/** The steps, over a scene that is open when they are taken. */
export function partnerSteps(scene: () => Scene) {
  const { done, codeOf, agree } = handoverSteps(scene);
  const toSend = async (sections: readonly string[] = ['needs']) => {
    const { personId } = await scene().known();
    const consentId = await agree(scene().tokens.iryna, personId, SHELTER, [...sections]);
    return {
      personId,
      consentId,
      toUnitId: SHELTER,
      subjectId: 'social-security',
      body: ASKED,
    };
  };
  const sent = async (sections?: readonly string[]) => {
    const input = await toSend(sections);
    const { referralId, packageId } = await done(scene().tokens.iryna, 'package.send', input);
    return { ...input, referralId: String(referralId), packageId: String(packageId) };
  };
  /** Link and code, as the sender's own page shows them. */
  const secretsOf = async ({ referralId }: { readonly referralId: string }) => {
    const answer = await scene().house.app.request(`/referrals/${referralId}`, {
      headers: { cookie: `oneroof=${scene().tokens.iryna}; lang=en` },
    });
    const text = await answer.text();
    return {
      link: /\/p\/([\w-]{22})/.exec(text)?.[1] ?? '',
      code: /class="package-code"[^>]*><bdi[^>]*>([\d ]+)</.exec(text)?.[1] ?? '',
      text,
    };
  };
  /** Somebody came by link and code, and has opened nothing yet. */
  const entered = async (one?: { readonly referralId: string }) => {
    const { link, code } = await secretsOf(one ?? (await sent()));
    const token = newToken();
    const codes = codeHashes(scene().house.services.keyring, link, code);
    await scene().house.services.database.transaction((tx) =>
      comeIn(tx, hashOf(link), codes, hashOf(token)),
    );
    Object.assign(scene().tokens, { partner: token });
    return {};
  };
  const opened = async (one?: { readonly referralId: string }) => {
    await entered(one);
    await done(scene().tokens.partner, 'package.open', {});
    return {};
  };
  const standing = async (packageId: string) =>
    (
      await scene().owner<{ state: string; opened: boolean; received: boolean; kept: boolean }>(
        `select r.state, p.opened_at is not null as opened, p.received_at is not null as received,
           exists (select from partners.content c where c.package_id = p.id) as kept
         from partners.package p join referrals.referral r on r.id = p.referral_id where p.id = $1`,
        [packageId],
      )
    )[0];
  return { done, codeOf, agree, toSend, sent, secretsOf, entered, opened, standing };
}
