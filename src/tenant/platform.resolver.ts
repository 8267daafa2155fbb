import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import type { Connection } from '../connection.ts';
import { Tenant, Tier } from './tenant.model.ts';
import { TenantConnection, TenantsArgs } from './tenant.types.ts';
import { TenantLifeService } from './tenant-life.service.ts';
import type { TierName } from './tiers.ts';

/** What the platform's staff do. */
@Resolver()
export class PlatformResolver {
  constructor(private readonly life: TenantLifeService) {}

  @Query(() => TenantConnection)
  tenants(
    @Args(() => TenantsArgs) args: TenantsArgs,
    @Ctx() { viewer }: Context,
  ): Promise<Connection<Tenant>> {
    return this.life.list(viewer, args);
  }

  @Mutation(() => Tenant)
  changeTenantTier(
    @Arg('tenantId', () => ID) tenantId: string,
    @Arg('tier', () => Tier) tier: TierName,
    @Ctx() { viewer }: Context,
  ): Promise<Tenant> {
    return this.life.changeTier(viewer, tenantId, tier);
  }

  @Mutation(() => Tenant, { description: 'Within the 90 days of retention.' })
  reactivateTenant(@Arg('tenantId', () => ID) tenantId: string, @Ctx() { viewer }: Context): Promise<Tenant> {
    return this.life.reactivate(viewer, tenantId);
  }
}
