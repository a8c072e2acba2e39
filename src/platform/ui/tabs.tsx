// Parts of a page as links: each says its state under its name. They work without script.
export type Tab = {
  href: string;
  label: string;
  note?: string | undefined;
  tone?: 'attention' | undefined;
  current?: boolean | undefined;
  shortcut?: string | undefined;
};

/** `current` is the page shown; links to parts of the same page ("#papers") are fine too. */
export function Tabs({
  label,
  tabs,
  narrowOnly,
}: {
  label: string;
  tabs: readonly Tab[];
  narrowOnly?: boolean;
}) {
  return (
    <nav class="tabs" aria-label={label} data-narrow-only={narrowOnly ? '' : undefined}>
      {tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.current ? 'page' : undefined} data-key={tab.shortcut}>
          <span>{tab.label}</span>
          {tab.note ? <small data-tone={tab.tone}>{tab.note}</small> : null}
        </a>
      ))}
    </nav>
  );
}
