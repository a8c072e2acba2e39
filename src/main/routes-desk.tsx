// Addresses of a desk. Most forms are one command; finishing may go on to call the next person,
// which is two commands with an id each, in order.
import type { Context, Hono } from 'hono';
import { type Problem } from '#base/problem.ts';
import { askMediator } from '#modules/interpretation/commands/ask-mediator.ts';
import { endRequest } from '#modules/interpretation/commands/end-request.ts';
import { acknowledgeCall } from '#modules/visits/commands/acknowledge-call.ts';
import { addNeed } from '#modules/visits/commands/add-need.ts';
import { callChosen } from '#modules/visits/commands/call-chosen.ts';
import { callNext } from '#modules/visits/commands/call-next.ts';
import { closeDesk } from '#modules/visits/commands/close-desk.ts';
import { finishServing } from '#modules/visits/commands/finish-serving.ts';
import { forwardStop } from '#modules/visits/commands/forward-stop.ts';
import { missCall } from '#modules/visits/commands/miss-call.ts';
import { openDesk } from '#modules/visits/commands/open-desk.ts';
import { parkStop } from '#modules/visits/commands/park-stop.ts';
import { pauseDesk } from '#modules/visits/commands/pause-desk.ts';
import { raiseAlarm } from '#modules/visits/commands/raise-alarm.ts';
import { recall } from '#modules/visits/commands/recall.ts';
import { recordAttendanceCommand } from '#modules/visits/commands/record-attendance.ts';
import { resumeDesk } from '#modules/visits/commands/resume-desk.ts';
import { resumeStop } from '#modules/visits/commands/resume-stop.ts';
import { sendStopOn } from '#modules/visits/commands/send-stop-on.ts';
import { startServing } from '#modules/visits/commands/start-serving.ts';
import { takeOverDesk } from '#modules/visits/commands/take-over-desk.ts';
import { toReception } from '#modules/visits/commands/to-reception.ts';
import { writeNoteCommand } from '#modules/visits/commands/write-note.ts';
import { noteInput } from '#modules/visits/schema.ts';
import { formOf, inputOfForm, valuesOfForm } from '#platform/http/form-input.ts';
import type { AnyCommand, Outcome } from '#platform/run-command/command.ts';
import { invalidInput } from '#platform/run-command/invalid-input.ts';
import { readActForm } from '#screens/desk/act-form.ts';
import { chooseDeskPage } from '#screens/desk/choose-desk-page.tsx';
import { deskPage } from '#screens/desk/desk-page.tsx';
import {
  alarmPart,
  handPart,
  mediatorPart,
  nextPart,
  queuePart,
} from '#screens/desk/desk-parts-pages.tsx';
import { type After, noticeQuery } from '#screens/desk/notices.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Commands that a form sends as they are, by the last part of its address: at the desk of the address. */
const AT_DESK: Readonly<Record<string, AnyCommand>> = {
  open: openDesk,
  call: callNext,
  choose: callChosen,
  pause: pauseDesk,
  alarm: raiseAlarm,
  back: resumeDesk,
};
/** And those about the stop in the form. */
const AT_STOP: Readonly<Record<string, AnyCommand>> = {
  serve: startServing,
  recall,
  way: acknowledgeCall,
  resume: resumeStop,
  'mediator/ask': askMediator,
  'mediator/end': endRequest,
};

/** Mounts the desk. */
export function deskRoutes(site: Site, services: Services, app: Hono): void {
  site.page('/desk', chooseDeskPage);
  site.page('/desk/:deskId', deskPage);
  site.page('/desk/:deskId/queue', queuePart);
  site.page('/desk/:deskId/next', nextPart);
  site.page('/desk/:deskId/hand', handPart);
  site.page('/desk/:deskId/mediator', mediatorPart);
  site.page('/desk/:deskId/alarm', alarmPart);
  // A refused form stands at its own address: a reload or another language leads back to the desk.
  app.get('/desk/:deskId/mediator/:act', (c) => c.redirect(deskPath(c.req.param('deskId')), 303));
  app.get('/desk/:deskId/:act', (c) => c.redirect(deskPath(c.req.param('deskId')), 303));

  const input = (own: Record<string, unknown>, { deskId = '' }: Record<string, string>) => ({
    ...own,
    deskId,
  });
  const after = (_result: unknown, { deskId = '' }: Record<string, string>) => deskPath(deskId);
  for (const [act, command] of Object.entries(AT_DESK))
    site.form(`/desk/:deskId/${act}`, command, { page: deskPage, input, after });
  for (const [act, command] of Object.entries(AT_STOP))
    site.form(`/desk/:deskId/${act}`, command, { page: deskPage, after });
  site.form('/desk/:deskId/need', addNeed, {
    page: deskPage,
    after: (result, { deskId = '' }) => `${deskPath(deskId)}?need-at=${result['officeId']}`,
  });
  site.form('/desk/:deskId/take-over', takeOverDesk, {
    page: deskPage,
    input,
    after: (_result, { deskId = '' }) => `${deskPath(deskId)}?taken-over`,
  });
  site.form('/desk/:deskId/close', closeDesk, { page: deskPage, input, after: () => '/desk' });

  const desk = new DeskForms(site, services);
  app.post('/desk/:deskId/miss', (c) => desk.miss(c));
  app.post('/desk/:deskId/park', (c) => desk.park(c));
  app.post('/desk/:deskId/record', (c) => desk.record(c));
  app.post('/desk/:deskId/finish', (c) => desk.finish(c));
}

function deskPath(deskId: string): string {
  return `/desk/${encodeURIComponent(deskId)}`;
}

/** The forms that are more than one command, or that tell what came of it. */
class DeskForms {
  readonly #site: Site;
  readonly #services: Services;

  constructor(site: Site, services: Services) {
    this.#site = site;
    this.#services = services;
  }

  async miss(c: Context): Promise<Response> {
    const form = await formOf(c.req);
    const outcome = await this.#run(c, missCall, form, inputOfForm(missCall.input, form));
    if (!outcome?.ok) return this.#refused(c, form, outcome);
    return this.#done(c, form, outcome.result['again'] ? 'missed' : 'missed-out');
  }

  /** What was noted so far is kept: while she is away nobody holds the pen. */
  async park(c: Context): Promise<Response> {
    const form = await formOf(c.req);
    const noted = await this.#note(c, form);
    if (!noted?.ok) return this.#refused(c, form, noted);
    const outcome = await this.#run(c, parkStop, form, inputOfForm(parkStop.input, form));
    return outcome?.ok ? this.#done(c, form, 'parked') : this.#refused(c, form, outcome);
  }

  /** One more act in the same sitting; the note goes with it, so that the sheet starts empty. */
  async record(c: Context): Promise<Response> {
    const form = await formOf(c.req);
    const wrong = noteProblem(form);
    if (wrong) return this.#refused(c, form, { ok: false, problem: wrong });
    const { fields } = readActForm(form);
    const outcome = await this.#run(c, recordAttendanceCommand, form, {
      ...inputOfForm(recordAttendanceCommand.input, form),
      ...OWN_FIELDS,
      ...fields,
    });
    if (!outcome?.ok) return this.#refused(c, form, outcome);
    const noted = await this.#note(c, form);
    return noted?.ok ? this.#done(c, form, 'recorded') : this.#refused(c, form, noted);
  }

  /** Ends serving, here or by going on elsewhere; then calls the next person if that was asked. */
  async finish(c: Context): Promise<Response> {
    const form = await formOf(c.req);
    const { forward, fields } = readActForm(form);
    if (forward?.why) return this.#back(c, form, forward.why);
    const command = !forward ? finishServing : forward.toCentreId ? sendStopOn : forwardStop;
    const ended = await this.#run(c, command, form, {
      ...inputOfForm(command.input, form),
      ...OWN_FIELDS,
      ...fields,
      ...forward,
    });
    if (!ended?.ok) return this.#refused(c, form, ended);
    const how = forward?.toCentreId
      ? 'sent-on'
      : forward
        ? 'forwarded'
        : ended.result['closed']
          ? 'closed'
          : 'goes-on';
    return this.#andNext(c, form, how, forward?.toCentreId ?? forward?.toOfficeId);
  }

  /** Back to reception: no act, so nothing of the sheet but what is told there and the note. */
  async #back(c: Context, form: FormData, why: string): Promise<Response> {
    const own = inputOfForm(toReception.input, form);
    const outcome = await this.#run(c, toReception, form, { ...own, why });
    if (!outcome?.ok) return this.#refused(c, form, outcome);
    return this.#andNext(c, form, 'back');
  }

  /** Calls the next person if that was asked. */
  async #andNext(c: Context, form: FormData, how: After, to?: string): Promise<Response> {
    if (form.get('next') !== 'call') return this.#done(c, form, how, { to });
    const next = await this.#run(
      c,
      callNext,
      form,
      { deskId: c.req.param('deskId') },
      'nextCommandId',
    );
    // The act is recorded whatever the second command says; that nobody came is said plainly.
    return this.#done(c, form, how, { to, nobody: !next?.ok });
  }

  /** Writes the note if there is one. */
  async #note(c: Context, form: FormData): Promise<Outcome | undefined> {
    const note = form.get('note');
    if (typeof note !== 'string' || note.trim() === '') return { ok: true, result: {} };
    const wrong = noteProblem(form);
    if (wrong) return { ok: false, problem: wrong };
    return this.#run(
      c,
      writeNoteCommand,
      form,
      { stopId: form.get('stopId'), body: note },
      'nextCommandId',
    );
  }

  /** Runs a command as whoever sent the form; undefined when nobody is signed in. */
  async #run(
    c: Context,
    command: AnyCommand,
    form: FormData,
    input: unknown,
    idField: 'commandId' | 'nextCommandId' = 'commandId',
  ): Promise<Outcome | undefined> {
    const token = this.#services.cookie.tokenOf(c);
    const commandId = String(form.get(idField) ?? '');
    const answer = token && (await this.#services.runner.run(command, { token, commandId, input }));
    return !answer || answer === 'unauthenticated' ? undefined : answer;
  }

  /** The desk again, with what was typed; the sign-in page when nobody is signed in. */
  #refused(c: Context, form: FormData, outcome: Outcome | undefined): Promise<Response> {
    const attempt = outcome &&
      !outcome.ok && { values: valuesOfForm(form), problem: outcome.problem };
    return this.#site.show(c, deskPage, attempt || undefined);
  }

  #done(c: Context, form: FormData, how: After, more?: Parameters<typeof noticeQuery>[2]) {
    const number = String(form.get('number') ?? '');
    return c.redirect(deskPath(c.req.param('deskId') ?? '') + noticeQuery(number, how, more), 303);
  }
}

/** Fields that the sheet spells in its own way: never taken from the form as they stand. */
const OWN_FIELDS = { outcome: undefined, detail: undefined, nextOn: undefined };

function noteProblem(form: FormData): Problem | undefined {
  const note = form.get('note');
  if (typeof note !== 'string' || note.trim() === '') return undefined;
  const parsed = noteInput.shape.body.safeParse(note);
  if (parsed.success) return undefined;
  const { fields, ...rest } = invalidInput(parsed.error);
  return { ...rest, fields: { note: fields?.['body'] ?? 'invalid' } };
}
