import { expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { smuggled } from '../support/fuzz.ts';
import { fuzz } from '../support/fuzz-run.ts';
import { mark } from '../support/fuzz-values.ts';

const database = freshDatabase('fuzz');

it('three hundred made-up operations are answered with a code each; none breaks anything, no operator reaches a filter', async () => {
  const report = await fuzz(database, 300, 7);
  expect(report.faults).toEqual([]);
  expect(report.operations).toBe(300);
  expect(report.commands).toBeGreaterThan(300);
  expect(report.codes.ok).toBeGreaterThan(10);
}, 120_000);

it('an operator in a filter would be seen', () => {
  const sent = (filter: object) => ({ name: 'find', collection: 'users', command: { filter } });
  expect(smuggled(sent({ tenantId: 'a', email: { $eq: mark } }))).toBeNull();
  expect(smuggled(sent({ tenantId: 'a', email: { $ne: mark } }))).toContain('$ne');
  expect(smuggled(sent({ tenantId: 'a', email: { $eq: { $gt: mark } } }))).toContain('$eq');
  expect(smuggled(sent({ tenantId: 'a', $or: [{ email: { $in: [mark] } }] }))).toContain('$in');
});
