// The rules of devices, one by one.
import { expect, test } from 'vitest';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { Actor } from '#platform/session/actor.ts';
import { codeOf, newCode } from './device-offers.ts';
import {
  CODE_LETTERS,
  isHouseAddress,
  isPrinterPort,
  mayKeepDevices,
  type Offer,
  readCode,
  refuseToEnrol,
  spacedCode,
} from './device-rules.ts';

const OFFER: Offer = { id: 'o', centreId: null, host: null, expired: false, taken: false };
const PRINTER: Offer = { ...OFFER, centreId: 'cnaim-lisboa', host: '192.168.1.50' };
const board = { kind: 'board', centreId: 'cnaim-lisboa' } as const;
const printer = { kind: 'ticket-printer', centreId: 'cnaim-lisboa' } as const;

const actor = (role: string, centreId: string | null, kind: Actor['kind'] = 'person') =>
  actorWith([{ unitId: 'network-welcome', centreId, role }], { kind });

test('ACC-40: whoever coordinates the house, and nobody else, enrols its devices', () => {
  expect(mayKeepDevices(actor('centre-coordinator', 'cnaim-lisboa'), 'cnaim-lisboa')).toBe(true);
  expect(mayKeepDevices(actor('network-manager', null), 'cnaim-lisboa')).toBe(true);
  expect(mayKeepDevices(actor('centre-coordinator', 'cnaim-norte'), 'cnaim-lisboa')).toBe(false);
  for (const role of ['reception-mediator', 'unit-officer', 'administrator', 'unit-lead', 'device'])
    expect(mayKeepDevices(actor(role, 'cnaim-lisboa'), 'cnaim-lisboa'), role).toBe(false);
  expect(mayKeepDevices(actor('centre-coordinator', null, 'machine'), 'cnaim-lisboa')).toBe(false);
});

test('ACC-40: a code counts once, for its time, for its kind of device and its house', () => {
  const codeFor = (offer: Offer | undefined, wanted: typeof board | typeof printer) =>
    refuseToEnrol(offer, wanted)?.fields;
  expect(codeFor(OFFER, board)).toBeUndefined();
  expect(codeFor(PRINTER, printer)).toBeUndefined();
  expect(codeFor(undefined, board)).toEqual({ code: 'device-code-unknown' });
  expect(codeFor({ ...OFFER, taken: true }, board)).toEqual({ code: 'device-code-used' });
  expect(codeFor({ ...OFFER, expired: true }, board)).toEqual({ code: 'device-code-expired' });
  expect(codeFor(OFFER, printer)).toEqual({ kind: 'device-kind-differs' });
  expect(codeFor(PRINTER, board)).toEqual({ kind: 'device-kind-differs' });
  expect(codeFor({ ...PRINTER, centreId: 'cnaim-norte' }, printer)).toEqual({
    code: 'device-code-unknown',
  });
});

test('ACC-40: a code is eight letters that nobody mistakes, read however they are typed', () => {
  for (const code of [newCode(), codeOf('one'), codeOf('two')]) {
    expect(code).toMatch(new RegExp(`^[${CODE_LETTERS}]{8}$`));
    expect(readCode(` ${spacedCode(code).toLowerCase()} `)).toBe(code);
  }
  expect(codeOf('one')).toBe(codeOf('one'));
  expect(codeOf('one')).not.toBe(codeOf('two'));
  for (const typed of ['', 'ABCD', 'ABCD-EFG0', 'ABCD-EFGHJ', 'ABCDEFG1'])
    expect(readCode(typed), typed).toBeUndefined();
});

test('ACC-42: a printer is in the house: no name, no public address, no other port', () => {
  for (const host of ['10.0.0.9', '172.16.0.1', '172.31.255.1', '192.168.1.50', 'fd12:3456::9'])
    expect(isHouseAddress(host, false), host).toBe(true);
  for (const host of [
    '127.0.0.1',
    '::1',
    '169.254.169.254',
    '172.32.0.1',
    '8.8.8.8',
    '100.64.0.1',
    '0.0.0.0',
    'fe80::1',
    '::ffff:10.0.0.9',
    '2001:db8::1',
    'printer.local',
    '10.0.0.9.example.org',
    '10.1',
    '0x0a.0.0.1',
    '',
  ])
    expect(isHouseAddress(host, false), host).toBe(false);
  expect(isHouseAddress('127.0.0.1', true), 'a played printer').toBe(true);
  expect(isHouseAddress('8.8.8.8', true)).toBe(false);
  expect([9100, 9109, 9099, 5432].map((port) => isPrinterPort(port, false))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
