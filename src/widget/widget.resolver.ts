import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { Estimation } from '../estimation/estimation.model.ts';
import { EstimationService } from '../estimation/estimation.service.ts';
import { WidgetEstimateInput } from '../estimation/estimation-input.types.ts';
import { ViewerService } from './viewer.service.ts';
import { WidgetService } from './widget.service.ts';
import { CustomerInfoInput, StartWidgetSessionInput, ViewerPayload, WidgetSession } from './widget.types.ts';
import { WidgetConfig } from './widget-session.model.ts';

@Resolver()
export class WidgetResolver {
  constructor(
    private readonly widgets: WidgetService,
    private readonly estimations: EstimationService,
    private readonly viewers: ViewerService,
  ) {}

  @Query(() => ViewerPayload, {
    description: 'Who am I: user, tenant, role, or the widget session.',
  })
  viewer(@Ctx() { viewer }: Context): Promise<ViewerPayload> {
    return this.viewers.describe(viewer);
  }

  @Query(() => WidgetConfig, {
    description:
      "Branding for an embedded widget. Counts a view of the day unless DNT or GPC is set; creates no session. An unverified tenant's key answers as an unknown one.",
  })
  widgetConfig(
    @Arg('apiKey', () => String) apiKey: string,
    @Ctx() { viewer }: Context,
  ): Promise<WidgetConfig> {
    return this.widgets.config(viewer, apiKey);
  }

  @Mutation(() => WidgetSession)
  startWidgetSession(
    @Arg('input', () => StartWidgetSessionInput) input: StartWidgetSessionInput,
    @Ctx() { viewer }: Context,
  ): Promise<WidgetSession> {
    return this.widgets.start(viewer, input);
  }

  @Mutation(() => Estimation, {
    description: 'Metered. The one-shot estimate without a conversation.',
  })
  widgetEstimate(
    @Arg('input', () => WidgetEstimateInput) input: WidgetEstimateInput,
    @Ctx() { viewer }: Context,
  ): Promise<Estimation> {
    return this.estimations.start(viewer, input);
  }

  @Mutation(() => WidgetSession)
  captureCustomerInfo(
    @Arg('input', () => CustomerInfoInput) input: CustomerInfoInput,
    @Ctx() { viewer }: Context,
  ): Promise<WidgetSession> {
    return this.widgets.capture(viewer, input);
  }
}
