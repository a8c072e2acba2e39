// Is this what the house sent? For whoever has the signed file of a package: /verify. Nothing of it is kept.
import type { PublicSigningKey } from '#platform/vault/signer.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';

/** What a signed file says of itself, once it was proved. */
export interface Proved {
  readonly from: string;
  readonly to: string;
  readonly madeAt: Temporal.Instant;
  readonly digest: string;
  readonly kid: string;
}

export function VerifyPage({
  page,
  keys,
  answer,
  missing,
}: {
  page: PageBase;
  keys: readonly PublicSigningKey[];
  answer?: Proved | 'not-ours' | undefined;
  missing?: boolean;
}) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('partners.verify')} band={48} back="/verify">
      <div class="stack">
        <div class="stack-tight">
          <h1>{w('partners.verify')}</h1>
          <p class="lead">{w('partners.verify.hint')}</p>
        </div>
        {answer === undefined ? null : (
          <div role="status" class="stack">
            {answer === 'not-ours' ? (
              <Notice>{w('partners.verify.not-ours')}</Notice>
            ) : (
              <>
                <Notice tone="done">{w('partners.verify.ours')}</Notice>
                <FactList
                  facts={[
                    { label: w('sharing.from'), value: <bdi>{answer.from}</bdi> },
                    { label: w('sharing.to'), value: <bdi>{answer.to}</bdi> },
                    {
                      label: w('partners.made'),
                      value: formatMoment(w.language, answer.madeAt, NETWORK_ZONE, 'date-time'),
                    },
                    {
                      label: w('partners.digest'),
                      value: <code class="hash">{answer.digest}</code>,
                    },
                    { label: w('partners.key'), value: <code>{answer.kid}</code> },
                  ]}
                />
              </>
            )}
          </div>
        )}
        <form class="form" method="post" action="/verify" novalidate>
          <TextArea
            name="signed"
            label={w('partners.signed-text')}
            hint={w('partners.signed-text.hint')}
            rows={6}
            dir="ltr"
            error={missing ? fieldText(w.language, 'required') : undefined}
          />
          <Button kind="primary" size="large" wide>
            {w('partners.verify.do')}
          </Button>
        </form>
        <section class="stack-tight">
          <h2>{w('partners.keys')}</h2>
          <p class="hint">{w('partners.keys.hint')}</p>
          <ul class="plain">
            {keys.map(({ kid, x }) => (
              <li>
                <code class="hash" dir="ltr">
                  {kid} · {x}
                </code>
              </li>
            ))}
          </ul>
          <div>
            <ButtonLink kind="quiet" href="/.well-known/oneroof-keys.json">
              <bdi dir="ltr">/.well-known/oneroof-keys.json</bdi>
            </ButtonLink>
          </div>
        </section>
      </div>
    </PublicShell>
  );
}
