import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultBranding } from '../../src/tenant/tenant.model.ts';
import { colleague, setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get } from '../support/graphql.ts';
import {
  askSettings,
  audited,
  change,
  refusedSettings,
  settingsMutation,
  settingsOf,
  tenantRow,
} from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('settings');
const configQuery =
  'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName leadCaptureRequired branding { buttonText primaryColor } } }';

let server: Started;
let owner: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
});
afterAll(() => server.close());
beforeEach(async () => {
  owner = await tenant(server);
});

const everything = {
  name: '  Alder & Reyes  ',
  regionPreferences: [' SoCal - Coastal ', 'Northern CA', 'Northern CA', 'SoCal - Coastal'],
  allowedOrigins: [
    'https://www.company.example/',
    'HTTPS://WWW.Company.Example:443',
    'http://localhost:3000',
  ],
  leadCaptureRequired: true,
  branding: {
    logoUrl: 'https://cdn.company.example/logo.svg',
    primaryColor: '#ABCDEF',
    buttonText: ' Ask 🏊‍♀️ us ',
    welcomeMessage: 'Hello!\r\nWhat shall we build?\n',
    privacyPolicyUrl: 'https://company.example/privacy',
  },
};

describe('settings', () => {
  it('take effect, tidied up, and are there for whoever looks', async () => {
    const settings = await change(server, owner, everything);
    expect(settings).toEqual({
      name: 'Alder & Reyes',
      regionPreferences: ['SoCal - Coastal', 'Northern CA'],
      allowedOrigins: ['https://www.company.example', 'http://localhost:3000'],
      leadCaptureRequired: true,
      branding: {
        logoUrl: 'https://cdn.company.example/logo.svg',
        primaryColor: '#abcdef',
        buttonText: 'Ask 🏊‍♀️ us',
        welcomeMessage: 'Hello!\nWhat shall we build?',
        privacyPolicyUrl: 'https://company.example/privacy',
      },
      openaiKey: { isSet: false, lastFour: null, validatedAt: null },
    });
    expect(await settingsOf(server, owner)).toEqual(settings);
  });

  it('that are absent stay; null is the default', async () => {
    const before = await change(server, owner, everything);
    const partly = { branding: { buttonText: 'Go' }, leadCaptureRequired: null };
    const branding = { ...before.branding, buttonText: 'Go' };
    expect(await change(server, owner, partly)).toEqual({ ...before, branding, leadCaptureRequired: false });
    const oneDefault = await change(server, owner, { branding: { logoUrl: null, welcomeMessage: null } });
    const { welcomeMessage } = defaultBranding;
    expect(oneDefault.branding).toEqual({ ...branding, logoUrl: null, welcomeMessage });
    const reset = { branding: null, regionPreferences: null, allowedOrigins: null, openaiApiKey: null };
    expect(await change(server, owner, reset)).toMatchObject({
      ...{ name: before.name, branding: defaultBranding, regionPreferences: [], allowedOrigins: [] },
    });
  });

  it.each([
    ['nothing', {}],
    ['an empty branding', { branding: {} }],
  ])('given as %s change nothing and are not audited', async (_what, input) => {
    const before = await tenantRow(database.db, owner);
    await change(server, owner, input);
    expect(await tenantRow(database.db, owner)).toEqual(before);
    expect(await audited(database.db, owner)).toEqual([]);
  });

  it('reach the widget within 2 s', async () => {
    const asking = { variables: { apiKey: owner.apiKey } };
    await get(server, configQuery, asking);
    await change(server, owner, {
      branding: { buttonText: 'New' },
      leadCaptureRequired: true,
      name: 'Newer',
    });
    expect(await get(server, configQuery, asking)).toEqual({
      widgetConfig: {
        ...{ tenantName: 'Newer', leadCaptureRequired: true },
        branding: { buttonText: 'New', primaryColor: defaultBranding.primaryColor },
      },
    });
  });

  it('decide at once from which pages the widget may be used', async () => {
    const asking = (origin: string) => ({ headers: { origin }, variables: { apiKey: owner.apiKey } });
    await visitor(server, owner, { headers: { origin: 'https://anywhere.example' } });
    await change(server, owner, { allowedOrigins: ['https://Shop.Example/', 'https://bücher.example:8443'] });
    for (const origin of ['https://shop.example', 'https://xn--bcher-kva.example:8443'])
      await get(server, configQuery, asking(origin));
    expect((await ask(server, configQuery, asking('https://anywhere.example'))).status).toBe(403);
    await change(server, owner, { allowedOrigins: [] });
    await get(server, configQuery, asking('https://anywhere.example'));
  });

  it('of two who change different fields at once all stand', async () => {
    const inputs = [
      { branding: { buttonText: 'Go' } },
      { branding: { primaryColor: '#000000' } },
      { name: 'Both & Co' },
      { allowedOrigins: ['https://a.example'] },
    ];
    await Promise.all(inputs.map((input) => change(server, owner, input)));
    expect(await settingsOf(server, owner)).toMatchObject({
      name: 'Both & Co',
      allowedOrigins: ['https://a.example'],
      branding: { ...defaultBranding, buttonText: 'Go', primaryColor: '#000000' },
    });
  });

  it('are audited by the names of what really changed and by whom, never by value', async () => {
    await change(server, owner, { ...everything, name: 'Planted Name' });
    await change(server, owner, { name: 'Planted Name', branding: { buttonText: 'Planted' } });
    await change(server, owner, { name: 'Planted Name', leadCaptureRequired: true, openaiApiKey: null });
    const entry = (fields: string[]) => ({
      ...{ action: 'tenant.settings_changed', actor: owner.email, details: { fields } },
    });
    const rows = await audited(database.db, owner);
    expect(rows).toEqual([
      entry([
        ...['name', 'regionPreferences', 'allowedOrigins', 'leadCaptureRequired', 'branding.logoUrl'],
        ...['branding.primaryColor', 'branding.buttonText', 'branding.welcomeMessage'],
        'branding.privacyPolicyUrl',
      ]),
      entry(['branding.buttonText']),
    ]);
    expect(JSON.stringify(rows)).not.toContain('Planted');
  });

  it('are the admins’ alone, and each tenant’s own', async () => {
    const other = await tenant(server);
    for (const role of ['READ_ONLY', 'STANDARD', 'OPERATOR'] as const) {
      const { token } = await colleague(server, database.db, owner, role);
      await refusedSettings(server, { token }, { name: 'Mine now' }, 'FORBIDDEN');
    }
    const guest = await visitor(server, owner);
    await refusedSettings(server, guest, { name: 'Mine now' }, 'FORBIDDEN');
    const anonymous = await ask(server, settingsMutation, { variables: { input: { name: 'Mine now' } } });
    expect(anonymous.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const before = await settingsOf(server, other);
    await change(server, owner, everything);
    expect(await settingsOf(server, other)).toEqual(before);
  });

  it('of a tenant that is deactivated meanwhile are not written', async () => {
    await setTenant(database.db, owner, { status: 'DEACTIVATED' });
    const { errors } = await askSettings(server, owner, { name: 'Too late' });
    expect(errors[0]?.extensions.code).toBe('TENANT_INACTIVE');
    expect((await tenantRow(database.db, owner)).name).not.toBe('Too late');
    expect(await audited(database.db, owner)).toEqual([]);
  });

  it('with an OpenAI key are refused whole where the server runs without a model', async () => {
    const before = await tenantRow(database.db, owner);
    const input = { name: 'Another', openaiApiKey: 'sk-planted-0123456789' };
    const error = await refusedSettings(server, owner, input, 'LLM_UNAVAILABLE');
    expect(error.extensions.retryable).toBe(true);
    expect(await tenantRow(database.db, owner)).toEqual(before);
    expect(await audited(database.db, owner)).toEqual([]);
  });
});
