import {
  CancelChatReplyDocument,
  CaptureCustomerInfoDocument,
  ChatReplyDocument,
  type ChatReplySubscription,
  EstimateFromChatDocument,
  ResumeDocument,
  SendChatMessageDocument,
  StartWidgetSessionDocument,
  type TypedDocumentString,
} from '../gql/graphql.ts';
import { failureOf } from './failure.ts';
import { type GraphqlError, subscribe } from './graphql-socket.ts';
import { type ReplyCursor, type ReplySink, type Transport, TransportFailure } from './transport.ts';

interface Answer<Result> {
  data?: Result | null;
  errors?: GraphqlError[];
}

interface Endpoint {
  url: string;
  token: string | null;
}

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
    captureCustomer: (input) => request(CaptureCustomerInfoDocument, { input }).then(() => undefined),
    replies: (sessionId, cursor, sink) => followReplies(endpoint, sessionId, cursor, sink),
  };
}

async function post<Result, Variables>(
  { url, token }: Endpoint,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  const body = JSON.stringify({ query: String(document), variables });
  let answer: Answer<Result>;
  try {
    const response = await fetch(url, { method: 'POST', headers, body, credentials: 'omit' });
    answer = (await response.json()) as Answer<Result>;
  } catch (fault) {
    throw new TransportFailure('NETWORK', String(fault));
  }
  const error = answer.errors?.[0];
  if (error) throw failureOf(error);
  if (!answer.data) throw new TransportFailure('NETWORK', 'no data');
  return answer.data;
}

function followReplies(
  { url, token }: Endpoint,
  sessionId: string,
  cursor: ReplyCursor | null,
  sink: ReplySink,
): () => void {
  // Without a cursor: the newest reply in any state from its first event, so that nothing said meanwhile is missed.
  const place = cursor ? { messageId: cursor.messageId, afterIndex: cursor.index } : { afterIndex: -1 };
  const request = {
    url: url.replace(/^http/, 'ws'),
    token,
    query: String(ChatReplyDocument),
    variables: { sessionId, ...place },
  };
  return subscribe<ChatReplySubscription>(request, {
    connected: sink.connected,
    next: (data) => sink.event(data.chatReply),
    ended: (reason) => sink.ended(failureOf(reason)),
  });
}
