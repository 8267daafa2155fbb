import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { LoginService } from './login.service.ts';
import { RegistrationService } from './registration.service.ts';
import { Tenant } from './tenant.model.ts';
import { TenantService } from './tenant.service.ts';
import {
  AuthPayload,
  LoginInput,
  OpenaiKeyStatus,
  RateLimit,
  RegisterTenantInput,
  RegisterTenantPayload,
  TierLimits,
  VerifyEmailPayload,
} from './tenant.types.ts';

@Resolver(() => Tenant)
export class TenantResolver {
  constructor(
    private readonly tenants: TenantService,
    private readonly registration: RegistrationService,
    private readonly logins: LoginService,
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

  @Mutation(() => RegisterTenantPayload)
  registerTenant(
    @Arg('input', () => RegisterTenantInput) input: RegisterTenantInput,
    @Ctx() { viewer }: Context,
  ): Promise<RegisterTenantPayload> {
    return this.registration.register(viewer, input);
  }

  @Mutation(() => VerifyEmailPayload)
  verifyEmail(
    @Arg('token', () => String) token: string,
    @Ctx() { viewer }: Context,
  ): Promise<VerifyEmailPayload> {
    return this.registration.verifyEmail(viewer, token);
  }

  @Mutation(() => AuthPayload)
  login(@Arg('input', () => LoginInput) input: LoginInput, @Ctx() { viewer }: Context): Promise<AuthPayload> {
    return this.logins.login(viewer, input);
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
