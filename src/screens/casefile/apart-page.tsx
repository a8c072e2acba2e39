// Whom a person keeps away from her: /people/:personId/apart. Reception opens it with her beside it; what
// is said to her stands in both languages. Whoever is kept away finds no such page, as for somebody who
// does not exist.
import { dayOf } from '#base/dates.ts';
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import {
  type KeptAway,
  listColleagues,
  listKeptAway,
  listWhoIsLeft,
} from '#modules/visits/apart-queries.ts';
import { listVisitsOf } from '#modules/visits/desk-queries.ts';
import { BilingualRow } from '#platform/ui/bilingual-row.tsx';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { type TwoVoices, twoVoices } from '../reception/reception-words.ts';
import { SheetFoot } from '../sheet-foot.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const apartPage: Page = {
  screen: 'apart',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w, language, query } = page;
    const personId = params['personId'] ?? '';
    const may = isId(personId) && !isFenced(actor) && mayAct(actor, { roles: WELCOME });
    const person = may ? await findPerson(tx, personId) : undefined;
    if (!person) return problem('not-found');
    await page.reads([personId], 'receive');
    const [kept, left, centre] = await Promise.all([
      listKeptAway(tx, personId),
      listWhoIsLeft(tx, personId),
      houseOf(page, personId),
    ]);
    const voices = twoVoices(page, person.language, false) ?? twoVoices(page, language, false);
    if (!voices) return problem('not-found');
    const done = query.get('done');
    return (
      <Document {...staffDocument(page, w('apart.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('apart.title'), centre })}
          sheetLabel={w('apart.whom')}
          sheet={await ChooseForm({ page, personId, centre, voices })}
          sheetFoot={
            <SheetFoot
              form="keep-away"
              act={w('apart.keep-away')}
              to={`/people/${personId}`}
              back={w('sharing.open-file')}
            />
          }
        >
          <div class="stack-loose">
            <FormOutcome
              page={page}
              done={done === 'kept' || done === 'back' ? w(`apart.done.${done}`) : undefined}
              besideFields
            />
            {kept.length > 0
              ? left
                  .filter(({ desks }) => desks === 0)
                  .map(({ officeId }) => (
                    <Notice tone="attention">
                      {w('apart.nobody-left', { office: officeName(page, officeId) })}
                    </Notice>
                  ))
              : null}
            <SectionHeading
              title={<bdi>{person.name ?? w('sharing.no-name')}</bdi>}
              end={<a href={`/people/${personId}`}>{w('sharing.open-file')}</a>}
            />
            <SaidToHer voices={voices} />
            <section class="stack-tight">
              <SectionHeading title={w('apart.so-far')} level={3} />
              {kept.length === 0 ? (
                <p class="muted">{w('apart.so-far.none')}</p>
              ) : (
                <ul class="task-list" data-two>
                  {kept.map((one) => (
                    <Entry page={page} kept={one} centre={centre} />
                  ))}
                </ul>
              )}
            </section>
          </div>
        </Frame>
      </Document>
    );
  },
};

const SAID = ['ask', 'why', 'untold', 'wait', 'back'] as const;

/** What she is told, short and plain. */
function SaidToHer({ voices: { first, hers } }: { voices: TwoVoices }) {
  const alone = first.language === hers.language;
  return (
    <div class={alone ? 'stack-tight' : undefined}>
      {SAID.map((said, at) =>
        alone ? (
          <p class={at === 0 ? 'lead' : undefined}>{first(`apart.say.${said}`)}</p>
        ) : (
          <BilingualRow
            first={{ text: first(`apart.say.${said}`), lang: first.tag, dir: first.direction }}
            second={{ text: hers(`apart.say.${said}`), lang: hers.tag, dir: hers.direction }}
            heading={at === 0}
          />
        ),
      )}
    </div>
  );
}

async function ChooseForm({
  page,
  personId,
  centre,
  voices,
}: {
  page: PageRequest;
  personId: string;
  centre: Centre | undefined;
  voices: TwoVoices;
}) {
  const { tx, w, attempt, commandId, now, language, directory } = page;
  const colleagues = centre ? await listColleagues(tx, centre.id, now) : [];
  const code = attempt?.problem.fields?.['accountId'];
  const labelOf = ({ name, unitId, desk }: (typeof colleagues)[number]) => {
    const unit = directory.units.get(unitId);
    const parts = [name, unit && nameIn(unit.name, language), desk && `${w('app.desk')} ${desk}`];
    return parts.filter(Boolean).join(' · ');
  };
  return (
    <form id="keep-away" class="form stack" method="post" action={`/people/${personId}/apart`}>
      <input type="hidden" name="commandId" value={commandId} />
      <Select
        name="accountId"
        label={w('apart.whom')}
        hint={voices.second?.('apart.whom')}
        value={typedIn(attempt, 'accountId')}
        blank={w('apart.whom.choose')}
        options={colleagues.map((one) => ({ value: one.accountId, label: labelOf(one) }))}
        error={code ? fieldText(language, code, attempt?.problem.params) : undefined}
        required
      />
      <p class="hint">{w('apart.what-follows')}</p>
    </form>
  );
}

function Entry({
  page,
  kept,
  centre,
}: {
  page: PageRequest;
  kept: KeptAway;
  centre: Centre | undefined;
}) {
  const { w } = page;
  const date = formatDate(w.language, dayOf(kept.recordedAt, centre?.zone ?? 'UTC'), 'medium');
  return (
    <li>
      <div class="task-what">
        <b>
          <bdi>{kept.name}</bdi>
        </b>
        <small class="muted">
          <span>
            {kept.recordedBy
              ? w('apart.recorded', { date, name: kept.recordedBy })
              : w('apart.recorded.by-ticket', { date })}
          </span>
        </small>
      </div>
      <div class="task-acts">
        <form method="post" action={`/people/${kept.personId}/apart/back`}>
          <input type="hidden" name="commandId" value={newId()} />
          <Button size="small" name="exclusionId" value={kept.id} icon="undo-2">
            {w('apart.let-back')}
          </Button>
        </form>
      </div>
    </li>
  );
}

function officeName({ directory, language }: PageRequest, officeId: string): string {
  const office = directory.offices.get(officeId);
  return office ? nameIn(office.name, language) : officeId;
}

/** Where she is or was last, else where whoever asks works. */
async function houseOf(
  { tx, actor, directory }: PageRequest,
  personId: string,
): Promise<Centre | undefined> {
  const [visit] = await listVisitsOf(tx, personId);
  const own = actor.memberships.find(({ centreId }) => centreId !== null)?.centreId;
  return directory.centres.get(visit?.centreId ?? own ?? '');
}
