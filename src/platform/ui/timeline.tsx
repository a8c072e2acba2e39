// A file's story on one spine: ahead, today, past; each entry with its lines and who did them.
import type { Child } from 'hono/jsx';
import { Icon } from './icon.tsx';
import { Plaque } from './plaque.tsx';

export type TimelineLine = { time?: string | undefined; text: Child; source?: Child };

export type TimelineEntry = {
  id?: string | undefined;
  /** "10 Jul", "Today". */
  when: string;
  whenNote?: string | undefined;
  title: Child;
  aside?: Child;
  desk?: string | undefined;
  deskSpoken?: string | undefined;
  state: 'ahead' | 'now' | 'done';
  lines?: readonly TimelineLine[];
  /** A Note, or more. */
  children?: Child;
};

export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol class="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li
          class="timeline-entry"
          id={entry.id}
          data-state={entry.state}
          aria-current={entry.state === 'now' ? 'date' : undefined}
        >
          <p class="timeline-when">
            <b>{entry.when}</b>
            {entry.whenNote ? <span>{entry.whenNote}</span> : null}
          </p>
          <span class="timeline-mark" aria-hidden="true" />
          <div class="timeline-body">
            <p class="timeline-title">
              <b>{entry.title}</b>
              {entry.aside ? <span>{entry.aside}</span> : null}
              {entry.desk ? <Plaque label={entry.desk} spoken={entry.deskSpoken} /> : null}
            </p>
            {entry.lines?.map((line) => (
              <p class="timeline-line">
                <time>{line.time}</time>
                <span>{line.text}</span>
                {line.source ? <span class="timeline-source">{line.source}</span> : null}
              </p>
            ))}
            {entry.children ? <div class="timeline-more">{entry.children}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

export type RouteStep = {
  title: string;
  note?: Child;
  desk?: string | undefined;
  deskSpoken?: string | undefined;
  state: 'ahead' | 'now' | 'done';
};

/** The route as the person sees it on a phone: large marks, no times to scale. */
export function RouteSteps({ label, steps }: { label: string; steps: readonly RouteStep[] }) {
  return (
    <ol class="route-steps" aria-label={label}>
      {steps.map((step) => (
        <li data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span class="route-mark" aria-hidden="true">
            {step.state === 'done' ? <Icon name="check" size={16} /> : null}
          </span>
          <div>
            <p class="route-title">{step.title}</p>
            {step.note ? <p class="muted">{step.note}</p> : null}
          </div>
          {step.desk ? <Plaque label={step.desk} spoken={step.deskSpoken} size="medium" /> : null}
        </li>
      ))}
    </ol>
  );
}
