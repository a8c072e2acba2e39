// The two forms of enrolling: a code that was read from a device, and the code that a printer prints.
import { newId } from '#base/ids.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { DEVICE_KINDS } from '#modules/access/device-rules.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../portal/form-problem.tsx';

interface FormProps {
  readonly page: PageRequest;
  readonly centres: readonly Centre[];
}

export function EnrolForm({ page, centres }: FormProps) {
  const { w, attempt, query } = page;
  const wrong = (field: string) => errorOf(page, attempt?.problem, field);
  const typed = (field: string) => typedIn(attempt, field);
  return (
    <section class="stack-tight">
      <SectionHeading title={w('devices.enrol')} />
      <p class="hint">{w('devices.enrol.hint')}</p>
      <form class="form" method="post" action="/settings/devices" novalidate>
        <input type="hidden" name="commandId" value={newId()} />
        <TextField
          name="code"
          label={w('devices.code')}
          hint={w('devices.code.hint')}
          error={wrong('code')}
          value={typed('code')}
          autocomplete="off"
          dir="ltr"
          maxlength={20}
          width="short"
          big
        />
        <RadioList
          name="kind"
          legend={w('devices.kind')}
          error={wrong('kind')}
          value={typed('kind') ?? (query.get('done') === 'printed' ? 'ticket-printer' : 'board')}
          choices={DEVICE_KINDS.map((kind) => ({ value: kind, label: w(`devices.kind.${kind}`) }))}
        />
        <CentreField page={page} centres={centres} id="centreId" />
        <TextField
          name="name"
          label={w('devices.name')}
          hint={w('devices.name.hint')}
          error={wrong('name')}
          value={typed('name')}
          autocomplete="off"
          maxlength={60}
        />
        <ButtonRow>
          <Button kind="primary">{w('devices.enrol.do')}</Button>
        </ButtonRow>
      </form>
    </section>
  );
}

export function PrinterForm({ page, centres }: FormProps) {
  const { w, attempt } = page;
  const wrong = (field: string) => errorOf(page, attempt?.problem, field);
  return (
    <section class="stack-tight">
      <SectionHeading title={w('devices.printer')} />
      <p class="hint">{w('devices.printer.hint')}</p>
      <form class="form" method="post" action="/settings/devices/printer" novalidate>
        <CentreField page={page} centres={centres} id="printer-centre" />
        <TextField
          name="host"
          label={w('devices.host')}
          hint={w('devices.host.hint')}
          error={wrong('host')}
          value={typedIn(attempt, 'host')}
          autocomplete="off"
          inputmode="text"
          dir="ltr"
          maxlength={45}
        />
        <TextField
          name="port"
          label={w('devices.port')}
          error={wrong('port')}
          value={typedIn(attempt, 'port') ?? '9100'}
          autocomplete="off"
          inputmode="numeric"
          dir="ltr"
          maxlength={5}
          width="short"
        />
        <ButtonRow>
          <Button>{w('devices.printer.do')}</Button>
        </ButtonRow>
      </form>
    </section>
  );
}

/** The house; nothing to choose for whoever looks after one. */
function CentreField({ page, centres, id }: FormProps & { id: string }) {
  const [only, ...others] = centres;
  if (only && others.length === 0) return <input type="hidden" name="centreId" value={only.id} />;
  return (
    <Select
      id={id}
      name="centreId"
      label={page.w('devices.centre')}
      value={typedIn(page.attempt, 'centreId') ?? page.query.get('centre') ?? undefined}
      options={centres.map((centre) => ({ value: centre.id, label: centre.name }))}
    />
  );
}
