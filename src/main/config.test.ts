// Settings: what they mean, and what is said of those that mean nothing.
import { expect, test } from 'vitest';
import { ConfigError, externalDatabase, readConfig } from './config.ts';

test('without settings: the demonstration on port 3000 with its own database', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ port: 3000, demo: true, unsafeCommit: false, trustedProxies: [] });
  expect(config.dataDir).toMatch(/[\\/]\.data$/);
  expect(config.heads).toBe(`${config.dataDir}.heads`);
  expect(config.keys).toBe(`${config.dataDir}.keys`);
  expect(externalDatabase(config)).toBeUndefined();
  expect(Object.isFrozen(config)).toBe(true);
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ PORT: '', ONEROOF_DATA: '' })).toEqual(readConfig({}));
});

test.each([
  [{ PORT: 'abc' }, 'PORT must be a number from 1 to 65535; it is “abc”.'],
  [{ PORT: '70000' }, 'PORT must be a number from 1 to 65535; it is “70000”.'],
  [{ ONEROOF_DEMO: 'no' }, 'ONEROOF_DEMO must be on or off; it is “no”.'],
  [{ ONEROOF_ORIGIN: 'oneroof.example' }, 'ONEROOF_ORIGIN must be an address without a path'],
  [{ ONEROOF_DATA: '/srv/data', ONEROOF_HEADS: '/srv/data/heads' }, 'outside the data folder'],
  [{ ONEROOF_DATA: '/srv/data', ONEROOF_KEYS: '/srv/data/keys' }, 'outside the data folder'],
  [{ ONEROOF_HEADS_TO: 'nobody' }, 'ONEROOF_HEADS_TO must be one address'],
  [{ ONEROOF_HEADS_TO: 'dpo@oneroof.example' }, 'needs a mail server'],
  [{ ONEROOF_SECRET: 'short' }, 'ONEROOF_SECRET must have 32 characters or more'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be an address like postgres://'],
])('%o is refused in plain words', (environment, message) => {
  expect(() => readConfig(environment)).toThrow(message);
});

test('another database server needs the addresses of all four roles', () => {
  const one = { DATABASE_URL: 'postgres://owner@db/oneroof' };
  expect(() => externalDatabase(readConfig(one))).toThrow(ConfigError);
  const all = {
    ...one,
    ONEROOF_APP_URL: 'postgres://app@db/oneroof',
    ONEROOF_JOBS_URL: 'postgres://jobs@db/oneroof',
    ONEROOF_STATS_URL: 'postgres://stats@db/oneroof',
  };
  expect(externalDatabase(readConfig(all))?.app).toBe('postgres://app@db/oneroof');
});
