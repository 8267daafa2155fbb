import { index, modelOptions, plugin, prop, Severity } from '@typegoose/typegoose';
import mongoose from 'mongoose';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { ErrorCode } from '../errors.ts';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime, UUID } from '../scalars.ts';
import type { Outcome } from './conversation.model.ts';

export const MessageRole = { USER: 'USER', ASSISTANT: 'ASSISTANT' } as const;
export const MessageStatus = {
  STREAMING: 'STREAMING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
} as const;

registerEnumType(MessageRole, { name: 'MessageRole' });
registerEnumType(MessageStatus, { name: 'MessageStatus' });

export interface ReplyFailure {
  code: ErrorCode;
  message: string;
  retryable: boolean;
}

@ObjectType('ChatMessage', {
  description:
    'content of a STREAMING message is what is stored so far; follow chatReply instead of showing it. The greeting is not a message.',
})
@index({ tenantId: 1, sessionId: 1, turn: 1, role: -1 })
@index(
  { tenantId: 1, sessionId: 1, clientMessageId: 1 },
  { unique: true, partialFilterExpression: { clientMessageId: { $type: 'string' } } },
)
@index(
  { tenantId: 1, sessionId: 1, order: 1 },
  { unique: true, partialFilterExpression: { order: { $type: 'number' } } },
)
@plugin(tenantGuard)
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'messages', timestamps: true, versionKey: false },
})
export class Message {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @prop({ type: String, required: true })
  sessionId!: string;

  /** 1 for the first message and its reply, and so on. */
  @prop({ type: Number, required: true })
  turn!: number;

  /** Replies only: 1, 2, 3 … over the whole conversation, retries included. */
  @prop({ type: Number })
  order?: number;

  @Field(() => MessageRole)
  @prop({ type: String, required: true })
  role!: keyof typeof MessageRole;

  @Field(() => String)
  @prop({ type: String, default: '' })
  content!: string;

  @Field(() => MessageStatus)
  @prop({ type: String, required: true })
  status!: keyof typeof MessageStatus;

  @Field(() => UUID, { nullable: true })
  @prop({ type: String })
  clientMessageId?: string | null;

  /** Index of the reply's last event: of the last one stored while it streams, of its terminal one afterwards. */
  @prop({ type: Number })
  lastIndex?: number;

  @prop({ type: mongoose.Schema.Types.Mixed })
  outcome?: Outcome;

  @prop({ type: mongoose.Schema.Types.Mixed })
  failure?: ReplyFailure;

  /** The turn has been paid for; a retry is free. */
  @prop({ type: Boolean })
  isCharged?: boolean;

  /** An earlier attempt in the same turn has been paid for. */
  @prop({ type: Boolean })
  isPrepaid?: boolean;

  /** A failed reply whose place a newer attempt has taken. */
  @prop({ type: Boolean, default: false })
  isReplaced!: boolean;

  @prop({ type: Boolean })
  isCancelRequested?: boolean;

  @Field(() => DateTime)
  createdAt!: Date;

  updatedAt!: Date;
}
