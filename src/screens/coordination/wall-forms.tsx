// The forms of the walls' sheet, one at a time, chosen by `?edit=`; and acts that are a single press.
import { newId } from '#base/ids.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { Checkbox, CheckboxList } from '#platform/ui/choice.tsx';
import { TextField } from '#platform/ui/field.tsx';
import type { Child } from 'hono/jsx';
import { NamesField } from '../houses/names-field.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import { MoveDeskField } from './move-desk-field.tsx';
import type { WallsView } from './walls-view.ts';

interface SheetForm {
  readonly title: string;
  readonly body: Child;
  /** What the filled button says. */
  readonly press: string;
}

/** What is on the sheet: what the address asks for, else a message. */
export function wallForm(page: PageRequest, view: WallsView): SheetForm {
  const { w, language, query, attempt } = page;
  const edit = query.get('edit') ?? typedIn(attempt, 'edit') ?? 'message';
  const [what = '', id = ''] = edit.split(/:(.*)/s);
  const office = view.centre.offices.find((one) => one.id === id);
  const props = { page, centre: view.centre, edit };
  if (what === 'queue' && office) {
    return {
      title: w('wall.queue.close-of', { office: nameIn(office.name, language) }),
      press: w('wall.queue.close'),
      body: (
        <Form {...props} act="queue-close" fields={{ officeId: office.id }}>
          <p class="hint">{w('wall.queue.hint')}</p>
          <NamesField page={page} name="message" label={w('wall.queue.message')} />
        </Form>
      ),
    };
  }
  const desk = page.directory.desks.get(id);
  if (what === 'desk' && desk?.centreId === view.centre.id) {
    return {
      title: w('lent.move-of', { desk: desk.label }),
      press: w('lent.do'),
      body: (
        <Form {...props} act="desk-lend" fields={{ deskId: id }}>
          <p class="hint">{w('lent.hint')}</p>
          <MoveDeskField page={page} view={view} deskId={id} />
        </Form>
      ),
    };
  }
  if (what === 'slide') {
    return {
      title: w('wall.slide.new'),
      press: w('wall.slide.do'),
      body: (
        <Form {...props} act="slide">
          <p class="hint">{w('wall.slide.hint')}</p>
          <NamesField page={page} name="text" label={w('wall.text')} />
        </Form>
      ),
    };
  }
  if (what === 'room') {
    return {
      title: w('wall.room.new'),
      press: w('wall.room.do'),
      body: <RoomForm {...props} view={view} roomId={id} />,
    };
  }
  return {
    title: w('wall.message.new'),
    press: w('wall.message.do'),
    body: (
      <Form {...props} act="say">
        <p class="hint">{w('wall.message.hint')}</p>
        <NamesField page={page} name="text" label={w('wall.text')} />
        <TimeField page={page} name="until" label={w('wall.until-time')} />
      </Form>
    ),
  };
}

interface FormProps {
  readonly page: PageRequest;
  readonly centre: Centre;
  readonly edit: string;
}

function RoomForm({ view, roomId, ...props }: FormProps & { view: WallsView; roomId: string }) {
  const { page } = props;
  const { w, language, attempt } = page;
  const room = view.wall.rooms.find(({ id }) => id === roomId);
  return (
    <Form {...props} act="room" fields={room ? { roomId: room.id } : {}}>
      <NamesField page={page} name="name" label={w('wall.room.name')} value={room?.name} />
      <CheckboxList
        name="officeIds"
        legend={w('wall.room.offices')}
        error={errorAt(page, 'officeIds')}
        values={attempt?.values['officeIds'] ?? room?.officeIds ?? []}
        choices={view.centre.offices.map((office) => ({
          value: office.id,
          label: nameIn(office.shortName, language),
        }))}
      />
      <Checkbox
        name="quiet"
        label={w('wall.room.quiet')}
        hint={w('wall.room.quiet.hint')}
        checked={attempt ? typedIn(attempt, 'quiet') !== undefined : (room?.quiet ?? false)}
      />
      <TimeField
        page={page}
        name="quietFrom"
        label={w('wall.room.quiet-from')}
        value={room?.quietHours?.from.toString({ smallestUnit: 'minute' })}
      />
      <TimeField
        page={page}
        name="quietTo"
        label={w('wall.room.quiet-to')}
        value={room?.quietHours?.to.toString({ smallestUnit: 'minute' })}
      />
      {view.boards.length > 0 ? (
        <CheckboxList
          name="deviceIds"
          legend={w('wall.room.boards')}
          error={errorAt(page, 'deviceIds')}
          values={attempt?.values['deviceIds'] ?? room?.deviceIds ?? []}
          choices={view.boards.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
    </Form>
  );
}

function TimeField({
  page,
  name,
  label,
  value,
}: {
  page: PageRequest;
  name: string;
  label: string;
  value?: string | undefined;
}) {
  return (
    <TextField
      name={name}
      label={label}
      hint="16:00"
      error={errorAt(page, name)}
      value={typedIn(page.attempt, name) ?? value}
      autocomplete="off"
      dir="ltr"
      width="short"
      maxlength={5}
    />
  );
}

function Form({
  centre,
  edit,
  act,
  fields = {},
  children,
}: FormProps & {
  act: string;
  fields?: Readonly<Record<string, string>>;
  children: Child;
}) {
  return (
    <form id="edit" class="form stack" method="post" action={pathOf(centre, act)} novalidate>
      <Hidden fields={{ ...fields, edit }} />
      {children}
    </form>
  );
}

/** An act that is a single press. */
export function PressForm({
  centre,
  act,
  fields,
  label,
}: {
  centre: Centre;
  act: string;
  fields: Readonly<Record<string, string>>;
  label: string;
}) {
  return (
    <form method="post" action={pathOf(centre, act)}>
      <Hidden fields={fields} />
      <Button kind="secondary" size="small">
        {label}
      </Button>
    </form>
  );
}

function Hidden({ fields }: { fields: Readonly<Record<string, string>> }) {
  return (
    <>
      <input type="hidden" name="commandId" value={newId()} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function pathOf(centre: Centre, act: string): string {
  return `/coordination/${centre.id}/walls/${act}`;
}
