import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { type Connection, PageArgs } from '../connection.ts';
import { ApiKeysService } from './api-keys.service.ts';
import type { AuditEntry } from './audit.model.ts';
import { AuditService } from './audit.service.ts';
import { SettingsService } from './settings.service.ts';
import { Tenant } from './tenant.model.ts';
import { TenantService } from './tenant.service.ts';
import {
  AuditEntryConnection,
  OpenaiKeyStatus,
  RateLimit,
  RotateApiKeyPayload,
  TierLimits,
  UpdateTenantSettingsInput,
} from './tenant.types.ts';
import { TenantLifeService } from './tenant-life.service.ts';

@Resolver(() => Tenant)
export class TenantResolver {
  constructor(
    private readonly tenants: TenantService,
    private readonly settings: SettingsService,
    private readonly apiKeys: ApiKeysService,
    private readonly life: TenantLifeService,
    private readonly audit: AuditService,
  ) {}

  @Query(() => Tenant)
  tenant(@Ctx() { viewer }: Context): Promise<Tenant> {
    return this.tenants.get(viewer);
  }

  @Query(() => RateLimit, {
    description: "What is left of this hour's quota; reading it costs nothing.",
  })
  rateLimit(@Ctx() { viewer }: Context): Promise<RateLimit> {
    return this.tenants.rateLimit(viewer);
  }

  @Query(() => AuditEntryConnection, { description: 'Newest first.' })
  auditLog(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: Context,
  ): Promise<Connection<AuditEntry>> {
    return this.audit.list(viewer, page);
  }

  @Mutation(() => Tenant)
  updateTenantSettings(
    @Arg('input', () => UpdateTenantSettingsInput) input: UpdateTenantSettingsInput,
    @Ctx() { viewer }: Context,
  ): Promise<Tenant> {
    return this.settings.update(viewer, input);
  }

  @Mutation(() => RotateApiKeyPayload, {
    description: 'The old key keeps working for gracePeriodHours (0 to 168).',
  })
  rotateApiKey(
    @Arg('gracePeriodHours', () => Int, { defaultValue: 24 }) gracePeriodHours: number,
    @Ctx() { viewer }: Context,
  ): Promise<RotateApiKeyPayload> {
    return this.apiKeys.rotate(viewer, gracePeriodHours);
  }

  @Mutation(() => Tenant, { description: "confirmName must equal the tenant's name." })
  deactivateTenant(
    @Arg('confirmName', () => String) confirmName: string,
    @Ctx() { viewer }: Context,
  ): Promise<Tenant> {
    return this.life.deactivate(viewer, confirmName);
  }

  @FieldResolver(() => Boolean)
  isActive(@Root() tenant: Tenant): boolean {
    return tenant.status === 'ACTIVE';
  }

  @FieldResolver(() => TierLimits)
  limits(@Root() tenant: Tenant): TierLimits {
    return this.tenants.limits(tenant);
  }

  @FieldResolver(() => [String], { nullable: true, description: 'Admins only.' })
  allowedOrigins(@Root() tenant: Tenant, @Ctx() { viewer }: Context): string[] | null {
    return this.tenants.forAdmins(viewer, tenant, () => tenant.allowedOrigins);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Admins only. `efofx_` and the key's id; the key itself is shown once.",
  })
  apiKeyPrefix(@Root() tenant: Tenant, @Ctx() { viewer }: Context): string | null {
    return this.tenants.forAdmins(viewer, tenant, () => tenant.apiKeyPrefix);
  }

  @FieldResolver(() => OpenaiKeyStatus, {
    nullable: true,
    description: "Admins only. Whether a key of the tenant's own is stored, and its last four characters.",
  })
  openaiKey(@Root() tenant: Tenant, @Ctx() { viewer }: Context): OpenaiKeyStatus | null {
    return this.tenants.forAdmins(viewer, tenant, () => this.tenants.openaiKey(tenant));
  }
}
