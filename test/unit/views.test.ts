import { expect, it, vi } from 'vitest';
import { durations } from '../../src/durations.ts';
import { Views } from '../../src/widget/views.service.ts';
import type { WidgetDays } from '../../src/widget/widget-days.service.ts';

it('counts views again that the database did not take, and says so', async () => {
  const written: number[] = [];
  const faults: unknown[] = [];
  const away = new Error('away');
  let isAway = true;
  const days = {
    add: async (_owner: unknown, _day: string, { views }: { views: number }) => {
      if (isAway) throw away;
      written.push(views);
    },
  } as unknown as WidgetDays;
  const onFault = (error: unknown) => void faults.push(error);
  const views = new Views({ days, onFault, durations: { ...durations, viewFlushMs: 5 } });
  for (let count = 0; count < 3; count += 1) views.count('a');
  await vi.waitFor(() => expect(faults).toContain(away));
  views.count('a');
  expect(written).toEqual([]);
  isAway = false;
  await views.close();
  expect(written.reduce((sum, one) => sum + one, 0)).toBe(4);
});
