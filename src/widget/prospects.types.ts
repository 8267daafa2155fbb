import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection.ts';
import { Estimation } from '../estimation/estimation.model.ts';
import { DateTime, UUID } from '../scalars.ts';
import { CustomerInfo } from './widget-session.model.ts';

/** A visitor who can be reached. */
@ObjectType()
export class Lead {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => CustomerInfo)
  customerInfo!: CustomerInfo;

  @Field(() => Estimation, { nullable: true })
  estimation!: Estimation | null;

  @Field(() => DateTime, { description: 'When the first contact of the session was left.' })
  createdAt!: Date;
}

export const LeadConnection = connectionOf(Lead, 'Lead');

@ArgsType()
export class WidgetAnalyticsArgs {
  @Field(() => DateTime, { nullable: true })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true })
  to?: Date | null;
}

@ObjectType()
export class WidgetDay {
  @Field(() => String, { nullable: true, description: 'A day in UTC, like 2026-11-24; null in the totals.' })
  date!: string | null;

  @Field(() => Int)
  views!: number;

  @Field(() => Int)
  sessions!: number;

  @Field(() => Int)
  estimates!: number;

  @Field(() => Int)
  leads!: number;
}

@ObjectType()
export class WidgetAnalytics {
  @Field(() => [WidgetDay], { description: 'Oldest first, days without anything included.' })
  days!: WidgetDay[];

  @Field(() => WidgetDay)
  totals!: WidgetDay;
}
