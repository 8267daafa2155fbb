import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { type Connection, PageArgs } from '../connection.ts';
import { AnalyticsService } from './analytics.service.ts';
import { Leads } from './leads.service.ts';
import { type Lead, LeadConnection, WidgetAnalytics, WidgetAnalyticsArgs } from './prospects.types.ts';

/** What tenants learn of who comes to their widgets. */
@Resolver()
export class ProspectsResolver {
  constructor(
    private readonly prospects: Leads,
    private readonly analytics: AnalyticsService,
  ) {}

  @Query(() => WidgetAnalytics, {
    description:
      'Widget funnel per day: views, sessions, estimates, leads. Whole days in UTC, at most 366; without bounds the last 30. Views show a few seconds later.',
  })
  widgetAnalytics(@Args() args: WidgetAnalyticsArgs, @Ctx() { viewer }: Context): Promise<WidgetAnalytics> {
    return this.analytics.analyse(viewer, args);
  }

  @Query(() => LeadConnection, { description: 'Captured customer contacts, newest first.' })
  leads(@Args() page: PageArgs, @Ctx() { viewer }: Context): Promise<Connection<Lead>> {
    return this.prospects.list(viewer, page);
  }
}
