import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { invitationMail, verificationMail } from '../../src/account/mails.ts';
import { newLeadMail } from '../../src/widget/mails.ts';
import { browser } from '../support/browser.ts';

const chromium = browser();
const url = 'https://api.company.example/verify?token=Aa0_-';
const customerInfo = { name: 'Ana', email: 'ana@example.com', phone: '619 555 0100' };
const letters = [
  { name: 'our own', ...verificationMail('Blue Pools', url) },
  {
    name: 'with facts',
    ...newLeadMail({ tenantName: 'Blue Pools', customerInfo, pageUrl: null, sessionId: 'a' }),
  },
  ...['#f2c200', '#0b2545', '#777777', '#ffffff'].map((primaryColor) => ({
    name: `in ${primaryColor}`,
    ...invitationMail('Blue Pools', url, { logoUrl: null, primaryColor }),
  })),
];

describe.each(['light', 'dark'] as const)('letters in a %s mail program', (colorScheme) => {
  it.each(letters)('can be read by everybody: $name', async ({ html }) => {
    const { page } = await chromium.open({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme });
    await page.setContent(html);
    await page.addScriptTag({ content: axe.source });
    const { violations } = await page.evaluate<axe.AxeResults>(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })",
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  });
});
