// Keeps the live regions of this page fresh: gathers their topics, refetches the ones that were
// poked (at most once a second each), or morphs in what the poke carried.
import { openLink } from './live-link.ts';
import type { FromHub, ToHub } from './live-messages.ts';
import { morphIn, refetch, type Region } from './live-regions.ts';
import { showLink } from './live-status-text.ts';
import { setServerTime } from './server-time.ts';

const client = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
/** A page tells that it is still there; a hidden one is slowed by the browser, which the hub knows. */
const BEAT_MS = 45_000;

let speak: ((message: ToHub) => void) | undefined;
let topics = '';
/** Hidden pages wait until they are looked at. */
const missed = new Set<string>();

export function startLive(): void {
  for (const name of [
    'turbo:load',
    'turbo:render',
    'turbo:frame-load',
    'oneroof:refreshed',
    'pageshow',
  ]) {
    window.addEventListener(name, subscribe);
  }
  window.addEventListener('pagehide', () => {
    speak?.({ kind: 'bye', client });
    speak = undefined;
    topics = '';
  });
  document.addEventListener('visibilitychange', catchUp);
  setInterval(() => speak?.({ kind: 'here', client }), BEAT_MS);
  subscribe();
}

function listRegions(): Region[] {
  return [...document.querySelectorAll<Region>('turbo-frame[data-topic]')];
}

function topicsOf(region: Region): string[] {
  return (region.dataset['topic'] ?? '').split(/\s+/).filter(Boolean);
}

function subscribe(): void {
  for (const region of listRegions()) if (region.hasAttribute('data-empty')) refetch(region);
  const wished = [...new Set(listRegions().flatMap(topicsOf))].sort();
  const key = wished.join(' ');
  if (key === topics) return;
  topics = key;
  if (!speak && wished.length === 0) return;
  speak ??= openLink(
    document.querySelector<HTMLMetaElement>('meta[name="oneroof-account"]')?.content ?? '',
    hear,
  );
  speak({ kind: 'topics', client, topics: wished });
}

function hear(message: FromHub): void {
  if (message.kind === 'link') showLink(message.up, message.aliveAt);
  if (message.kind === 'poke') poke(message.topic, message.html);
  if (message.kind === 'covered') {
    if (message.now) setServerTime(message.now);
    for (const topic of message.topics) poke(topic);
  }
  // The session has ended: the server says so on the page itself (and keeps the way back).
  if (message.kind === 'refused' && !document.documentElement.hasAttribute('data-refused')) {
    document.documentElement.setAttribute('data-refused', '');
    window.location.reload();
  }
}

function poke(topic: string, html?: string): void {
  for (const region of listRegions().filter((some) => topicsOf(some).includes(topic))) {
    if (html !== undefined && region.dataset['live'] === 'push') morphIn(region, html);
    else if (document.hidden) missed.add(region.id);
    else refetch(region);
  }
}

function catchUp(): void {
  if (document.hidden) return;
  for (const id of missed) {
    const region = document.getElementById(id);
    if (region) refetch(region as Region);
  }
  missed.clear();
}
