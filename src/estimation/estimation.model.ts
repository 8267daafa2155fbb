import { index, modelOptions, plugin, prop, Severity } from '@typegoose/typegoose';
import mongoose from 'mongoose';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection.ts';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import type { Statement, Utterance } from '../reference/project-details.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';
import { DateTime, JSONObject, UUID } from '../scalars.ts';
import type { Calibration } from './estimate.ts';
import {
  Estimate,
  EstimateMatch,
  EstimateRevision,
  EstimationStatus,
  type EstimationStatusName,
  type Provenance,
  Risk,
} from './estimation.types.ts';

const { Mixed } = mongoose.Schema.Types;

/** The estimate of one session: at most one, with a revision for each time it was worked out. */
@ObjectType()
@index({ tenantId: 1, sessionId: 1 }, { unique: true })
@index({ tenantId: 1, createdAt: -1, _id: -1 })
@index({ tenantId: 1, completedAt: 1 })
@index({ tenantId: 1, widgetDay: 1 })
@plugin(tenantGuard)
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'estimations', timestamps: true, versionKey: false },
})
export class Estimation {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @Field(() => UUID)
  @prop({ type: String, required: true })
  sessionId!: string;

  /** The user who asked for it; null: a visitor. */
  @prop({ type: String, default: null })
  userId!: string | null;

  @Field(() => EstimationStatus)
  @prop({ type: String, required: true })
  status!: EstimationStatusName;

  @Field(() => String)
  @prop({ type: String, default: '' })
  description!: string;

  /** What was described outright, apart from any conversation. */
  @prop({ type: Mixed, default: null })
  statement!: Statement | null;

  /** Everything that the figures rest on, in the order it was said. */
  @prop({ type: Mixed, default: [] })
  said!: Utterance[];

  /** The model that had a part in reading what was said; null: the rules alone. */
  @prop({ type: Mixed, default: null })
  provenance!: Provenance | null;

  /** When it first had figures. */
  @prop({ type: Date })
  completedAt?: Date;

  /** The day of that (UTC, `2026-11-24`) where it is a visitor's: what visitors' estimates are counted by. */
  @prop({ type: String })
  widgetDay?: string;

  @Field(() => JSONObject)
  @prop({ type: Mixed, default: {} })
  extractedAttributes!: object;

  /** Of the matched class, else as far as the description tells. */
  @prop({ type: String, default: null })
  category!: string | null;

  @prop({ type: String, default: null })
  subcategory!: string | null;

  @Field(() => EstimateMatch, {
    nullable: true,
    description: 'Of a draft: the best candidate, if there is one.',
  })
  @prop({ type: Mixed, default: null })
  matchedReferenceClass!: EstimateMatch | null;

  /** The class as it was when the figures were worked out. */
  @prop({ type: Mixed, default: null })
  classUsed!: ReferenceClassFigures | null;

  /** What earlier outcomes had taught when the figures were worked out. */
  @prop({ type: Mixed, default: null })
  calibration!: Calibration | null;

  @Field(() => Float, { nullable: true })
  @prop({ type: Number, default: null })
  confidence!: number | null;

  @Field(() => Estimate, {
    nullable: true,
    description: 'null while the estimation is a draft: no class matched with a confidence of 0.7 or more.',
  })
  @prop({ type: Mixed, default: null })
  estimate!: Estimate | null;

  @Field(() => [String], { description: 'What to ask for when no class matched well enough.' })
  @prop({ type: () => [String], default: [] })
  clarifyingQuestions!: string[];

  @Field(() => [String])
  @prop({ type: () => [String], default: [] })
  assumptions!: string[];

  @Field(() => [Risk])
  @prop({ type: Mixed, default: [] })
  risks!: Risk[];

  @Field(() => String, {
    nullable: true,
    description: "For the customer: the template at once, replaced when the model's is written and checked.",
  })
  @prop({ type: String, default: null })
  narrative!: string | null;

  @Field(() => Int, {
    description: '1 for the first, one more for every refinement; earlier ones stay readable.',
  })
  @prop({ type: Number, required: true })
  revision!: number;

  @Field(() => [EstimateRevision])
  @prop({ type: Mixed, default: [] })
  history!: EstimateRevision[];

  @Field(() => Boolean)
  @prop({ type: Boolean, required: true })
  isWidgetSession!: boolean;

  @prop({ type: String, default: null })
  customerEmail!: string | null;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;
}

export const EstimationConnection = connectionOf(Estimation, 'Estimation');
