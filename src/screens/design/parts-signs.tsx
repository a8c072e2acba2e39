// Colours, type, buttons, the two signs, states, messages.
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { ICON_NAMES } from '#platform/ui/icons/names.ts';
import { Icon } from '#platform/ui/icon.tsx';
import { Keycap } from '#platform/ui/keycap.tsx';
import { LanguageLegend, LanguageName } from '#platform/ui/language-dot.tsx';
import { Note, Notice, Quote } from '#platform/ui/note.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Qr } from '#platform/ui/qr.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { Toast } from '#platform/ui/toast.tsx';
import { nameOfLanguage } from '#base/languages.ts';
import type { Words } from '#platform/words/words.ts';
import { namingLanguage, subjectName } from './sample-data.ts';

const TONES = [
  'paper',
  'sheet',
  'wash',
  'hair',
  'rule',
  'edge',
  'ink',
  'ink-2',
  'ink-3',
  'azul',
  'azul-wash',
  'azul-line',
  'terra',
  'terra-wash',
  'oliva',
  'amber',
  'amber-wash',
  'erro',
];

export function ToneParts({ w }: { w: Words }) {
  return (
    <section class="design-part">
      <SectionHeading title={w('design.colours')} ruled />
      <ul class="design-tones">
        {TONES.map((tone) => (
          <li>
            <span class="design-tone" data-tone={tone} />
            <bdi>{tone}</bdi>
          </li>
        ))}
      </ul>
      <SectionHeading title={w('design.type')} ruled />
      <p class="design-type">
        <TicketNumber number={347} size="huge" />
        <span data-step="34">Oksana</span>
        <span data-step="26" lang="uk">
          Ваша черга
        </span>
        <span data-step="26" lang="ar" dir="rtl">
          حان دورك
        </span>
        <span data-step="21">{w('app.person-name')}</span>
        <span data-step="15">{w('design.sample.sentence')}</span>
        <small>{w('design.sample.hint')}</small>
      </p>
    </section>
  );
}

export function ActParts({ w }: { w: Words }) {
  return (
    <section class="design-part">
      <SectionHeading title={w('design.buttons')} ruled />
      <ButtonRow>
        <Button kind="primary" type="button" shortcut="n">
          {w('desk.finish-and-call', { number: 352 })}
        </Button>
        <Button kind="now" type="button" shortcut="s">
          {w('desk.serving')}
        </Button>
        <Button type="button" shortcut="p">
          {w('desk.park')}
        </Button>
        <Button type="button" icon="printer">
          {w('app.print')}
        </Button>
        <Button unavailable>{w('desk.desk-closed')}</Button>
        <Button kind="quiet" type="button">
          {w('app.undo')}
        </Button>
        <Button kind="danger" type="button" commandfor="design-dialog" command="show-modal">
          {w('app.remove')}
        </Button>
        <Button type="button" size="small">
          {w('app.edit')}
        </Button>
      </ButtonRow>
      <Button kind="primary" type="button" size="large" wide shortcut="mod+enter">
        {w('reception.issue-ticket-number', { number: 347 })}
      </Button>
      <Dialog
        id="design-dialog"
        title={w('desk.leave')}
        closeLabel={w('app.close')}
        actions={
          <>
            <Button kind="danger" type="button" commandfor="design-dialog" command="close">
              {w('app.confirm')}
            </Button>
            <Button type="button" commandfor="design-dialog" command="close">
              {w('app.cancel')}
            </Button>
          </>
        }
      >
        <p>{w('desk.leave.hint')}</p>
      </Dialog>
    </section>
  );
}

export function SignParts({ w }: { w: Words }) {
  const naming = namingLanguage(w.language);
  return (
    <section class="design-part">
      <SectionHeading title={w('design.signs')} aside={w('design.states')} ruled />
      <div class="line design-signs">
        <Plaque label="12" spoken={`${w('app.desk')} 12`} size="large" />
        <Plaque label="4–8" spoken={`${w('app.desk')} 4–8`} size="medium" />
        <Plaque label="16" spoken={`${w('app.desk')} 16`} />
        <TicketNumber number={352} />
        <TicketNumber number={347} size="large" tone="now" />
        <Keycap>N</Keycap>
        <Keycap>Ctrl ↵</Keycap>
        <StateWord state="done">{w('casefile.need.solved')}</StateWord>
        <StateWord state="attention">{w('casefile.need.waiting-for-person')}</StateWord>
        <StateWord state="now">{w('app.now')}</StateWord>
        <StateWord state="error">{w('app.offline')}</StateWord>
      </div>
      <div class="line">
        <LanguageName bridge="own" meaning={w('desk.legend.me')}>
          {nameOfLanguage('pt', naming)}
        </LanguageName>
        <LanguageName bridge="mediator" meaning={w('desk.legend.mediator')}>
          {nameOfLanguage('uk', naming)}
        </LanguageName>
        <LanguageName bridge="telephone" meaning={w('desk.legend.phone')}>
          {nameOfLanguage('bn', naming)}
        </LanguageName>
      </div>
      <LanguageLegend
        own={w('desk.legend.me')}
        mediator={w('desk.legend.mediator')}
        telephone={w('desk.legend.phone')}
      />
      <SectionHeading title={w('design.messages')} ruled />
      <Notice>
        {w('reception.papers.without', { office: subjectName('school', w.language) })}
      </Notice>
      <Notice tone="error">{w('app.error.text')}</Notice>
      <Notice tone="done">{w('app.saved')}</Notice>
      <Note
        title={w('casefile.note-of', {
          unit: subjectName('work-rights', w.language),
          name: 'Teresa Valadas',
        })}
        readers={w('desk.only-unit-reads', { unit: subjectName('work-rights', w.language) })}
      >
        {w('privacy.notice')}
      </Note>
      <Quote source="Iryna, 09:40">{w('design.sample.sentence')}</Quote>
      <EmptyState title={w('desk.empty-queue')}>{w('desk.empty-queue.hint')}</EmptyState>
      <Toast
        id="design-toast"
        tone="done"
        seconds={86_400}
        undo={<a href="#design-toast">{w('app.undo')}</a>}
      >
        {w('desk.forwarded', { office: subjectName('health', w.language) })}
      </Toast>
      <Qr text="https://oneroof.example/t/347" label={w('slip.code')} size={96} />
      <SectionHeading title={w('design.icons')} ruled />
      <ul class="design-icons">
        {ICON_NAMES.map((name) => (
          <li>
            <Icon name={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}
