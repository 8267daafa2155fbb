import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { EmailAddress } from '../scalars.ts';
import {
  AuthPayload,
  LoginInput,
  RegisterTenantInput,
  RegisterTenantPayload,
  VerifyEmailPayload,
} from './account.types.ts';
import { InvitationService } from './invitation.service.ts';
import { LoginService } from './login.service.ts';
import { LoginSessionsService } from './login-sessions.service.ts';
import { PasswordResetService } from './password-reset.service.ts';
import { RegistrationService } from './registration.service.ts';

@Resolver()
export class AccountResolver {
  constructor(
    private readonly registration: RegistrationService,
    private readonly logins: LoginService,
    private readonly sessions: LoginSessionsService,
    private readonly resets: PasswordResetService,
    private readonly invitations: InvitationService,
  ) {}

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

  @Mutation(() => Boolean, { description: 'Same answer whether or not the address is known.' })
  resendVerification(
    @Arg('email', () => EmailAddress) email: string,
    @Ctx() { viewer }: Context,
  ): Promise<boolean> {
    return this.registration.resendVerification(viewer, email);
  }

  @Mutation(() => AuthPayload)
  login(@Arg('input', () => LoginInput) input: LoginInput, @Ctx() { viewer }: Context): Promise<AuthPayload> {
    return this.logins.login(viewer, input);
  }

  @Mutation(() => AuthPayload, {
    description: 'Rotates the refresh token; a token used twice ends the whole family.',
  })
  refreshSession(
    @Arg('refreshToken', () => String) refreshToken: string,
    @Ctx() { viewer }: Context,
  ): Promise<AuthPayload> {
    return this.sessions.refresh(viewer, refreshToken);
  }

  @Mutation(() => Boolean, { description: 'Ends the family of this refresh token.' })
  logout(
    @Arg('refreshToken', () => String) refreshToken: string,
    @Ctx() { viewer }: Context,
  ): Promise<boolean> {
    return this.sessions.logout(viewer, refreshToken);
  }

  @Mutation(() => Boolean, { description: 'Same answer whether or not the address is known.' })
  requestPasswordReset(
    @Arg('email', () => EmailAddress) email: string,
    @Ctx() { viewer }: Context,
  ): Promise<boolean> {
    return this.resets.request(viewer, email);
  }

  @Mutation(() => Boolean)
  resetPassword(
    @Arg('token', () => String) token: string,
    @Arg('newPassword', () => String) newPassword: string,
    @Ctx() { viewer }: Context,
  ): Promise<boolean> {
    return this.resets.reset(viewer, token, newPassword);
  }

  @Mutation(() => AuthPayload)
  acceptInvite(
    @Arg('token', () => String) token: string,
    @Arg('password', () => String) password: string,
    @Ctx() { viewer }: Context,
  ): Promise<AuthPayload> {
    return this.invitations.accept(viewer, token, password);
  }
}
