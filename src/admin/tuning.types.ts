import { ArgsType, Field, registerEnumType } from 'type-graphql';
import { PageArgs } from '../connection.ts';

export const TuningDecision = { APPROVE: 'APPROVE', REJECT: 'REJECT', REVERT: 'REVERT' } as const;
export type TuningDecisionName = keyof typeof TuningDecision;
registerEnumType(TuningDecision, { name: 'TuningDecision' });

export const TuningStatus = {
  PROPOSED: 'PROPOSED',
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
  REVERTED: 'REVERTED',
  SUPERSEDED: 'SUPERSEDED',
} as const;
export type TuningStatusName = keyof typeof TuningStatus;
registerEnumType(TuningStatus, { name: 'TuningStatus' });

@ArgsType()
export class TuningProposalsArgs extends PageArgs {
  @Field(() => TuningStatus, { nullable: true })
  status?: TuningStatusName | null;
}
