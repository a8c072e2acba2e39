// What an officer may do with one order now: review, approve, give, take the extract, close, tell her.
import { newId } from '#base/ids.ts';
import type { DisclosureLine } from '#modules/disclosures/queries.ts';
import { awaitsTelling, isOpen } from '#modules/disclosures/rules.ts';
import { DISCLOSED_SECTIONS, FINDINGS } from '#modules/disclosures/schema.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { CheckboxList, RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import type { Child } from 'hono/jsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';

interface Of {
  readonly page: PageRequest;
  readonly line: DisclosureLine;
}

export function ActForms({ page, line }: Of) {
  const { actor, w } = page;
  const open = isOpen(line.state);
  const took = line.state === 'given' && !line.handedAt && line.givenBy === actor.accountId;
  return (
    <div class="stack">
      {line.state === 'reviewed' ? <Approve page={page} line={line} /> : null}
      {line.state === 'approved' && !line.gone ? <Give page={page} line={line} /> : null}
      {took && !line.gone ? (
        <Form line={line} act="extract">
          <input type="hidden" name="language" value={page.language} />
          <p class="hint">{w('disclosures.extract.hint')}</p>
          <ButtonRow>
            <Button>{w('disclosures.extract')}</Button>
          </ButtonRow>
        </Form>
      ) : null}
      {open ? <Review page={page} line={line} /> : null}
      {awaitsTelling(line) ? <Tell page={page} line={line} /> : null}
      {open ? <Close page={page} line={line} /> : null}
    </div>
  );
}

function Form({ line, act, children }: { line: DisclosureLine; act: string; children: Child }) {
  return (
    <form
      class="form stack-tight"
      method="post"
      action={`/disclosures/${act}`}
      data-turbo={act === 'extract' ? 'false' : undefined}
    >
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="disclosureId" value={line.id} />
      {children}
    </form>
  );
}

/** What was typed for this one stays when it is refused. */
function attemptOf({ page, line }: Of) {
  const { attempt } = page;
  const own = attempt?.values['disclosureId']?.[0] === line.id ? attempt : undefined;
  return { own, error: errorOf({ ...page, attempt: own }) };
}

function Words({ page, line, name, label }: Of & { name: string; label: string }) {
  const { own, error } = attemptOf({ page, line });
  return (
    <TextArea
      name={name}
      id={`${name}-${line.id}`}
      label={label}
      rows={2}
      value={typedIn(own, name)}
      error={error(name)}
    />
  );
}

/** Folded until it is asked for; open when it was refused. */
function Folded({
  page,
  line,
  title,
  field,
  children,
}: Of & { title: string; field: string; children: Child }) {
  const { own } = attemptOf({ page, line });
  return (
    <details open={own?.values[field] !== undefined}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Review({ page, line }: Of) {
  const { w } = page;
  const { own, error } = attemptOf({ page, line });
  return (
    <Folded page={page} line={line} title={w('disclosures.review')} field="needed">
      <Form line={line} act="review">
        <input type="hidden" name="round" value={line.round} />
        <p class="hint">{w('disclosures.review.hint')}</p>
        <RadioList
          name="finding"
          id={`finding-${line.id}`}
          legend={w('disclosures.finding')}
          value={typedIn(own, 'finding')}
          error={error('finding')}
          choices={FINDINGS.map((value) => ({ value, label: w(`disclosures.finding.${value}`) }))}
          required
        />
        <CheckboxList
          name="sections"
          id={`sections-${line.id}`}
          legend={w('disclosures.sections')}
          hint={w('disclosures.sections.hint')}
          error={error('sections')}
          values={own?.values['sections'] ?? []}
          choices={DISCLOSED_SECTIONS.map((value) => ({
            value,
            label: w(`disclosures.section.${value}`),
          }))}
        />
        <Words page={page} line={line} name="needed" label={w('disclosures.needed')} />
        <Words page={page} line={line} name="withheld" label={w('disclosures.withheld')} />
        <ButtonRow>
          <Button kind="secondary">{w('disclosures.review.do')}</Button>
        </ButtonRow>
      </Form>
    </Folded>
  );
}

function Approve({ page, line }: Of) {
  const { w, actor } = page;
  const sealed = <p class="hint">{w('disclosures.sealed')}</p>;
  if ([line.registeredBy, line.reviewedBy, line.firstBy].includes(actor.accountId))
    return (
      <>
        <p class="hint">{w('disclosures.approve.another')}</p>
        {sealed}
      </>
    );
  return (
    <Form line={line} act="approve">
      <input type="hidden" name="round" value={line.round} />
      <p class="hint">{w('disclosures.approve.hint')}</p>
      {sealed}
      <ButtonRow>
        <Button>{w('disclosures.approve')}</Button>
      </ButtonRow>
    </Form>
  );
}

function Give({ page, line }: Of) {
  const { w } = page;
  return (
    <Form line={line} act="give">
      <input type="hidden" name="round" value={line.round} />
      <p class="hint">{w('disclosures.sealed')}</p>
      <Words page={page} line={line} name="reason" label={w('disclosures.reason')} />
      <ButtonRow>
        <Button>{w('disclosures.give')}</Button>
      </ButtonRow>
    </Form>
  );
}

function Close({ page, line }: Of) {
  const { w } = page;
  return (
    <Folded page={page} line={line} title={w('disclosures.close')} field="closing">
      <Form line={line} act="close">
        <Words page={page} line={line} name="closing" label={w('disclosures.closing')} />
        <ButtonRow>
          <Button kind="secondary" name="outcome" value="refused">
            {w('disclosures.close.refused')}
          </Button>
          <Button kind="secondary" name="outcome" value="withdrawn">
            {w('disclosures.close.withdrawn')}
          </Button>
        </ButtonRow>
      </Form>
    </Folded>
  );
}

function Tell({ page, line }: Of) {
  const { w } = page;
  const { own, error } = attemptOf({ page, line });
  return (
    <Folded page={page} line={line} title={w('disclosures.tell')} field="on">
      <Form line={line} act="tell">
        <DateField
          name="on"
          id={`on-${line.id}`}
          label={w('disclosures.tell.on')}
          hint={w('disclosures.tell.on-hint')}
          value={typedIn(own, 'on')}
          error={error('on')}
          required
        />
        <Words page={page} line={line} name="why" label={w('disclosures.tell.why')} />
        <ButtonRow>
          <Button kind="secondary" name="outcome" value="told">
            {w('disclosures.tell.told')}
          </Button>
          <Button kind="secondary" name="outcome" value="later">
            {w('disclosures.tell.later')}
          </Button>
        </ButtonRow>
      </Form>
    </Folded>
  );
}
