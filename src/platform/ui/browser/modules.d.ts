// Types for what the bundler and Turbo bring into the browser's scripts.
declare module '*?worker&url' {
  const url: string;
  export { url as default };
}

declare module '@hotwired/turbo' {
  export const session: { adapter: { progressBar: ProgressBar; formProgressBarTimeout?: number } };
  export const config: {
    drive: { progressBarDelay: number };
    forms: { submitter: 'disabled' | 'aria-disabled' };
  };
  export function visit(
    location: string | URL,
    options?: { action?: 'advance' | 'replace' | 'restore' },
  ): void;
  export function morphElements(current: Element, fresh: Element): void;
  export function morphChildren(current: Element, fresh: Element): void;
  export const cache: { clear(): void };

  type ProgressBar = { setValue(value: number): void; show(): void; hide(): void };
}
