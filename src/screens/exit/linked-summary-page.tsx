// Her summary on her phone, behind the code of the paper: what was done, what is left, when to come and
// what to bring, in her language. Never a name, nor what a desk wrote. Works without a script.
import { SOLVED_ANSWERS } from '#modules/feedback/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';
import type { SaidSummary } from '../reception/summary-of.ts';

interface Props {
  readonly page: PageBase;
  readonly said: SaidSummary;
  /** The visit has its answer already. */
  readonly asked: boolean;
  /** She has just answered. */
  readonly thanked: boolean;
}

export function LinkedSummaryPage({ page, said, asked, thanked }: Props) {
  const { w } = page;
  const { next } = said;
  return (
    <PublicShell page={page} title={said.title} band={48} back="/my-visit" exit>
      <div class="stack-loose">
        <div class="stack-tight">
          <h1>{said.title}</h1>
          <p class="muted">
            {said.place}
            <br />
            {said.subtitle}
          </p>
        </div>
        {next ? (
          <section class="linked-next" aria-labelledby="next-title">
            {next.desk ? (
              <Plaque label={next.desk} spoken={next.deskSpoken} size="large" />
            ) : (
              <Icon name="calendar" size={38} />
            )}
            <div class="stack-tight">
              <h2 id="next-title">{next.title}</h2>
              <p>{next.text}</p>
              {next.bring.length > 0 ? (
                <div>
                  <b>{said.bringTitle}</b>
                  <ul>
                    {next.bring.map(({ text }) => (
                      <li>{text}</li>
                    ))}
                  </ul>
                </div>
              ) : null}
            </div>
          </section>
        ) : null}
        {said.parts.map((part) => (
          <section class="stack-tight">
            <h2>{part.title}</h2>
            <ul class="linked-lines">
              {part.lines.map((line) => (
                <li data-done={line.done ? '' : undefined}>
                  {line.done ? <Icon name="check" /> : null}
                  <span>
                    {line.when ? <b>{line.when}: </b> : null}
                    {line.text}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p class="hint">{w('exit.page.on-paper')}</p>
        {thanked || asked ? (
          <p class="linked-thanks" role={thanked ? 'status' : undefined}>
            {w('exit.solved.thanks')}
          </p>
        ) : (
          <form class="stack-tight" method="post" action="/my-visit/solved">
            <h2>{w('exit.solved')}</h2>
            <p class="hint">{w('exit.solved.nobody')}</p>
            <div class="linked-answers">
              {SOLVED_ANSWERS.map((answer) => (
                <Button name="answer" value={answer} size="large" wide>
                  {w(`exit.solved.${answer}`)}
                </Button>
              ))}
            </div>
          </form>
        )}
        <form method="post" action="/my-visit/close">
          <Button kind="quiet" icon="log-out">
            {w('exit.page.close')}
          </Button>
        </form>
      </div>
    </PublicShell>
  );
}

/** The link has ended, or this phone never had one. */
export function NoLinkedSummaryPage({ page }: { page: PageBase }) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('exit.page.gone')} band={48} back="/my-visit">
      <div class="stack-tight">
        <h1>{w('exit.page.gone')}</h1>
        <p class="lead">{w('exit.page.gone.hint')}</p>
      </div>
    </PublicShell>
  );
}
