import type { WidgetConfig } from '../embed.ts';
import type {
  ChatReplySubscription,
  CustomerInfoInput,
  EstimationCardFragment,
  MessageFragment,
  NarrativeSubscription,
  ResumeQuery,
  TurnFragment,
} from '../gql/graphql.ts';

export type Estimation = EstimationCardFragment;
export type ChatMessage = MessageFragment;
export type Turn = TurnFragment;
export type ReplyEvent = ChatReplySubscription['chatReply'];
export type NarrativeEvent = NarrativeSubscription['estimateNarrative'];
/** What the server has of a session: its conversation and, where there is one, its estimation. */
export type SessionRecord = ResumeQuery;

export interface SessionGrant {
  sessionToken: string;
  sessionId: string;
  config: WidgetConfig;
}

/** The last event of a reply that was taken in: what follows is what came after it. */
export interface ReplyCursor {
  messageId: string;
  index: number;
}

export interface EventSink<Event> {
  event(event: Event): void;
  /** Called once, when no more events will come, unless the caller stopped it. */
  ended(failure: TransportFailure): void;
}

export interface ReplySink extends EventSink<ReplyEvent> {
  /** The server has accepted the connection. */
  connected(): void;
}

/** How the widget speaks with the API. Every promise rejects with a `TransportFailure` only. */
export interface Transport {
  /** The bearer credential of everything that follows; null: none yet. */
  authorise(sessionToken: string | null): void;
  startSession(input: { apiKey: string; locale: string; pageUrl: string }): Promise<SessionGrant>;
  resume(sessionId: string): Promise<SessionRecord>;
  /** Resolves when the reply is complete. */
  send(input: { sessionId: string; message: string; clientMessageId: string }): Promise<Turn>;
  cancel(sessionId: string, messageId: string | null): Promise<boolean>;
  estimate(sessionId: string): Promise<Estimation>;
  refine(sessionId: string, additionalInfo: string): Promise<Estimation>;
  captureCustomer(input: CustomerInfoInput): Promise<void>;
  /** The story of the session's estimate as it is written, after a place. Returns the function that stops it. */
  narrative(sessionId: string, afterIndex: number, sink: EventSink<NarrativeEvent>): () => void;
  /** Follows the replies after the cursor, without one from the newest reply's first event. Returns the function that stops it. */
  replies(sessionId: string, cursor: ReplyCursor | null, sink: ReplySink): () => void;
}

/** An API error code; NETWORK: no answer arrived; CLOSED: the stream ended and may be taken up again. */
export type FailureCode = string;

interface FailureDetails {
  /** Inputs that are wrong, dotted. */
  paths: readonly string[];
  retryAfterSeconds: number | null;
}

export class TransportFailure extends Error implements FailureDetails {
  readonly paths: readonly string[];
  readonly retryAfterSeconds: number | null;

  constructor(
    readonly code: FailureCode,
    message: string = code,
    { paths, retryAfterSeconds }: FailureDetails = { paths: [], retryAfterSeconds: null },
  ) {
    super(message);
    this.paths = paths;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The credential is no longer good: only a new session helps. */
  get isExpired(): boolean {
    return this.code === 'SESSION_EXPIRED' || this.code === 'UNAUTHENTICATED';
  }
}

export function asFailure(thrown: unknown): TransportFailure {
  return thrown instanceof TransportFailure ? thrown : new TransportFailure('NETWORK', String(thrown));
}
