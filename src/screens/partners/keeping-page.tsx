// Partners without accounts, for those who keep the list: where packages for each go, what waits for a second to
// agree on, and on the sheet the form of one more, of another entry, or of the end: /settings/partners.
import { languageOf, UI_LANGUAGES } from '#base/languages.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { mayChange } from '#modules/directory/change.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { keepsPartners } from '#modules/partners/keeping-rules.ts';
import { listKeptPartners, listPartnerProposals } from '#modules/partners/queries.ts';
import { type KeptPartner, PARTNER_KINDS } from '#modules/partners/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { Table } from '#platform/ui/table.tsx';
import { findWords } from '#platform/words/words.ts';
import { type Editing, HouseFrame } from '../houses/house-frame.tsx';
import { NamesField } from '../houses/names-field.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorAt, SettingsFrame } from '../settings/settings-frame.tsx';
import { PartnerProposals } from './partner-proposals.tsx';

export const keepingPage: Page = {
  screen: 'partners',
  async render(page) {
    const { tx, actor, w, now, query, attempt } = page;
    if (!keepsPartners(actor)) return problem('not-found');
    const [partners, proposals] = await Promise.all([
      listKeptPartners(tx),
      listPartnerProposals(tx, now),
    ]);
    const editing = editingOf(page, partners);
    const done = findWords(w.language, `partners.keep.done.${query.get('done') ?? ''}`);
    const content = (
      <>
        {done && !attempt ? <Notice tone="done">{done}</Notice> : null}
        <p class="hint">{w('partners.keep.hint')}</p>
        <section class="stack-tight">
          <SectionHeading title={w('partners.keep.waiting')} />
          {proposals.length === 0 ? (
            <EmptyState icon="handshake" title={w('settings.proposals.none')} />
          ) : (
            <PartnerProposals page={page} proposals={proposals} partners={partners} />
          )}
        </section>
        <section class="stack-tight" id="partners">
          <PartnerTable page={page} partners={partners} />
          <a class="edit-link" href="/settings/partners#edit-sheet">
            {w('partners.keep.add')}
          </a>
        </section>
      </>
    );
    const title = w('settings.partners.title');
    return mayChange(actor, null) ? (
      <HouseFrame page={page} title={title} editing={editing} tab="partners">
        {content}
      </HouseFrame>
    ) : (
      <SettingsFrame
        page={page}
        tab="partners"
        title={title}
        sheetLabel={editing.title}
        sheet={
          <div class="stack" id="edit-sheet">
            <h2>{editing.title}</h2>
            {editing.body}
          </div>
        }
        sheetFoot={editing.foot}
      >
        {content}
      </SettingsFrame>
    );
  },
};

function PartnerTable({ page, partners }: { page: PageRequest; partners: readonly KeptPartner[] }) {
  const { w, language } = page;
  if (partners.length === 0)
    return <EmptyState icon="building-2" title={w('partners.keep.none')} />;
  return (
    <Table
      caption={w('partners.keep.list')}
      captionShown
      roomy
      columns={[
        { label: w('houses.column.name'), heads: true },
        { label: w('partners.keep.email') },
        { label: w('partners.keep.language'), optional: true },
        { label: w('houses.edit'), hidden: true },
      ]}
      rows={partners.map((one) => {
        const name = nameIn(one.name, language);
        return {
          id: one.unitId,
          cells: [
            <>
              <bdi>{name}</bdi>
              {one.ended ? (
                <>
                  <br />
                  <StateWord state="plain">{w('partners.keep.ended')}</StateWord>
                </>
              ) : null}
            </>,
            <>
              <bdi dir="ltr" class="breaks">
                {one.email}
              </bdi>
              {one.phone ? (
                <>
                  <br />
                  <small class="muted">
                    <bdi dir="ltr">{one.phone}</bdi>
                  </small>
                </>
              ) : null}
            </>,
            languageOf(one.language)?.endonym ?? one.language,
            <span class="line">
              <a class="edit-link" href={`/settings/partners?edit=${one.unitId}#edit-sheet`}>
                {w(one.ended ? 'partners.keep.take-up' : 'houses.edit')}
                <span class="aside-voice"> {name}</span>
              </a>
              {one.ended ? null : (
                <a class="edit-link" href={`/settings/partners?end=${one.unitId}#edit-sheet`}>
                  {w('partners.keep.end-it')}
                  <span class="aside-voice"> {name}</span>
                </a>
              )}
            </span>,
          ],
        };
      })}
    />
  );
}

/** What is on the sheet: one that is there, its end, or one more. */
function editingOf(page: PageRequest, partners: readonly KeptPartner[]): Editing {
  const { w, query, attempt } = page;
  const named = (id: string | null | undefined) => partners.find(({ unitId }) => unitId === id);
  const typed = typedIn(attempt, 'unitId');
  const ending = named(query.get('end') ?? (typedIn(attempt, 'act') === 'end' ? typed : undefined));
  if (ending && !ending.ended) return endOf(page, ending);
  const partner = named(query.get('edit') ?? typed);
  const foot = (
    <Button kind="primary" size="large" wide form="partner" shortcut="mod+enter">
      {w('partners.keep.propose')}
    </Button>
  );
  return {
    title: w(partner ? 'partners.keep.change' : 'partners.keep.add'),
    body: <PartnerForm page={page} partner={partner} />,
    foot,
  };
}

function endOf(page: PageRequest, partner: KeptPartner): Editing {
  const { w, language } = page;
  return {
    title: w('partners.keep.end'),
    body: (
      <form id="partner" class="form stack" method="post" action="/settings/partners/end">
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="act" value="end" />
        <input type="hidden" name="unitId" value={partner.unitId} />
        <p class="lead">
          <bdi>{nameIn(partner.name, language)}</bdi>
        </p>
        <p>{w('partners.keep.ends')}</p>
      </form>
    ),
    foot: (
      <Button kind="primary" size="large" wide form="partner">
        {w('partners.keep.end')}
      </Button>
    ),
  };
}

function PartnerForm({ page, partner }: { page: PageRequest; partner: KeptPartner | undefined }) {
  const { w, attempt } = page;
  const field = (name: string) => ({ name, id: name, error: errorAt(page, name) });
  return (
    <form id="partner" class="form stack" method="post" action="/settings/partners" novalidate>
      <input type="hidden" name="commandId" value={newId()} />
      {partner ? <input type="hidden" name="unitId" value={partner.unitId} /> : null}
      <NamesField page={page} name="name" label={w('houses.column.name')} value={partner?.name} />
      {partner ? null : (
        <Select
          {...field('kind')}
          label={w('partners.keep.kind')}
          blank={w('settings.choose')}
          value={typedIn(attempt, 'kind')}
          options={PARTNER_KINDS.map((kind) => ({
            value: kind,
            label: w(`partners.keep.kind.${kind}`),
          }))}
        />
      )}
      <TextField
        {...field('email')}
        type="email"
        dir="ltr"
        autocomplete="off"
        label={w('partners.keep.email')}
        hint={w(partner ? 'partners.keep.moves' : 'partners.keep.email-hint')}
        value={typedIn(attempt, 'email') ?? partner?.email}
      />
      <TextField
        {...field('phone')}
        type="tel"
        dir="ltr"
        autocomplete="off"
        label={w('partners.keep.phone')}
        hint={w('partners.keep.phone-hint')}
        value={typedIn(attempt, 'phone') ?? partner?.phone ?? undefined}
      />
      <Select
        {...field('language')}
        label={w('partners.keep.language')}
        blank={w('settings.choose')}
        value={typedIn(attempt, 'language') ?? partner?.language}
        options={UI_LANGUAGES.map((tag) => ({
          value: tag,
          label: languageOf(tag)?.endonym ?? tag,
          lang: tag,
        }))}
      />
      <p class="hint">{w('partners.keep.by-two')}</p>
    </form>
  );
}
