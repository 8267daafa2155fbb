import type { StandingService } from '../account/standing.service.ts';
import type { Viewer } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';
import type { TenantService } from '../tenant/tenant.service.ts';
import type { WidgetService } from './widget.service.ts';
import type { ViewerPayload } from './widget.types.ts';

/** Tells viewers who they are. */
export class ViewerService {
  constructor(
    private readonly standing: StandingService,
    private readonly tenants: TenantService,
    private readonly widgets: WidgetService,
  ) {}

  async describe(viewer: Viewer): Promise<ViewerPayload> {
    const nobody: ViewerPayload = { role: null, user: null, tenant: null, widgetSession: null };
    if (viewer.kind === 'visitor') return { ...nobody, widgetSession: await this.widgets.session(viewer) };
    if (viewer.kind === 'anonymous') throw viewer.fault ?? new Failure('UNAUTHENTICATED', 'Please sign in.');
    const [user, tenant] = await Promise.all([
      this.standing.user(viewer),
      viewer.tenantId === null ? null : this.tenants.get(viewer),
    ]);
    return { ...nobody, role: viewer.role, user, tenant };
  }
}
