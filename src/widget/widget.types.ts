import { MaxLength } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Role, User } from '../account/user.model.ts';
import { IfGiven } from '../if-given.ts';
import { DateTime, EmailAddress, UUID } from '../scalars.ts';
import { Tenant } from '../tenant/tenant.model.ts';
import { CustomerInfo, WidgetConfig } from './widget-session.model.ts';

@InputType()
export class StartWidgetSessionInput {
  @Field(() => String)
  @MaxLength(200)
  apiKey!: string;

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(35)
  locale?: string | null;

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(2_000)
  pageUrl?: string | null;
}

@InputType()
export class CustomerInfoInput {
  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(100)
  name?: string | null;

  @Field(() => EmailAddress, { nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(40)
  phone?: string | null;
}

@ObjectType()
export class WidgetSession {
  @Field(() => String, {
    description: 'Bearer credential of this visitor; valid for 24 hours.',
  })
  sessionToken!: string;

  @Field(() => UUID)
  sessionId!: string;

  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => WidgetConfig)
  config!: WidgetConfig;

  @Field(() => CustomerInfo, { nullable: true })
  customerInfo!: CustomerInfo | null;
}

@ObjectType('Viewer', {
  description:
    'user, role and tenant of a signed-in user (tenant null for an operator); widgetSession alone for a visitor.',
})
export class ViewerPayload {
  @Field(() => Role, { nullable: true })
  role!: keyof typeof Role | null;

  @Field(() => User, { nullable: true })
  user!: User | null;

  @Field(() => Tenant, { nullable: true })
  tenant!: Tenant | null;

  @Field(() => WidgetSession, { nullable: true })
  widgetSession!: WidgetSession | null;
}
