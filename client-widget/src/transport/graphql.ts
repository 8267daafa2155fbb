import {
  CancelChatReplyDocument,
  CaptureCustomerInfoDocument,
  ChatReplyDocument,
  type ChatReplySubscription,
  EstimateFromChatDocument,
  NarrativeDocument,
  type NarrativeSubscription,
  RefineEstimateDocument,
  ResumeDocument,
  SendChatMessageDocument,
  StartWidgetSessionDocument,
  type TypedDocumentString,
} from '../gql/graphql.ts';
import { failureOf } from './failure.ts';
import { subscribe } from './graphql-socket.ts';
import { type Endpoint, post } from './post.ts';
import type { ReplyCursor, ReplySink, Transport } from './transport.ts';

/** The transport over HTTP POST and websockets, both at `/graphql` of the origin. */
export function createGraphqlTransport(origin: string): Transport {
  const endpoint: Endpoint = { url: `${origin}/graphql`, token: null };
  const request = <Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ) => post(endpoint, document, variables);
  return {
    authorise(sessionToken) {
      endpoint.token = sessionToken;
    },
    startSession: (input) =>
      request(StartWidgetSessionDocument, { input }).then((data) => data.startWidgetSession),
    resume: (sessionId) => request(ResumeDocument, { sessionId }),
    send: (input) => request(SendChatMessageDocument, { input }).then((data) => data.sendChatMessage),
    cancel: (sessionId, messageId) =>
      request(CancelChatReplyDocument, { sessionId, messageId }).then((data) => data.cancelChatReply),
    estimate: (sessionId) =>
      request(EstimateFromChatDocument, { sessionId }).then((data) => data.estimateFromChat),
    refine: (sessionId, additionalInfo) =>
      request(RefineEstimateDocument, { input: { sessionId, additionalInfo } }).then(
        (data) => data.refineEstimate,
      ),
    captureCustomer: (input) => request(CaptureCustomerInfoDocument, { input }).then(() => undefined),
    replies: (sessionId, cursor, sink) => followReplies(endpoint, sessionId, cursor, sink),
    narrative: (sessionId, afterIndex, sink) =>
      subscribe<NarrativeSubscription>(requestTo(endpoint, NarrativeDocument, { sessionId, afterIndex }), {
        connected: () => undefined,
        next: (data) => sink.event(data.estimateNarrative),
        ended: (reason) => sink.ended(failureOf(reason)),
      }),
  };
}

const requestTo = ({ url, token }: Endpoint, query: { toString(): string }, variables: object) => ({
  url: url.replace(/^http/, 'ws'),
  token,
  query: String(query),
  variables,
});

function followReplies(
  endpoint: Endpoint,
  sessionId: string,
  cursor: ReplyCursor | null,
  sink: ReplySink,
): () => void {
  // Without a cursor: the newest reply in any state from its first event, so that nothing said meanwhile is missed.
  const place = cursor ? { messageId: cursor.messageId, afterIndex: cursor.index } : { afterIndex: -1 };
  const request = requestTo(endpoint, ChatReplyDocument, { sessionId, ...place });
  return subscribe<ChatReplySubscription>(request, {
    connected: sink.connected,
    next: (data) => sink.event(data.chatReply),
    ended: (reason) => sink.ended(failureOf(reason)),
  });
}
