import { Arg, Args, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { memberOf } from '../auth/viewer.ts';
import { Estimation } from '../estimation/estimation.model.ts';
import { UUID } from '../scalars.ts';
import { ChatService } from './chat.service.ts';
import {
  CancelChatReplyArgs,
  ChatHistory,
  ChatReplyArgs,
  type ChatReplyEvent,
  ChatReplyEventUnion,
  ChatTurn,
  SendChatMessageInput,
} from './chat.types.ts';
import { ReplyReader } from './reply-reader.ts';

@Resolver()
export class ChatResolver {
  constructor(private readonly chat: ChatService) {}

  @Query(() => ChatHistory)
  chatHistory(
    @Arg('sessionId', () => UUID) sessionId: string,
    @Ctx() { viewer }: Context,
  ): Promise<ChatHistory> {
    return this.chat.history(viewer, sessionId);
  }

  @Mutation(() => ChatTurn, {
    description:
      'Metered. Resolves when the reply is complete; the same reply streams over Subscription.chatReply meanwhile. If the reply fails, this fails with its code; if it is cancelled, the turn comes with status CANCELLED. The same clientMessageId again: completed or cancelled → the first result; in progress → waits for it; failed → one new attempt in the same turn. Another message while a reply is being written → CONFLICT, not charged. Too many replies at once in the tenant → RATE_LIMITED.',
  })
  sendChatMessage(
    @Arg('input', () => SendChatMessageInput) input: SendChatMessageInput,
    @Ctx() { viewer }: Context,
  ): Promise<ChatTurn> {
    return this.chat.send(viewer, input);
  }

  @Mutation(() => Boolean, {
    description:
      'Ends the reply being streamed (only if it is messageId, where given); what was said so far is kept. false: nothing to end.',
  })
  cancelChatReply(@Args() args: CancelChatReplyArgs, @Ctx() { viewer }: Context): Promise<boolean> {
    return this.chat.cancel(viewer, args.sessionId, args.messageId ?? null);
  }

  @Mutation(() => Estimation, {
    description:
      'Metered. The estimate from what the conversation has gathered; a DRAFT where that is not enough.',
  })
  estimateFromChat(
    @Arg('sessionId', () => UUID) sessionId: string,
    @Ctx() { viewer }: Context,
  ): Promise<Estimation> {
    return this.chat.estimate(viewer, sessionId);
  }

  @Subscription(() => ChatReplyEventUnion, {
    description:
      'The replies of the conversation, one after another; stays open until the client ends it or the credential expires. No cursor: from event 0 of the reply in progress, else from the next one; a finished reply is not repeated. messageId + afterIndex (−1 = all): what came after that event of that reply, then every later reply in order. afterIndex alone: the same for the newest reply in any state. Log gone (10 minutes): the one terminal event, whose text is authoritative. A reply has indexes 0, 1, 2 … and ends with exactly one Completed (turn.reply.status COMPLETED or CANCELLED) or Failed. A retry is a new messageId from index 0. A foreign or unknown messageId: NOT_FOUND.',
    subscribe: ({ args, context }: { args: ChatReplyArgs; context: Context }) =>
      context.service(ReplyReader).follow(memberOf(context.viewer), args),
  })
  chatReply(@Args() _args: ChatReplyArgs, @Root() event: ChatReplyEvent): ChatReplyEvent {
    return event;
  }
}
