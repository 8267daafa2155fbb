import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PasswordResetService } from '../../src/account/password-reset.service.ts';
import { Failure } from '../../src/errors.ts';
import { logIn, type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { adminOf, invited, link, open, send } from '../support/pages.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('pages-forms');
const password = 'seven green kettles hum 31';
let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server);
});
afterAll(() => server.close());

const tenantsLink = async (kind: 'reset' | 'invite') => {
  const person =
    kind === 'invite' ? await invited(database.db, company, 'STANDARD') : await adminOf(database.db, company);
  return { person, token: await link(database.db, kind, person) };
};

describe('choosing a password', () => {
  it('changes a lost one, once, and says where to go next', async () => {
    const own = await tenant(server);
    const token = await link(database.db, 'reset', await adminOf(database.db, own));
    const done = await send(server, '/reset', { token, password });
    expect(done.status).toBe(200);
    expect(done.text).toContain('Your password is changed');
    expect(done.text).toContain(`${server.url}/graphql`);
    expect(done.html).toContain('<a class="button" href="/graphql">');
    expect(done.html).not.toContain(token);
    await logIn(server, { email: own.email, password });
    const again = await send(server, '/reset', { token, password: `${password}!` });
    expect(again.status).toBe(400);
    expect(again.text).toContain('used already');
    await logIn(server, { email: own.email, password });
  });

  it('lets who was invited in, once', async () => {
    const { person, token } = await tenantsLink('invite');
    const answers = await Promise.all([1, 2, 3].map(() => send(server, '/invite', { token, password })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(answers.find(({ status }) => status === 200)?.text).toContain('You are in');
    await logIn(server, { email: person.email, password });
  });

  it('asks again for a weak one, with the reason, without repeating it; the link stays good', async () => {
    for (const kind of ['reset', 'invite'] as const) {
      const { token } = await tenantsLink(kind);
      for (const [weak, reason] of [
        ['tiny-9', 'at least 12'],
        ['password1234', 'too easy to guess'],
        ['Zq7!'.repeat(40), 'at most 128'],
        ['', 'at least 12'],
      ] as const) {
        const page = await send(server, `/${kind}`, { token, password: weak });
        expect(page.status).toBe(400);
        expect(page.text).toContain(reason);
        expect(page.title).toMatch(/^Error: /);
        expect(page.html).toMatch(/id="password-error" role="alert"/);
        expect(page.html).toMatch(
          /<input id="password"[^>]*aria-describedby="password-error password-rules" aria-invalid="true" autofocus>/,
        );
        if (weak) expect(page.html).not.toContain(weak);
      }
      expect((await send(server, `/${kind}`, { token })).text).toContain('at least 12');
      expect((await open(server, `/${kind}`, token)).title).not.toContain('Error');
      expect((await send(server, `/${kind}`, { token, password })).status).toBe(200);
    }
  });

  it('leads to no playground where there is none', async () => {
    const bare = await start({
      MONGODB_URI: database.uri,
      DATA_DIR: server.dataDir,
      PLAYGROUND: '0',
      PUBLIC_URL: 'https://api.company.example',
    });
    try {
      const { token } = await tenantsLink('invite');
      const { html, text } = await send(bare, '/invite', { token, password });
      expect(text).toContain('You are in');
      expect(text).toContain('https://api.company.example/graphql');
      expect(html).not.toContain('href="/graphql"');
    } finally {
      await bare.close();
    }
  });
});

describe('asking for another link', () => {
  it('answers alike for every address', async () => {
    for (const path of ['/reset', '/verify']) {
      const said = await Promise.all(
        [company.email, 'nobody@elsewhere.example', 'Nobody@Elsewhere.Example '].map(async (email) => {
          const { status, text } = await send(server, path, { email });
          return { status, text: text.replace(email.trim().toLowerCase(), '…') };
        }),
      );
      expect(said[0]?.text).toContain('If … belongs to an account');
      expect(said[0]?.status).toBe(200);
      expect(said[1]).toEqual(said[0]);
      expect(said[2]).toEqual(said[0]);
    }
    expect((await send(server, '/reset', { email: 'a@b.example' })).text).toContain(
      'once and for 30 minutes',
    );
    expect((await send(server, '/verify', { email: 'a@b.example' })).text).toContain('once and for 24 hours');
  });

  it('asks again for what is no address, and keeps it to be mended', async () => {
    for (const path of ['/reset', '/verify'])
      for (const email of [
        '',
        'ada',
        'ada@',
        '"><script>alert(1)</script>@x.example',
        'a@b\r\nbcc: c@d.example',
      ]) {
        const page = await send(server, path, { email });
        expect(page.status).toBe(400);
        expect(page.title).toMatch(/^Error: /);
        expect(page.text).toContain('Enter an e-mail address');
        expect(page.html).toMatch(
          /<input id="email"[^>]*aria-describedby="email-error" aria-invalid="true" autofocus>/s,
        );
        expect(page.html).not.toContain('<script');
      }
    expect((await send(server, '/reset', { email: 'a"b&' })).html).toContain('value="a&#34;b&#38;"');
  });

  it('is what the pages are without a link', async () => {
    expect((await open(server, '/reset')).text).toContain('Forgot your password?');
    expect((await open(server, '/verify')).text).toContain('Get a new link');
  });
});

describe('what no form sends', () => {
  const post = (path: string, body: string | null, type?: string) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      body,
      ...(type && { headers: { 'content-type': type } }),
    });

  it('gets a page that says so, and never a fault of ours', async () => {
    for (const path of ['/verify', '/reset', '/invite']) {
      const form = 'application/x-www-form-urlencoded';
      for (const [body, type, status] of [
        ['{"token":"x"}', 'application/json', 415],
        ['token=x', 'text/plain', 415],
        ['--x\r\n\r\n--x--', 'multipart/form-data; boundary=x', 415],
        [`token=${'x'.repeat(100 * 1_024)}`, form, 413],
        ['__proto__=1&constructor=2&token=%ff%fe&password=%', form, 400],
        ['token=x&token=y', `${form}; charset=utf-8`, 400],
        ['', form, 400],
      ] as const) {
        const answer = await post(path, body, type);
        expect(answer.status, `${path} ${type}`).toBe(status);
        expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(await answer.text()).toMatch(/<main>[\s\S]*<h1>/);
      }
      expect((await post(path, null)).status).toBe(400);
    }
    expect(server.log.join('')).not.toContain('page failed');
  });

  it('tells how long to wait, and when the fault is ours, in pages too', async () => {
    const request = vi.spyOn(PasswordResetService.prototype, 'request');
    request.mockRejectedValueOnce(new Failure('RATE_LIMITED', 'Too many.', { retryAfterSeconds: 610 }));
    const tooMany = await send(server, '/reset', { email: 'a@b.example' });
    expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '610']);
    expect(tooMany.text).toContain('wait 10 minutes');
    request.mockRejectedValueOnce(new Error('secret of the inside'));
    const fault = await send(server, '/reset', { email: 'a@b.example' });
    expect(fault.status).toBe(500);
    expect(fault.text).toMatch(/tell us this number: [0-9a-f-]{36}/);
    expect(fault.text).not.toContain('secret');
    request.mockRejectedValueOnce(new Failure('SERVICE_UNAVAILABLE', 'not now'));
    expect((await send(server, '/reset', { email: 'a@b.example' })).status).toBe(503);
  });
});
