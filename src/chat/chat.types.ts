import { ArgsType, createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { JSONObject, UUID } from '../scalars.ts';
import { Message } from './message.model.ts';

@InputType()
export class SendChatMessageInput {
  @Field(() => UUID, {
    nullable: true,
    description: 'Left out by a signed-in user to open a new conversation.',
  })
  sessionId?: string | null;

  @Field(() => String)
  message!: string;

  @Field(() => UUID, {
    nullable: true,
    description: 'Made by the client; makes sending the same message twice harmless.',
  })
  clientMessageId?: string | null;
}

@ArgsType()
export class ChatReplyArgs {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => ID, { nullable: true })
  messageId?: string | null;

  @Field(() => Int, { nullable: true })
  afterIndex?: number | null;
}

@ArgsType()
export class CancelChatReplyArgs {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => ID, { nullable: true })
  messageId?: string | null;
}

@ObjectType()
export class ChatHistory {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => [Message])
  messages!: Message[];

  @Field(() => Boolean)
  readyForEstimate!: boolean;

  @Field(() => JSONObject)
  extractedDetails!: object;

  @Field(() => [String])
  suggestions!: string[];
}

@ObjectType()
export class ChatTurn {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => Message)
  userMessage!: Message;

  @Field(() => Message)
  reply!: Message;

  @Field(() => [String])
  suggestions!: string[];

  @Field(() => Boolean)
  readyForEstimate!: boolean;

  @Field(() => JSONObject)
  extractedDetails!: object;
}

@ObjectType({
  description: "messageId is the reply's; userMessage is what it answers (a second tab learns of it here).",
})
export class ChatReplyStarted {
  kind!: 'started';

  @Field(() => ID)
  messageId!: string;

  @Field(() => Int)
  index!: number;

  @Field(() => Message)
  userMessage!: Message;
}

@ObjectType()
export class ChatReplyDelta {
  kind!: 'delta';

  @Field(() => ID)
  messageId!: string;

  @Field(() => Int)
  index!: number;

  @Field(() => String)
  text!: string;
}

@ObjectType()
export class ChatReplyCompleted {
  kind!: 'completed';

  @Field(() => ID)
  messageId!: string;

  @Field(() => Int)
  index!: number;

  @Field(() => ChatTurn)
  turn!: ChatTurn;
}

@ObjectType()
export class ChatReplyFailed {
  kind!: 'failed';

  @Field(() => ID)
  messageId!: string;

  @Field(() => Int)
  index!: number;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => Boolean)
  retryable!: boolean;
}

const typeByKind = {
  started: ChatReplyStarted,
  delta: ChatReplyDelta,
  completed: ChatReplyCompleted,
  failed: ChatReplyFailed,
};

/** Every event of a reply carries its place in it: 0, 1, 2 … */
export const ChatReplyEventUnion = createUnionType({
  name: 'ChatReplyEvent',
  description: 'Every event of a reply carries its place in it: 0, 1, 2 …',
  types: () => [ChatReplyStarted, ChatReplyDelta, ChatReplyCompleted, ChatReplyFailed] as const,
  resolveType: ({ kind }) => typeByKind[kind],
});

export type ChatReplyEvent = ChatReplyStarted | ChatReplyDelta | ChatReplyCompleted | ChatReplyFailed;

export const isTerminal = (event: ChatReplyEvent): event is ChatReplyCompleted | ChatReplyFailed =>
  event.kind === 'completed' || event.kind === 'failed';
