// A house for tests of the register of minors: a child who is before the office that keeps it, an entry, a declaration.
import { expect } from 'vitest';
import { newId } from '#base/ids.ts';
import { Scene } from '../../../test/support/scene.ts';
import { openHouse } from '../../../test/support/house.ts';
import { openTo, receiveChild } from '../../../test/support/played-minors.ts';

export const FAMILY = 'cnaim-lisboa.family';
export let scene: Scene;
export async function openScene(): Promise<void> {
  scene = await Scene.open(await openHouse({ connections: 8 }));
}

const sql = (text: string, values?: unknown[]) => scene.owner(text, values);
export const opensTo = (personId: string, unit: string) =>
  openTo({ house: scene.house, sql }, personId, unit);
export const child = (born?: string) =>
  receiveChild({ house: scene.house, sql, token: scene.tokens.iryna }, born ? { born } : {});
export const asked = async (born?: string) => ({
  personId: await child(born),
  officeId: FAMILY,
  purposes: ['health', 'school'],
  askedBy: 'parent',
});
export const entered = async (born?: string) => {
  const input = await asked(born);
  const { entryId } = await scene.house.done(scene.tokens.mariama, 'minor-entry.make', input);
  return { entryId: String(entryId), personId: input.personId };
};
export const page = async (token: string, path: string, init: RequestInit = {}) => {
  const answer = await scene.house.app.request(path, {
    ...init,
    headers: { Authorization: `Bearer ${token}` },
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    to: answer.headers.get('location'),
    text: await answer.text(),
  };
};
/** The code of what is refused; else `done`. */
export const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  if (answer.ok) return 'done';
  return Object.values(answer.problem.fields ?? {}).join() || answer.problem.code;
};

/** Asks for a declaration, for the school in Arabic unless said otherwise. */
export const declare = (entryId: string, more: Record<string, string> = {}) =>
  page(scene.tokens.mariama, `/minors/${entryId}/declaration`, {
    method: 'POST',
    body: new URLSearchParams({
      commandId: newId(),
      name: 'Menina Canária',
      random: 'K7M2XQ4P',
      language: 'ar',
      purpose: 'school',
      ...more,
    }),
  });
/** Whether a code and a name hold, as whoever is shown the paper finds it; it says nothing else. */
export const checks = async (code: string, name = 'menina canaria') => {
  const answer = await scene.house.app.request('/check?lang=en', {
    method: 'POST',
    body: new URLSearchParams({ code, name }),
  });
  const text = await answer.text();
  expect(text).not.toMatch(/school|health|minor|regist/i);
  return text.includes('The certificate is valid');
};
