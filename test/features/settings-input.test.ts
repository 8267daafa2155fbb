import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { askSettings, audited, change, refusedSettings, tenantRow } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('settings-input');
const planted = 'pl4nted';

let server: Started;
let owner: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  owner = await tenant(server);
});
afterAll(() => server.close());

/** Refused, at these places, without a word of the value, and with everything as it was. */
async function faultsOf(input: unknown): Promise<string[]> {
  const before = await tenantRow(database.db, owner);
  const { errors, text, status } = await askSettings(server, owner, input);
  expect([200, 400]).toContain(status);
  expect(errors[0]?.extensions.code, text).toBe('BAD_USER_INPUT');
  expect(text).not.toContain(planted);
  expect(await tenantRow(database.db, owner)).toEqual(before);
  expect(await audited(database.db, owner)).toEqual([]);
  return (errors[0]?.extensions.fields ?? []).map(({ path }) => path);
}

describe('a setting that is not one', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a name that is null', { name: null }, 'input.name'],
    ['a name that is empty', { name: '' }, 'input.name'],
    ['a name of white space', { name: '    ' }, 'input.name'],
    ['a name of one letter', { name: ' x ' }, 'input.name'],
    ['a name of 101 letters', { name: 'x'.repeat(101) }, 'input.name'],
    ['a name with a mail header in it', { name: `Company\r\nBcc: ${planted}@evil.example` }, 'input.name'],
    ['a name with a tag', { name: `<b>${planted}` }, 'input.name'],
    ['a name that runs backwards', { name: `${planted}\u202eevil` }, 'input.name'],
    ['21 regions', { regionPreferences: Array(21).fill(planted) }, 'input.regionPreferences'],
    ['an empty region', { regionPreferences: ['ok', '  '] }, 'input.regionPreferences.1'],
    ['a region of 101 letters', { regionPreferences: ['x'.repeat(101)] }, 'input.regionPreferences.0'],
    [
      'a region of two lines',
      { regionPreferences: ['a', 'b', `${planted}\nx`] },
      'input.regionPreferences.2',
    ],
    ['an empty button', { branding: { buttonText: ' ' } }, 'input.branding.buttonText'],
    ['a button of 41 letters', { branding: { buttonText: 'x'.repeat(41) } }, 'input.branding.buttonText'],
    ['a button of two lines', { branding: { buttonText: `${planted}\nx` } }, 'input.branding.buttonText'],
    ['an empty welcome', { branding: { welcomeMessage: '' } }, 'input.branding.welcomeMessage'],
    ['a welcome of 301', { branding: { welcomeMessage: 'x'.repeat(301) } }, 'input.branding.welcomeMessage'],
    [
      'a welcome that rings',
      { branding: { welcomeMessage: `${planted}\u0007` } },
      'input.branding.welcomeMessage',
    ],
    ['21 origins', { allowedOrigins: Array(21).fill(`https://${planted}.example`) }, 'input.allowedOrigins'],
    ['a key of 7 characters', { openaiApiKey: planted }, 'input.openaiApiKey'],
    ['a key of 257', { openaiApiKey: planted.repeat(37) }, 'input.openaiApiKey'],
    ['a key with a space', { openaiApiKey: `sk-${planted} 0123456` }, 'input.openaiApiKey'],
    ['a key with a line after it', { openaiApiKey: `sk-${planted}0123456\n` }, 'input.openaiApiKey'],
    ['a key in Cyrillic', { openaiApiKey: `${planted}-ключ-ключ` }, 'input.openaiApiKey'],
    ['an empty key', { openaiApiKey: '' }, 'input.openaiApiKey'],
  ])('%s is refused by name', async (_what, input, path) => {
    expect(await faultsOf(input)).toEqual([path]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a colour in words', { branding: { primaryColor: `${planted}` } }],
    ['a short colour', { branding: { primaryColor: '#abc' } }],
    ['a logo over http', { branding: { logoUrl: `http://${planted}.example/x.png` } }],
    ['a logo that is a script', { branding: { logoUrl: `javascript:${planted}` } }],
    ['a logo in the address itself', { branding: { logoUrl: `data:image/png;base64,${planted}` } }],
    ['a logo with a password', { branding: { logoUrl: `https://me:${planted}@cdn.example/x.png` } }],
    ['a policy with a user', { branding: { privacyPolicyUrl: `https://${planted}@cdn.example/` } }],
    ['a key in a list', { openaiApiKey: [`sk-${planted}`] }],
    ['a key in an object', { openaiApiKey: { $set: planted } }],
    ['a region that is null', { regionPreferences: [planted, null] }],
    ['a number for yes', { leadCaptureRequired: 1 }],
    ['a field of another’s', { tier: planted }],
    ['a tenant', { tenantId: planted }],
    ['100 origins', { allowedOrigins: Array(100).fill(`https://${planted}.example`) }],
  ])('%s is refused', async (_what, input) => {
    await faultsOf(input);
  });

  it.each([
    ...[
      '*',
      'null',
      '',
      ' ',
      planted,
      `${planted}.example`,
      `//${planted}.example`,
      `https:${planted}.example`,
    ],
    ...[
      `ftp://${planted}.example`,
      `file:///${planted}`,
      `javascript:${planted}`,
      'https://',
      'https:///a.example',
    ],
    ...[`https://*.${planted}.example`, `https://%2a.${planted}.example`, `https://${planted}.example/path`],
    ...[`https://${planted}.example//`, `https://${planted}.example?`, `https://${planted}.example#`],
    ...[
      `https://${planted}.example/?x=1`,
      `https://me@${planted}.example`,
      `https://me:pw@${planted}.example`,
    ],
    ...[`https://${planted}.example:99999`, `https://${planted}.example:`, `https://${planted}.example:x`],
    ...[` https://${planted}.example`, `https://${planted}.example\n`, `https://${planted} .example`],
    ...[`https://${planted}.example\\x`, `https://a.example, https://${planted}.example`, 'https://[::g]'],
    ...[`https://${planted.repeat(45)}.example`, `https://${planted}\t.example`],
  ])('the origin %j is refused by its place', async (origin) => {
    expect(await faultsOf({ allowedOrigins: ['https://good.example', origin] })).toEqual([
      'input.allowedOrigins.1',
    ]);
  });

  it('is told along with all others', async () => {
    const input = {
      name: ' x ',
      regionPreferences: [''],
      allowedOrigins: ['*', 'https://good.example', 'null'],
      branding: { buttonText: '', welcomeMessage: 'x'.repeat(301) },
    };
    expect(await faultsOf(input)).toEqual([
      ...['input.name', 'input.regionPreferences.0', 'input.allowedOrigins.0', 'input.allowedOrigins.2'],
      ...['input.branding.buttonText', 'input.branding.welcomeMessage'],
    ]);
  });

  it('in 200 copies is too much to look at', async () => {
    const input = { allowedOrigins: Array(200).fill('https://good.example') };
    await refusedSettings(server, owner, input, 'QUERY_TOO_COMPLEX');
  });

  it('spoils what is good beside it', async () => {
    await faultsOf({ name: 'A good name', allowedOrigins: ['*'] });
    await faultsOf({ name: 'A good name', openaiApiKey: 'short' });
  });
});

describe('settings at their limits', () => {
  it('are taken', async () => {
    const taken = await tenant(server);
    const settings = await change(server, taken, {
      name: 'x'.repeat(100),
      regionPreferences: Array.from({ length: 20 }, (_, n) => `${n}`.padEnd(100, '·')),
      allowedOrigins: Array.from({ length: 20 }, (_, n) => `https://shop-${n}.example`),
      branding: { buttonText: '🏗'.repeat(40), welcomeMessage: `${'x'.repeat(149)}\n\n${'y'.repeat(149)}` },
    });
    expect(settings.regionPreferences).toHaveLength(20);
    expect(settings.allowedOrigins).toHaveLength(20);
  });

  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
    ['https://my_site.example', 'https://my_site.example'],
    ['http://COMPANY.example:80', 'http://company.example'],
    ['https://straße.example', 'https://xn--strae-oqa.example'],
  ])('the origin %s is kept as %s', async (given, kept) => {
    const taken = await tenant(server);
    expect((await change(server, taken, { allowedOrigins: [given] })).allowedOrigins).toEqual([kept]);
  });

  it('are refused to who may not change them before anything is looked at', async () => {
    await refusedSettings(server, { token: 'x' }, { name: '' }, 'UNAUTHENTICATED');
  });
});
