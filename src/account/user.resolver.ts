import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { type Connection, PageArgs } from '../connection.ts';
import { InviteUserInput, UserConnection } from './account.types.ts';
import { InvitationService } from './invitation.service.ts';
import { MembersService } from './members.service.ts';
import { TenantRole, type TenantRoleName, User } from './user.model.ts';

@Resolver(() => User)
export class UserResolver {
  constructor(
    private readonly members: MembersService,
    private readonly invitations: InvitationService,
  ) {}

  @Query(() => UserConnection)
  users(@Args(() => PageArgs) page: PageArgs, @Ctx() { viewer }: Context): Promise<Connection<User>> {
    return this.members.list(viewer, page);
  }

  @Mutation(() => User)
  inviteUser(
    @Arg('input', () => InviteUserInput) input: InviteUserInput,
    @Ctx() { viewer }: Context,
  ): Promise<User> {
    return this.invitations.invite(viewer, input);
  }

  @Mutation(() => User)
  updateUserRole(
    @Arg('userId', () => ID) userId: string,
    @Arg('role', () => TenantRole) role: TenantRoleName,
    @Ctx() { viewer }: Context,
  ): Promise<User> {
    return this.members.updateRole(viewer, userId, role);
  }

  @Mutation(() => Boolean)
  removeUser(@Arg('userId', () => ID) userId: string, @Ctx() { viewer }: Context): Promise<boolean> {
    return this.members.remove(viewer, userId);
  }
}
