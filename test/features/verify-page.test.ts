import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkToken, logIn, newestMail, register } from '../support/actors.ts';
import { ask } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const publicUrl = 'https://api.company.example';

let server: Started;

beforeAll(async () => {
  server = await start({ PUBLIC_URL: `${publicUrl}/` });
});
afterAll(() => server.close());

const open = (token: string, init: RequestInit = {}) =>
  fetch(`${server.url}/verify?token=${encodeURIComponent(token)}`, init);

const press = (token: string) =>
  fetch(`${server.url}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }),
  });

async function registered() {
  const account = await register(server);
  return { ...account, token: linkToken(await newestMail(server, account.email)) };
}

describe('the page behind the link in the mail', () => {
  it('changes nothing however often it is opened; its button confirms the address, once', async () => {
    const account = await registered();
    for (let count = 0; count < 3; count += 1) {
      const page = await open(account.token);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<form method="post" action="/verify">');
    }
    expect((await open(account.token, { method: 'HEAD' })).status).toBe(200);
    await expect(logIn(server, account)).rejects.toThrow('EMAIL_NOT_VERIFIED');

    const pressed = await press(account.token);
    expect(pressed.status).toBe(200);
    expect(await pressed.text()).toContain(account.name);
    await logIn(server, account);
    const again = await press(account.token);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('used already');
  });

  it('tells of unknown, missing and hostile tokens without an error of its own', async () => {
    for (const token of ['unknown', '', '"><script>alert(1)</script>', 'x'.repeat(3_000)]) {
      const page = await press(token);
      expect(page.status).toBe(400);
      expect(await page.text()).not.toContain('<script');
    }
    const empty = await fetch(`${server.url}/verify`, { method: 'POST' });
    expect(empty.status).toBeLessThan(500);
    const huge = await press('x'.repeat(10_000));
    expect(huge.status).toBe(413);
  });

  it('repeats nothing of a made-up address', async () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&`;
    const page = await (await open(hostile)).text();
    expect(page).not.toMatch(/<script|<img|onerror='/);
    expect(page).not.toContain('alert(');
    const several = await fetch(`${server.url}/verify?token=one&token=<b>two`);
    expect(await several.text()).not.toContain('<b>');
  });

  it('may load nothing from elsewhere, holds no script and no inline style, and is not kept', async () => {
    const page = await open('anything');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await page.text();
    expect(text).not.toMatch(/<script|<style|style=|\son\w+=|https?:/);
    const [, sheet] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
    expect((await fetch(server.url + sheet)).headers.get('content-type')).toContain('text/css');
  });
});

describe('the link', () => {
  it('leads to the address that the server is known by, whatever the request’s headers say', async () => {
    const email = 'poisoned@company.example';
    await ask(
      server,
      'mutation ($input: RegisterTenantInput!) { registerTenant(input: $input) { tenantId } }',
      {
        headers: {
          'x-forwarded-host': 'evil.example',
          'x-forwarded-proto': 'http',
          origin: 'https://evil.example',
        },
        variables: { input: { name: 'Poisoned', email, password: 'correct horse battery staple 42' } },
      },
    );
    const mail = await newestMail(server, email);
    expect(mail).not.toContain('evil.example');
    expect(mail.replaceAll('=\r\n', '')).toContain(`${publicUrl}/verify?token=3D`);
  });

  it('leads there for a request with another Host too', async () => {
    const email = 'host@company.example';
    const { request } = await import('node:http');
    const body = JSON.stringify({
      query: 'mutation ($input: RegisterTenantInput!) { registerTenant(input: $input) { tenantId } }',
      variables: { input: { name: 'Other host', email, password: 'correct horse battery staple 42' } },
    });
    await new Promise((resolve, reject) => {
      const sent = request(`${server.url}/graphql`, {
        method: 'POST',
        headers: { host: 'evil.example', 'content-type': 'application/json' },
      });
      sent.on('response', (response) => response.resume().on('end', resolve));
      sent.on('error', reject);
      sent.end(body);
    });
    const mail = await newestMail(server, email);
    expect(mail).not.toContain('evil.example');
    expect(linkToken(mail)).toMatch(/^[\w-]{43}$/);
  });
});
