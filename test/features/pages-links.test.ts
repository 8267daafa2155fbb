import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  census,
  linkToken,
  newestMail,
  register,
  setTenant,
  type TenantActor,
  tenant,
} from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { adminOf, invited, link, open, platform, send } from '../support/pages.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('pages-links');
const paths = ['/verify', '/reset', '/invite'] as const;
let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
});
afterAll(() => server.close());

describe('opening a link', () => {
  it('changes nothing, however often and by whomever', async () => {
    const admin = await adminOf(database.db, company);
    const person = await invited(database.db, company, 'STANDARD');
    const reset = await link(database.db, 'reset', admin);
    const invite = await link(database.db, 'invite', person);
    const account = await register(server);
    const verify = linkToken(await newestMail(server, account.email));
    const before = await census(database.db);
    for (let count = 0; count < 3; count += 1) {
      expect((await open(server, '/verify', verify)).html).toContain('name="token"');
      expect((await open(server, '/reset', reset)).html).toContain('type="password"');
      expect((await open(server, '/invite', invite)).html).toContain('type="password"');
    }
    for (const path of paths)
      expect((await fetch(`${server.url}${path}?token=${reset}`, { method: 'HEAD' })).status).toBe(200);
    expect(await census(database.db)).toEqual(before);
  });

  it('says in the same words that one does not work, whether used, expired, unknown or for something else', async () => {
    const admin = await adminOf(database.db, company);
    const used = await link(database.db, 'reset', admin);
    await send(server, '/reset', { token: used, password: 'seven green kettles hum 31' });
    const expired = await link(database.db, 'reset', admin, -1);
    const other = await link(database.db, 'verify', admin);
    const gone = await link(database.db, 'reset', { ...admin, userId: 'nobody' });
    const tokens = [used, expired, other, gone, 'unknown', '', 'x'.repeat(3_000)];
    const pages = await Promise.all(tokens.map((token) => open(server, '/reset', token)));
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
    expect(pages[0]?.text).toContain('This link does not work');
    expect(pages[0]?.text).toContain('used already, has expired, or is not complete');
    const twice = await fetch(`${server.url}/reset?token=${other}&token=${expired}`);
    expect(await twice.text()).toBe(pages[0]?.html);
  });

  it('binds a link to its purpose', async () => {
    const admin = await adminOf(database.db, company);
    for (const kind of ['verify', 'reset', 'invite'] as const) {
      const token = await link(database.db, kind, admin);
      for (const path of paths) {
        const { text, html } = await open(server, path, token);
        expect(text.includes('This link does not work'), `${kind} at ${path}`).toBe(path !== `/${kind}`);
        expect(html.includes(token), `${kind} at ${path}`).toBe(path === `/${kind}`);
      }
    }
  });

  it('says what to do next where it does not work', async () => {
    expect((await open(server, '/verify', 'unknown')).html).toMatch(/action="\/verify"[\s\S]*name="email"/);
    expect((await open(server, '/reset', 'unknown')).html).toMatch(/action="\/reset"[\s\S]*name="email"/);
    const invite = await open(server, '/invite', 'unknown');
    expect(invite.text).toContain('ask the person who invited you');
    expect(invite.html).toContain('href="/reset"');
    expect((await open(server, '/invite')).text).toBe(invite.text);
  });

  it('does not open a deactivated tenant', async () => {
    const closed = await tenant(server);
    const person = await invited(database.db, closed, 'ADMIN');
    const reset = await link(database.db, 'reset', await adminOf(database.db, closed));
    const invite = await link(database.db, 'invite', person);
    await setTenant(database.db, closed, { status: 'DEACTIVATED' });
    expect((await open(server, '/reset', reset)).text).toContain('This link does not work');
    expect((await open(server, '/invite', invite)).text).toContain('This link does not work');
  });
});

describe('a page', () => {
  it('bears the name, the logo and the colour of the tenant that its link leads to', async () => {
    const branding = { logoUrl: 'https://cdn.example/logo.svg?a=1&b="2"', primaryColor: '#b5451b' };
    const branded = await tenant(server);
    await setTenant(database.db, branded, {
      name: 'Alder & "Reyes" <Builders>',
      'branding.logoUrl': branding.logoUrl,
      'branding.primaryColor': branding.primaryColor,
    });
    const token = await link(database.db, 'invite', await invited(database.db, branded, 'READ_ONLY'));
    const { html, text } = await open(server, '/invite', token);
    expect(html).toContain('href="/pages.css?color=b5451b"');
    expect(html).toMatch(
      /<img src="https:\/\/cdn\.example\/logo\.svg\?a=1&#38;b=&#34;2&#34;" alt="Alder &#38; &#34;Reyes&#34; &#60;Builders&#62;"/,
    );
    expect(text).toContain('Join Alder & "Reyes" <Builders>');
    expect(html).not.toMatch(/<script|<style|style=|\son\w+=/);
  });

  it('is efOfX’s own for platform staff and for links that lead nowhere', async () => {
    const operator = await invited(database.db, platform, 'OPERATOR');
    const { html, text } = await open(server, '/invite', await link(database.db, 'invite', operator));
    expect(html).toContain('href="/pages.css?color=1f5eff"');
    expect(text).toContain('Join the operators of efOfX');
    expect(text).toContain('as Operator');
    expect(html).toContain(operator.email);
    expect((await open(server, '/reset', 'unknown')).html).toContain('href="/pages.css?color=1f5eff"');
  });

  it('says whose invitation it is, for whom, and what the role means', async () => {
    for (const [role, word] of [
      ['READ_ONLY', 'as Reader'],
      ['STANDARD', 'as Member'],
      ['ADMIN', 'as Administrator'],
    ] as const) {
      const person = await invited(database.db, company, role);
      const { text, html } = await open(server, '/invite', await link(database.db, 'invite', person));
      expect(text).toContain(word);
      expect(text).not.toContain(role);
      expect(html).toContain(`value="${person.email}" readonly`);
    }
  });

  it('is not kept, sends no Referer, may load nothing from elsewhere but pictures, and leaves no token in the log', async () => {
    const token = await link(database.db, 'reset', await adminOf(database.db, company));
    const answers = await Promise.all([
      open(server, '/verify', 'unknown'),
      open(server, '/reset', token),
      open(server, '/invite'),
      send(server, '/reset', { token, password: 'short' }),
      send(server, '/verify', { token: 'unknown' }),
    ]);
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("form-action 'self'");
      expect(headers.get('set-cookie')).toBeNull();
    }
    expect(server.log.join('')).toContain('"/reset"');
    expect(server.log.join('')).not.toContain(token);
  });
});
