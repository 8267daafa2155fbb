/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type CustomerFeedbackInput = {
  accuracyRating: number;
  actualCost: number;
  actualTimelineWeeks: number;
  comments?: string | null | undefined;
  discrepancyFlags?: DiscrepancyFlagsInput | null | undefined;
  sessionId?: string | null | undefined;
  /** From the magic link; or sessionId with a signed-in user. */
  token?: string | null | undefined;
};

export type CustomerInfoInput = {
  email?: string | null | undefined;
  name?: string | null | undefined;
  phone?: string | null | undefined;
};

export type DiscrepancyFlagsInput = {
  hiddenCosts?: boolean;
  marketChanges?: boolean;
  scopeCreep?: boolean;
};

export type LoginInput = {
  email: string;
  password: string;
};

export type MessageRole =
  | 'ASSISTANT'
  | 'USER';

export type MessageStatus =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'FAILED'
  | 'STREAMING';

export type RefineEstimateInput = {
  additionalInfo: string;
  sessionId: string;
};

export type Role =
  | 'ADMIN'
  | 'OPERATOR'
  | 'READ_ONLY'
  | 'STANDARD';

export type SendChatMessageInput = {
  /** Made by the client; makes sending the same message twice harmless. */
  clientMessageId?: string | null | undefined;
  message: string;
  /** Left out by a signed-in user to open a new conversation. */
  sessionId?: string | null | undefined;
};

export type StartWidgetSessionInput = {
  apiKey: string;
  locale?: string | null | undefined;
  pageUrl?: string | null | undefined;
};

export type TuningDecision =
  | 'APPROVE'
  | 'REJECT'
  | 'REVERT';

export type TuningStatus =
  | 'APPROVED'
  | 'PROPOSED'
  | 'REJECTED'
  | 'REVERTED'
  | 'SUPERSEDED';

export type ConfigFragment = { tenantName: string, isWhiteLabel: boolean, leadCaptureRequired: boolean, branding: { logoUrl: string | null, primaryColor: string, buttonText: string, welcomeMessage: string, privacyPolicyUrl: string | null } };

export type MessageFragment = { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string };

export type TurnFragment = { suggestions: Array<string>, readyForEstimate: boolean, userMessage: { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string }, reply: { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string } };

export type EstimateFiguresFragment = { currency: string, costP50: number, costP80: number, costP95: number, timelineWeeksP50: number, timelineWeeksP80: number, basedOnOutcomes: number, realisedP80: number | null, costBreakdown: Array<{ component: string, amount: number, share: number }>, adjustments: Array<{ name: string, factor: number, factorP80: number | null, reason: string }> };

export type EstimationCardFragment = { id: string, revision: number, clarifyingQuestions: Array<string>, assumptions: Array<string>, narrative: string | null, updatedAt: string, matchedReferenceClass: { confidence: number, referenceClass: { name: string } } | null, estimate: { currency: string, costP50: number, costP80: number, costP95: number, timelineWeeksP50: number, timelineWeeksP80: number, basedOnOutcomes: number, realisedP80: number | null, costBreakdown: Array<{ component: string, amount: number, share: number }>, adjustments: Array<{ name: string, factor: number, factorP80: number | null, reason: string }> } | null, risks: Array<{ description: string, costImpactLow: number | null, costImpactHigh: number | null, weeksImpactLow: number | null, weeksImpactHigh: number | null }> };

export type StartWidgetSessionMutationVariables = Exact<{
  input: StartWidgetSessionInput;
}>;


export type StartWidgetSessionMutation = { startWidgetSession: { sessionToken: string, sessionId: string, config: { tenantName: string, isWhiteLabel: boolean, leadCaptureRequired: boolean, branding: { logoUrl: string | null, primaryColor: string, buttonText: string, welcomeMessage: string, privacyPolicyUrl: string | null } } } };

export type ResumeQueryVariables = Exact<{
  sessionId: string;
}>;


export type ResumeQuery = { chatHistory: { readyForEstimate: boolean, suggestions: Array<string>, messages: Array<{ id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string }> }, estimation: { id: string, revision: number, clarifyingQuestions: Array<string>, assumptions: Array<string>, narrative: string | null, updatedAt: string, matchedReferenceClass: { confidence: number, referenceClass: { name: string } } | null, estimate: { currency: string, costP50: number, costP80: number, costP95: number, timelineWeeksP50: number, timelineWeeksP80: number, basedOnOutcomes: number, realisedP80: number | null, costBreakdown: Array<{ component: string, amount: number, share: number }>, adjustments: Array<{ name: string, factor: number, factorP80: number | null, reason: string }> } | null, risks: Array<{ description: string, costImpactLow: number | null, costImpactHigh: number | null, weeksImpactLow: number | null, weeksImpactHigh: number | null }> } | null };

export type SendChatMessageMutationVariables = Exact<{
  input: SendChatMessageInput;
}>;


export type SendChatMessageMutation = { sendChatMessage: { suggestions: Array<string>, readyForEstimate: boolean, userMessage: { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string }, reply: { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string } } };

export type CancelChatReplyMutationVariables = Exact<{
  sessionId: string;
  messageId?: string | number | null | undefined;
}>;


export type CancelChatReplyMutation = { cancelChatReply: boolean };

export type EstimateFromChatMutationVariables = Exact<{
  sessionId: string;
}>;


export type EstimateFromChatMutation = { estimateFromChat: { id: string, revision: number, clarifyingQuestions: Array<string>, assumptions: Array<string>, narrative: string | null, updatedAt: string, matchedReferenceClass: { confidence: number, referenceClass: { name: string } } | null, estimate: { currency: string, costP50: number, costP80: number, costP95: number, timelineWeeksP50: number, timelineWeeksP80: number, basedOnOutcomes: number, realisedP80: number | null, costBreakdown: Array<{ component: string, amount: number, share: number }>, adjustments: Array<{ name: string, factor: number, factorP80: number | null, reason: string }> } | null, risks: Array<{ description: string, costImpactLow: number | null, costImpactHigh: number | null, weeksImpactLow: number | null, weeksImpactHigh: number | null }> } };

export type CaptureCustomerInfoMutationVariables = Exact<{
  input: CustomerInfoInput;
}>;


export type CaptureCustomerInfoMutation = { captureCustomerInfo: { customerInfo: { email: string | null } | null } };

export type ChatReplySubscriptionVariables = Exact<{
  sessionId: string;
  messageId?: string | number | null | undefined;
  afterIndex?: number | null | undefined;
}>;


export type ChatReplySubscription = { chatReply:
    | { __typename: 'ChatReplyCompleted', messageId: string, index: number, turn: { suggestions: Array<string>, readyForEstimate: boolean, userMessage: { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string }, reply: { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string } } }
    | { __typename: 'ChatReplyDelta', messageId: string, index: number, text: string }
    | { __typename: 'ChatReplyFailed', messageId: string, index: number, code: string, retryable: boolean }
    | { __typename: 'ChatReplyStarted', messageId: string, index: number, userMessage: { id: string, role: MessageRole, content: string, status: MessageStatus, clientMessageId: string | null, createdAt: string } }
   };

export type FeedbackFormQueryVariables = Exact<{
  token: string;
}>;


export type FeedbackFormQuery = { feedbackRequest: { tenantName: string, projectName: string, alreadySubmitted: boolean, branding: { privacyPolicyUrl: string | null }, estimate: { currency: string, costP50: number, costP80: number, costP95: number, timelineWeeksP50: number, timelineWeeksP80: number, basedOnOutcomes: number, realisedP80: number | null, costBreakdown: Array<{ component: string, amount: number, share: number }>, adjustments: Array<{ name: string, factor: number, factorP80: number | null, reason: string }> } } };

export type ReportOutcomeMutationVariables = Exact<{
  input: CustomerFeedbackInput;
}>;


export type ReportOutcomeMutation = { submitCustomerFeedback: { actualCost: number, actualTimelineWeeks: number } };

export type LogInMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LogInMutation = { login: { accessToken: string, refreshToken: string, user: { email: string, role: Role } } };

export type RefreshMutationVariables = Exact<{
  refreshToken: string;
}>;


export type RefreshMutation = { refreshSession: { accessToken: string, refreshToken: string, user: { email: string, role: Role } } };

export type LogOutMutationVariables = Exact<{
  refreshToken: string;
}>;


export type LogOutMutation = { logout: boolean };

export type LoginFragment = { accessToken: string, refreshToken: string, user: { email: string, role: Role } };

export type CalibrationQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type CalibrationQuery = { feedbackSummary: { totalEstimates: number, feedbackSubmissions: number, feedbackRate: number, accuracyMetrics: { avgCostVariancePct: number | null, avgTimelineVariancePct: number | null, within20Pct: number | null, costP50Coverage: number | null, costP80Coverage: number | null }, byReferenceClass: Array<{ count: number, avgVariancePct: number, within20Pct: number, referenceClass: { id: string, name: string } }>, trend: Array<{ month: string, count: number, avgCostVariancePct: number, within20Pct: number }> } };

export type TuningFragment = { id: string, status: TuningStatus, costFactorP50: number, costFactorP80: number, timelineFactorP50: number, timelineFactorP80: number, basedOnOutcomes: number, decidedBy: string | null, decidedAt: string | null, isPlatform: boolean, referenceClass: { name: string } };

export type TuningsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type TuningsQuery = { tuningProposals: { totalCount: number, edges: Array<{ node: { id: string, status: TuningStatus, costFactorP50: number, costFactorP80: number, timelineFactorP50: number, timelineFactorP80: number, basedOnOutcomes: number, decidedBy: string | null, decidedAt: string | null, isPlatform: boolean, referenceClass: { name: string } } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type DecideTuningMutationVariables = Exact<{
  id: string | number;
  decision: TuningDecision;
}>;


export type DecideTuningMutation = { decideTuning: { id: string, status: TuningStatus, costFactorP50: number, costFactorP80: number, timelineFactorP50: number, timelineFactorP80: number, basedOnOutcomes: number, decidedBy: string | null, decidedAt: string | null, isPlatform: boolean, referenceClass: { name: string } } };

export type RefineEstimateMutationVariables = Exact<{
  input: RefineEstimateInput;
}>;


export type RefineEstimateMutation = { refineEstimate: { id: string, revision: number, clarifyingQuestions: Array<string>, assumptions: Array<string>, narrative: string | null, updatedAt: string, matchedReferenceClass: { confidence: number, referenceClass: { name: string } } | null, estimate: { currency: string, costP50: number, costP80: number, costP95: number, timelineWeeksP50: number, timelineWeeksP80: number, basedOnOutcomes: number, realisedP80: number | null, costBreakdown: Array<{ component: string, amount: number, share: number }>, adjustments: Array<{ name: string, factor: number, factorP80: number | null, reason: string }> } | null, risks: Array<{ description: string, costImpactLow: number | null, costImpactHigh: number | null, weeksImpactLow: number | null, weeksImpactHigh: number | null }> } };

export type NarrativeSubscriptionVariables = Exact<{
  sessionId: string;
  afterIndex?: number | null | undefined;
}>;


export type NarrativeSubscription = { estimateNarrative:
    | { index: number, narrative: string }
    | { index: number, text: string }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ConfigFragmentDoc = new TypedDocumentString(`
    fragment Config on WidgetConfig {
  tenantName
  isWhiteLabel
  leadCaptureRequired
  branding {
    logoUrl
    primaryColor
    buttonText
    welcomeMessage
    privacyPolicyUrl
  }
}
    `, {"fragmentName":"Config"}) as unknown as TypedDocumentString<ConfigFragment, unknown>;
export const MessageFragmentDoc = new TypedDocumentString(`
    fragment Message on ChatMessage {
  id
  role
  content
  status
  clientMessageId
  createdAt
}
    `, {"fragmentName":"Message"}) as unknown as TypedDocumentString<MessageFragment, unknown>;
export const TurnFragmentDoc = new TypedDocumentString(`
    fragment Turn on ChatTurn {
  userMessage {
    ...Message
  }
  reply {
    ...Message
  }
  suggestions
  readyForEstimate
}
    fragment Message on ChatMessage {
  id
  role
  content
  status
  clientMessageId
  createdAt
}`, {"fragmentName":"Turn"}) as unknown as TypedDocumentString<TurnFragment, unknown>;
export const EstimateFiguresFragmentDoc = new TypedDocumentString(`
    fragment EstimateFigures on Estimate {
  currency
  costP50
  costP80
  costP95
  timelineWeeksP50
  timelineWeeksP80
  costBreakdown {
    component
    amount
    share
  }
  adjustments {
    name
    factor
    factorP80
    reason
  }
  basedOnOutcomes
  realisedP80
}
    `, {"fragmentName":"EstimateFigures"}) as unknown as TypedDocumentString<EstimateFiguresFragment, unknown>;
export const EstimationCardFragmentDoc = new TypedDocumentString(`
    fragment EstimationCard on Estimation {
  id
  revision
  matchedReferenceClass {
    confidence
    referenceClass {
      name
    }
  }
  estimate {
    ...EstimateFigures
  }
  clarifyingQuestions
  assumptions
  risks {
    description
    costImpactLow
    costImpactHigh
    weeksImpactLow
    weeksImpactHigh
  }
  narrative
  updatedAt
}
    fragment EstimateFigures on Estimate {
  currency
  costP50
  costP80
  costP95
  timelineWeeksP50
  timelineWeeksP80
  costBreakdown {
    component
    amount
    share
  }
  adjustments {
    name
    factor
    factorP80
    reason
  }
  basedOnOutcomes
  realisedP80
}`, {"fragmentName":"EstimationCard"}) as unknown as TypedDocumentString<EstimationCardFragment, unknown>;
export const LoginFragmentDoc = new TypedDocumentString(`
    fragment Login on AuthPayload {
  accessToken
  refreshToken
  user {
    email
    role
  }
}
    `, {"fragmentName":"Login"}) as unknown as TypedDocumentString<LoginFragment, unknown>;
export const TuningFragmentDoc = new TypedDocumentString(`
    fragment Tuning on TuningProposal {
  id
  status
  costFactorP50
  costFactorP80
  timelineFactorP50
  timelineFactorP80
  basedOnOutcomes
  decidedBy
  decidedAt
  isPlatform
  referenceClass {
    name
  }
}
    `, {"fragmentName":"Tuning"}) as unknown as TypedDocumentString<TuningFragment, unknown>;
export const StartWidgetSessionDocument = new TypedDocumentString(`
    mutation StartWidgetSession($input: StartWidgetSessionInput!) {
  startWidgetSession(input: $input) {
    sessionToken
    sessionId
    config {
      ...Config
    }
  }
}
    fragment Config on WidgetConfig {
  tenantName
  isWhiteLabel
  leadCaptureRequired
  branding {
    logoUrl
    primaryColor
    buttonText
    welcomeMessage
    privacyPolicyUrl
  }
}`) as unknown as TypedDocumentString<StartWidgetSessionMutation, StartWidgetSessionMutationVariables>;
export const ResumeDocument = new TypedDocumentString(`
    query Resume($sessionId: UUID!) {
  chatHistory(sessionId: $sessionId) {
    messages {
      ...Message
    }
    readyForEstimate
    suggestions
  }
  estimation(sessionId: $sessionId) {
    ...EstimationCard
  }
}
    fragment Message on ChatMessage {
  id
  role
  content
  status
  clientMessageId
  createdAt
}
fragment EstimateFigures on Estimate {
  currency
  costP50
  costP80
  costP95
  timelineWeeksP50
  timelineWeeksP80
  costBreakdown {
    component
    amount
    share
  }
  adjustments {
    name
    factor
    factorP80
    reason
  }
  basedOnOutcomes
  realisedP80
}
fragment EstimationCard on Estimation {
  id
  revision
  matchedReferenceClass {
    confidence
    referenceClass {
      name
    }
  }
  estimate {
    ...EstimateFigures
  }
  clarifyingQuestions
  assumptions
  risks {
    description
    costImpactLow
    costImpactHigh
    weeksImpactLow
    weeksImpactHigh
  }
  narrative
  updatedAt
}`) as unknown as TypedDocumentString<ResumeQuery, ResumeQueryVariables>;
export const SendChatMessageDocument = new TypedDocumentString(`
    mutation SendChatMessage($input: SendChatMessageInput!) {
  sendChatMessage(input: $input) {
    ...Turn
  }
}
    fragment Message on ChatMessage {
  id
  role
  content
  status
  clientMessageId
  createdAt
}
fragment Turn on ChatTurn {
  userMessage {
    ...Message
  }
  reply {
    ...Message
  }
  suggestions
  readyForEstimate
}`) as unknown as TypedDocumentString<SendChatMessageMutation, SendChatMessageMutationVariables>;
export const CancelChatReplyDocument = new TypedDocumentString(`
    mutation CancelChatReply($sessionId: UUID!, $messageId: ID) {
  cancelChatReply(sessionId: $sessionId, messageId: $messageId)
}
    `) as unknown as TypedDocumentString<CancelChatReplyMutation, CancelChatReplyMutationVariables>;
export const EstimateFromChatDocument = new TypedDocumentString(`
    mutation EstimateFromChat($sessionId: UUID!) {
  estimateFromChat(sessionId: $sessionId) {
    ...EstimationCard
  }
}
    fragment EstimateFigures on Estimate {
  currency
  costP50
  costP80
  costP95
  timelineWeeksP50
  timelineWeeksP80
  costBreakdown {
    component
    amount
    share
  }
  adjustments {
    name
    factor
    factorP80
    reason
  }
  basedOnOutcomes
  realisedP80
}
fragment EstimationCard on Estimation {
  id
  revision
  matchedReferenceClass {
    confidence
    referenceClass {
      name
    }
  }
  estimate {
    ...EstimateFigures
  }
  clarifyingQuestions
  assumptions
  risks {
    description
    costImpactLow
    costImpactHigh
    weeksImpactLow
    weeksImpactHigh
  }
  narrative
  updatedAt
}`) as unknown as TypedDocumentString<EstimateFromChatMutation, EstimateFromChatMutationVariables>;
export const CaptureCustomerInfoDocument = new TypedDocumentString(`
    mutation CaptureCustomerInfo($input: CustomerInfoInput!) {
  captureCustomerInfo(input: $input) {
    customerInfo {
      email
    }
  }
}
    `) as unknown as TypedDocumentString<CaptureCustomerInfoMutation, CaptureCustomerInfoMutationVariables>;
export const ChatReplyDocument = new TypedDocumentString(`
    subscription ChatReply($sessionId: UUID!, $messageId: ID, $afterIndex: Int) {
  chatReply(sessionId: $sessionId, messageId: $messageId, afterIndex: $afterIndex) {
    __typename
    ... on ChatReplyStarted {
      messageId
      index
      userMessage {
        ...Message
      }
    }
    ... on ChatReplyDelta {
      messageId
      index
      text
    }
    ... on ChatReplyCompleted {
      messageId
      index
      turn {
        ...Turn
      }
    }
    ... on ChatReplyFailed {
      messageId
      index
      code
      retryable
    }
  }
}
    fragment Message on ChatMessage {
  id
  role
  content
  status
  clientMessageId
  createdAt
}
fragment Turn on ChatTurn {
  userMessage {
    ...Message
  }
  reply {
    ...Message
  }
  suggestions
  readyForEstimate
}`) as unknown as TypedDocumentString<ChatReplySubscription, ChatReplySubscriptionVariables>;
export const FeedbackFormDocument = new TypedDocumentString(`
    query FeedbackForm($token: String!) {
  feedbackRequest(token: $token) {
    tenantName
    projectName
    alreadySubmitted
    branding {
      privacyPolicyUrl
    }
    estimate {
      ...EstimateFigures
    }
  }
}
    fragment EstimateFigures on Estimate {
  currency
  costP50
  costP80
  costP95
  timelineWeeksP50
  timelineWeeksP80
  costBreakdown {
    component
    amount
    share
  }
  adjustments {
    name
    factor
    factorP80
    reason
  }
  basedOnOutcomes
  realisedP80
}`) as unknown as TypedDocumentString<FeedbackFormQuery, FeedbackFormQueryVariables>;
export const ReportOutcomeDocument = new TypedDocumentString(`
    mutation ReportOutcome($input: CustomerFeedbackInput!) {
  submitCustomerFeedback(input: $input) {
    actualCost
    actualTimelineWeeks
  }
}
    `) as unknown as TypedDocumentString<ReportOutcomeMutation, ReportOutcomeMutationVariables>;
export const LogInDocument = new TypedDocumentString(`
    mutation LogIn($input: LoginInput!) {
  login(input: $input) {
    ...Login
  }
}
    fragment Login on AuthPayload {
  accessToken
  refreshToken
  user {
    email
    role
  }
}`) as unknown as TypedDocumentString<LogInMutation, LogInMutationVariables>;
export const RefreshDocument = new TypedDocumentString(`
    mutation Refresh($refreshToken: String!) {
  refreshSession(refreshToken: $refreshToken) {
    ...Login
  }
}
    fragment Login on AuthPayload {
  accessToken
  refreshToken
  user {
    email
    role
  }
}`) as unknown as TypedDocumentString<RefreshMutation, RefreshMutationVariables>;
export const LogOutDocument = new TypedDocumentString(`
    mutation LogOut($refreshToken: String!) {
  logout(refreshToken: $refreshToken)
}
    `) as unknown as TypedDocumentString<LogOutMutation, LogOutMutationVariables>;
export const CalibrationDocument = new TypedDocumentString(`
    query Calibration($from: DateTime, $to: DateTime) {
  feedbackSummary(from: $from, to: $to) {
    totalEstimates
    feedbackSubmissions
    feedbackRate
    accuracyMetrics {
      avgCostVariancePct
      avgTimelineVariancePct
      within20Pct
      costP50Coverage
      costP80Coverage
    }
    byReferenceClass {
      referenceClass {
        id
        name
      }
      count
      avgVariancePct
      within20Pct
    }
    trend {
      month
      count
      avgCostVariancePct
      within20Pct
    }
  }
}
    `) as unknown as TypedDocumentString<CalibrationQuery, CalibrationQueryVariables>;
export const TuningsDocument = new TypedDocumentString(`
    query Tunings($after: String) {
  tuningProposals(first: 20, after: $after) {
    edges {
      node {
        ...Tuning
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment Tuning on TuningProposal {
  id
  status
  costFactorP50
  costFactorP80
  timelineFactorP50
  timelineFactorP80
  basedOnOutcomes
  decidedBy
  decidedAt
  isPlatform
  referenceClass {
    name
  }
}`) as unknown as TypedDocumentString<TuningsQuery, TuningsQueryVariables>;
export const DecideTuningDocument = new TypedDocumentString(`
    mutation DecideTuning($id: ID!, $decision: TuningDecision!) {
  decideTuning(id: $id, decision: $decision) {
    ...Tuning
  }
}
    fragment Tuning on TuningProposal {
  id
  status
  costFactorP50
  costFactorP80
  timelineFactorP50
  timelineFactorP80
  basedOnOutcomes
  decidedBy
  decidedAt
  isPlatform
  referenceClass {
    name
  }
}`) as unknown as TypedDocumentString<DecideTuningMutation, DecideTuningMutationVariables>;
export const RefineEstimateDocument = new TypedDocumentString(`
    mutation RefineEstimate($input: RefineEstimateInput!) {
  refineEstimate(input: $input) {
    ...EstimationCard
  }
}
    fragment EstimateFigures on Estimate {
  currency
  costP50
  costP80
  costP95
  timelineWeeksP50
  timelineWeeksP80
  costBreakdown {
    component
    amount
    share
  }
  adjustments {
    name
    factor
    factorP80
    reason
  }
  basedOnOutcomes
  realisedP80
}
fragment EstimationCard on Estimation {
  id
  revision
  matchedReferenceClass {
    confidence
    referenceClass {
      name
    }
  }
  estimate {
    ...EstimateFigures
  }
  clarifyingQuestions
  assumptions
  risks {
    description
    costImpactLow
    costImpactHigh
    weeksImpactLow
    weeksImpactHigh
  }
  narrative
  updatedAt
}`) as unknown as TypedDocumentString<RefineEstimateMutation, RefineEstimateMutationVariables>;
export const NarrativeDocument = new TypedDocumentString(`
    subscription Narrative($sessionId: UUID!, $afterIndex: Int) {
  estimateNarrative(sessionId: $sessionId, afterIndex: $afterIndex) {
    ... on NarrativeDelta {
      index
      text
    }
    ... on NarrativeCompleted {
      index
      narrative
    }
  }
}
    `) as unknown as TypedDocumentString<NarrativeSubscription, NarrativeSubscriptionVariables>;