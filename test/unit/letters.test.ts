import { describe, expect, it } from 'vitest';
import {
  addressTakenMail,
  invitationMail,
  invitedElsewhereMail,
  resetMail,
  verificationMail,
} from '../../src/account/mails.ts';
import { type Letter, letter } from '../../src/tenant/letter.ts';
import { deactivatedMail } from '../../src/tenant/mails.ts';
import { newLeadMail } from '../../src/widget/mails.ts';

const url = 'https://api.company.example/verify?token=Aa0_-&lang=es';
const company = "O'Hara & Söhne Pools";
const branding = { logoUrl: 'https://cdn.company.example/logo.png?a=1&b=2', primaryColor: '#f2c200' };
const lead = {
  tenantName: company,
  customerInfo: { name: 'Ana Pérez', email: 'ana.perez@mail.example', phone: '+1 (619) 555-0100' },
  pageUrl: 'https://pools.example/contact?from=ad',
  sessionId: '0b0e8a3c-6a0e-4f0e-9a68-0d8b3b3e2b11',
};
const letters: Record<string, Letter> = {
  verification: verificationMail(company, url),
  'address taken': addressTakenMail(),
  reset: resetMail(url),
  invitation: invitationMail(company, url),
  'invitation in the company’s look': invitationMail(company, url, branding),
  'invited elsewhere': invitedElsewhereMail(company, branding),
  deactivated: deactivatedMail(company, new Date('2027-03-05T23:59:59Z')),
  'new lead': newLeadMail(lead),
};
const withLink = ['verification', 'reset', 'invitation', 'invitation in the company’s look'];
const all = Object.entries(letters).map(([name, one]) => ({ name, ...one }));

/** The page's words, as they are read. */
const wordsOf = (html: string): string =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');
/** What a mail program would make links of. */
const linksIn = (text: string): string[] =>
  text.match(
    /\w+:\/\/\S+|\bwww\.\S+|(?<![@\w.])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:example|com)\b[^\s@]*(?!@)/gi,
  ) ?? [];

describe('every letter', () => {
  it.each(all)('says the same as text and as a page: $name', ({ text, html }) => {
    const words = wordsOf(html);
    const lines = text.split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const facts = line.replace(/:$/, '').split(/: (?=.)/);
      for (const fact of facts) expect(words).toContain(fact);
    }
  });

  it.each(all)('has its link first, or none: $name', ({ name, text, html }) => {
    const expected = withLink.includes(name) ? [url] : [];
    expect(linksIn(text.replaceAll('ana.perez@mail.example', ''))).toEqual(expected);
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href?.replaceAll('&#38;', '&'));
    expect(new Set(hrefs)).toEqual(new Set(expected));
  });

  it.each(all)('is a page of its own that loads nothing but a company’s logo: $name', ({ name, html }) => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/<(script|style|link|form|iframe)\b/i);
    const sources = [...html.matchAll(/src="([^"]*)"/g)].map(([, src]) => src);
    const isBranded = /look|elsewhere/.test(name);
    expect(sources).toEqual(isBranded ? [branding.logoUrl.replace('&', '&#38;')] : []);
    expect(html).toContain(isBranded ? branding.primaryColor : '#1f5eff');
  });
});

describe('a letter says', () => {
  it.each([
    ['verification', /within 24 hours/, /did not register, ignore/],
    ['reset', /within 30 minutes/, /did not ask for it, ignore/],
    ['invitation', /within 7 days/, /do not know the sender, ignore/],
    ['address taken', /log in as usual/, /was not you, there is nothing to do/],
    ['invited elsewhere', /another address/, /do not know the sender, ignore/],
    ['deactivated', /until 5 March 2027/, /If this is a mistake/],
  ])('in %s how long it holds and what to do otherwise', (name, ...facts) => {
    for (const fact of facts) expect(letters[name]?.text).toMatch(fact);
  });

  it('in a new lead who wants to be called, where, and nothing that was not left', () => {
    expect(letters['new lead']?.subject).toBe('New lead: Ana Pérez');
    expect(letters['new lead']?.text).toContain('Phone: +1 (619) 555-0100');
    expect(letters['new lead']?.text).toContain('E-mail: ana.perez@mail.example');
    const bare = newLeadMail({
      ...lead,
      customerInfo: { name: null, email: null, phone: '5550100' },
      pageUrl: null,
    });
    expect(bare.subject).toBe('New lead: 5550100');
    expect(bare.text).not.toMatch(/Name|E-mail|Page|null/);
  });
});

describe('what others write into a letter', () => {
  const hostile =
    'Win <b>now</b> https://evil.example/x?a="&b= www.evil.example\r\nBcc: x@evil.example\u2028next';
  const name = `${hostile} evil.com`;
  const infected: [string, Letter][] = [
    ['verification', verificationMail(name, url)],
    ['invitation', invitationMail(name, url, { ...branding, logoUrl: null })],
    ['invited elsewhere', invitedElsewhereMail(name, branding)],
    ['deactivated', deactivatedMail(name, new Date())],
    [
      'lead',
      newLeadMail({
        ...lead,
        tenantName: name,
        customerInfo: { name, email: null, phone: null },
        pageUrl: name,
      }),
    ],
  ];

  it.each(infected)('is neither markup nor a link nor another line: %s', (_what, { subject, text, html }) => {
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect(text).not.toMatch(/^(Bcc|next)/m);
    expect(html).not.toMatch(/<b>|"&b=/);
    const links = linksIn(`${subject}\n${text}`);
    expect(links).toEqual(links.includes(url) ? [url] : []);
    expect(html).not.toContain('href="https://evil');
    expect(linksIn(wordsOf(html)).every((link) => link === url)).toBe(true);
  });

  it('cannot break out of the look either', () => {
    const { html } = letter({
      subject: 's',
      head: { name: '"><img src=x>', logoUrl: 'https://x.example/"onload="x', color: '#000000"><script>' },
      heading: 'h',
      opening: [],
      action: { label: '</a><b>', url: 'https://x.example/"><b>' },
      closing: [],
    });
    expect(html).not.toMatch(/<script|<b>|<img src=x|"onload/);
  });

  it('stays readable: names and addresses with dots look as they did', () => {
    const { text } = verificationMail('St. Mary’s Pools.com Inc.', url);
    expect(text.replaceAll('\u200b', '')).toContain('St. Mary’s Pools.com Inc.');
    expect(newLeadMail(lead).text).toContain(lead.customerInfo.email);
  });
});
