import { index, modelOptions, plugin, prop, Severity } from '@typegoose/typegoose';
import mongoose from 'mongoose';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import type { ProjectDetails, Statement, Topic } from '../reference/project-details.ts';

/** What a conversation has come to, as callers see it. */
export interface Outcome {
  suggestions: string[];
  readyForEstimate: boolean;
  extractedDetails: ProjectDetails;
  /** What the reply asks for; the next message is read as its answer. */
  asks: Topic | null;
}

/** A message that is claimed for, until it is stored with its reply. */
export interface ClaimedQuestion {
  _id: string;
  content: string;
  at: Date;
}

/** The right to write the conversation's next reply: one at a time. */
@modelOptions({ options: { allowMixed: Severity.ALLOW }, schemaOptions: { _id: false } })
export class Claim {
  /** The reply's. */
  @prop({ type: String, required: true })
  messageId!: string;

  @prop({ type: String, default: null })
  clientMessageId!: string | null;

  /** Of the user's message, so that a replay with other content is told apart before it is stored. */
  @prop({ type: String, required: true })
  contentHash!: string;

  /** Renewed while the reply is written; a claim that is older is given up by the reaper. */
  @prop({ type: Date, required: true })
  leaseUntil!: Date;

  /** The message itself, of a new turn: nothing that a claim was acknowledged for is lost, though its rows are stored a moment later. */
  @prop({ type: mongoose.Schema.Types.Mixed })
  question?: ClaimedQuestion;
}

/** Who talks in a session, where it stands, and who is writing in it now. `_id` is the session's id. */
@index({ tenantId: 1 })
@index({ 'writing.leaseUntil': 1 }, { sparse: true })
@plugin(tenantGuard)
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'conversations', timestamps: true, versionKey: false },
})
export class Conversation {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  /** The user who opened it; null: the visitor whose session it is. */
  @prop({ type: String, default: null })
  userId!: string | null;

  /** What had been described outright in the session before anything was said in it. */
  @prop({ type: mongoose.Schema.Types.Mixed, default: null })
  preface!: Statement | null;

  @prop({ type: Number, default: 0 })
  turns!: number;

  /** Replies opened so far, retries included: gives each its place in the order. */
  @prop({ type: Number, default: 0 })
  replies!: number;

  @prop({ type: () => Claim, default: null })
  writing!: Claim | null;

  @prop({ type: mongoose.Schema.Types.Mixed, default: null })
  outcome!: Outcome | null;

  createdAt!: Date;
  updatedAt!: Date;
}
