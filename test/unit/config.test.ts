import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';

const production = {
  NODE_ENV: 'production',
  MONGODB_URI: 'mongodb://db.example/efofx',
  EFOFX_SIGNING_KEY: 'MC4CAQAwBQYDK2VwBCIEIA==',
  EFOFX_MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('may be empty outside production', () => {
    expect(loadConfig({})).toEqual({
      metricsToken: null,
      ...{ port: 4000, host: '127.0.0.1', production: false, dataDir: './.data', publicUrl: null },
      ...{ mongodbUri: 'embedded', embeddedPort: 0, mailFrom: expect.any(String), llm: 'scripted' },
      ...{ openai: { apiKey: null, baseUrl: null, model: 'gpt-4o-mini' }, signingKey: null },
      ...{ selfServiceTiers: ['TRIAL', 'PRO'], demo: true, playground: true, introspection: true },
      ...{ trustProxy: 0, logLevel: 'info' },
      ...{ masterKeys: null, smtpUrl: null, redisUrl: null },
      ...{ functionsUrl: null, functionsKeys: null },
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', LLM: '', PUBLIC_URL: '', REDIS_URL: '' })).toEqual(loadConfig({}));
  });

  it.each([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ PUBLIC_URL: 'https://api.company.example/' }, { publicUrl: 'https://api.company.example' }],
    [{ OPENAI_API_KEY: 'sk-x' }, { llm: 'openai' }],
    [{ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }, { llm: 'openai' }],
    [{ OPENAI_API_KEY: 'sk-x', LLM: 'scripted' }, { llm: 'scripted' }],
    [{ SELF_SERVICE_TIERS: 'TRIAL' }, { selfServiceTiers: ['TRIAL'] }],
    [{ SELF_SERVICE_TIERS: 'TRIAL, ENTERPRISE' }, { selfServiceTiers: ['TRIAL', 'ENTERPRISE'] }],
    [
      { DEMO: '0', PLAYGROUND: '0', INTROSPECTION: '0' },
      { demo: false, playground: false, introspection: false },
    ],
    [{ TRUST_PROXY: '2' }, { trustProxy: 2 }],
    [{ SMTP_URL: 'smtp://mail.example' }, { smtpUrl: 'smtp://mail.example' }],
    [{ SMTP_URL: 'smtps://u%40x:p%2F@[::1]:465/' }, { smtpUrl: 'smtps://u%40x:p%2F@[::1]:465/' }],
    [{ REDIS_URL: 'redis://redis.example' }, { redisUrl: 'redis://redis.example' }],
    [{ REDIS_URL: 'rediss://u:p%2F@[::1]:6380/2' }, { redisUrl: 'rediss://u:p%2F@[::1]:6380/2' }],
    [{ REDIS_URL: 'redis://:p@127.0.0.1:6379/' }, { redisUrl: 'redis://:p@127.0.0.1:6379/' }],
    [{ MAIL_FROM: 'efOfX <mail@efofx.example>' }, { mailFrom: 'efOfX <mail@efofx.example>' }],
    [{ MAIL_FROM: 'mail@efofx.example' }, { mailFrom: 'mail@efofx.example' }],
    [production, { production: true, demo: false, playground: false, introspection: false }],
    [
      { ...production, MONGODB_URI: 'embedded', DEMO: '1' },
      { mongodbUri: 'embedded', demo: true },
    ],
  ])('%j is understood', (env, expected) => {
    expect(loadConfig(env)).toMatchObject(expected);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['NODE_ENV', 'prod'],
    ['MONGODB_URI', 'postgres://planted-secret@db'],
    ['EMBEDDED_PORT', 'x'],
    ['PUBLIC_URL', 'api.company.example'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['LLM', 'gpt'],
    ['OPENAI_BASE_URL', 'file:///etc/passwd'],
    ['EFOFX_MASTER_KEYS', 'k1:planted-secret'],
    ['EFOFX_MASTER_KEYS', `k1:${Buffer.alloc(31).toString('base64')}`],
    ['EFOFX_MASTER_KEYS', [1, 2].map((byte) => `k1:${Buffer.alloc(32, byte).toString('base64')}`).join()],
    ['SELF_SERVICE_TIERS', 'GOLD'],
    ['DEMO', 'yes'],
    ['TRUST_PROXY', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['REDIS_URL', 'redis://planted-secret@x'],
    ['REDIS_URL', 'redis://user:planted-secret@'],
    ['REDIS_URL', 'redis://:planted-secret%ff@x'],
    ['REDIS_URL', 'redis://:planted-secret@x/one'],
    ['REDIS_URL', 'redis://:planted-secret@x?tls=1'],
    ['REDIS_URL', 'http://:planted-secret@x'],
    ['REDIS_URL', 'planted-secret:6379'],
    ['SMTP_URL', 'smtp://planted-secret@x'],
    ['SMTP_URL', 'smtp://:planted-secret@x'],
    ['SMTP_URL', 'smtp://user:planted-secret@'],
    ['SMTP_URL', 'smtp://user:planted-secret%ff@x'],
    ['SMTP_URL', 'smtp://user:planted-secret@x:99999'],
    ['SMTP_URL', 'smtp://user:planted-secret@x?requireTLS=true'],
    ['SMTP_URL', 'smtp://user:planted-secret@x/path'],
    ['SMTP_URL', 'http://user:planted-secret@x'],
    ['SMTP_URL', 'smtp:planted-secret'],
    ['SMTP_URL', 'mail.example:25'],
    ['MAIL_FROM', 'planted-secret'],
    ['MAIL_FROM', 'a@b.example, planted-secret@b.example'],
    ['MAIL_FROM', 'efOfX <a@b.example>\r\nBcc: planted-secret@b.example'],
  ])('%s=%s is a fault, told by name and not by value', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}`));
    expect(faults.join()).not.toContain('planted-secret');
  });

  it('tells all its faults at once, a line each', () => {
    const env = { PORT: 'x', LLM: 'y', DEMO: 'z', REDIS_URL: 'redis.example' };
    expect(faultsOf(env).map((fault) => fault.split(':')[0])).toEqual(['PORT', 'REDIS_URL', 'LLM', 'DEMO']);
    expect(new ConfigError(faultsOf(env)).message.split('\n')).toHaveLength(5);
  });

  it('in production refuses what would be generated or embedded by default', () => {
    const names = faultsOf({ NODE_ENV: 'production' }).map((fault) => fault.split(':')[0]);
    expect(names).toEqual(['MONGODB_URI', 'EFOFX_SIGNING_KEY', 'EFOFX_MASTER_KEYS']);
    expect(faultsOf(production)).toEqual([]);
  });

  it('cannot be changed once it is read', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });
});
