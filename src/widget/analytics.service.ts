import { memberOf, type Viewer } from '../auth/viewer.ts';
import { Estimation } from '../estimation/estimation.model.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { daysBetween } from './days.ts';
import type { WidgetAnalytics, WidgetAnalyticsArgs, WidgetDay } from './prospects.types.ts';
import type { WidgetDays } from './widget-days.service.ts';
import { StoredWidgetSession } from './widget-session.model.ts';

export interface AnalyticsDependencies {
  database: Database;
  days: WidgetDays;
}

/** How many looked at a tenant's widget, talked to it, got an estimate and can be reached. */
export class AnalyticsService {
  readonly #d: AnalyticsDependencies;

  constructor(dependencies: AnalyticsDependencies) {
    this.#d = dependencies;
  }

  /** Whole days, UTC; the last 30 where nothing is said. Fails with BAD_USER_INPUT at `from` for none and for too many. */
  async analyse(viewer: Viewer, { from = null, to = null }: WidgetAnalyticsArgs): Promise<WidgetAnalytics> {
    const owner = memberOf(viewer);
    const { first, last, all } = daysBetween(from, to, new Date());
    const counted = await this.#d.days.read(owner, first, last);
    const days = await Promise.all(
      all.map(async (date) => ({
        date,
        views: counted.get(date)?.views ?? 0,
        sessions: counted.get(date)?.sessions ?? 0,
        estimates: await scoped(this.#d.database, Estimation, owner).count({ widgetDay: date }),
        leads: await scoped(this.#d.database, StoredWidgetSession, owner).count({ leadDay: date }),
      })),
    );
    return { days, totals: totalOf(days) };
  }
}

function totalOf(days: readonly WidgetDay[]): WidgetDay {
  const sumOf = (name: 'views' | 'sessions' | 'estimates' | 'leads') =>
    days.reduce((sum, day) => sum + day[name], 0);
  return {
    date: null,
    views: sumOf('views'),
    sessions: sumOf('sessions'),
    estimates: sumOf('estimates'),
    leads: sumOf('leads'),
  };
}
