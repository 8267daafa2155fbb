/** A GraphQL error as the API sends it, over HTTP and over the websocket. */
export interface GraphqlError {
  message: string;
  extensions?: {
    code?: string;
    retryAfterSeconds?: number;
    fields?: { path: string; message: string }[];
  };
}

export interface SubscriptionRequest {
  url: string;
  token: string | null;
  query: string;
  variables: object;
}

export interface SubscriptionSink<Data> {
  connected(): void;
  next(data: Data): void;
  /** Once, unless the caller has stopped it: an error of the operation, or the close code; 0: silence or `complete`. */
  ended(reason: GraphqlError | number): void;
}

type ServerMessage =
  | { type: 'connection_ack' | 'ping' | 'pong' | 'complete' }
  | { type: 'next'; payload: { data?: unknown; errors?: GraphqlError[] } }
  | { type: 'error'; payload: GraphqlError[] };

const pingEveryMs = 10_000;
const answerWithinMs = 5_000;
const id = 'reply';

/**
 * One subscription on a socket of its own, in the `graphql-transport-ws` protocol. Written out because the graphql-ws
 * client would be a seventh of the widget, and most of it is reconnecting: that needs the newest cursor.
 */
export function subscribe<Data>(request: SubscriptionRequest, sink: SubscriptionSink<Data>): () => void {
  const socket = new WebSocket(request.url, 'graphql-transport-ws');
  const send = (type: string, more: object = {}) => socket.send(JSON.stringify({ type, ...more }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  };
  const end = (reason: GraphqlError | number) => {
    stop();
    sink.ended(reason);
  };
  // A frozen socket never closes by itself: what is not answered in time has ended.
  const silence = () => end(0);
  const after = (milliseconds: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
  const ping = () => {
    send('ping');
    after(answerWithinMs, silence);
  };
  const take = (message: ServerMessage) => {
    if (message.type === 'error') end(message.payload[0] ?? 0);
    else if (message.type === 'complete') end(0);
    else if (message.type === 'ping') send('pong');
    else if (message.type === 'connection_ack') {
      const { query, variables } = request;
      send('subscribe', { id, payload: { query, variables } });
      sink.connected();
    } else if (message.type === 'next') {
      const { data, errors } = message.payload;
      if (errors?.[0]) end(errors[0]);
      else sink.next(data as Data);
    }
  };
  socket.onopen = () => send('connection_init', { payload: { authorization: `Bearer ${request.token}` } });
  socket.onmessage = ({ data }) => {
    after(pingEveryMs, ping);
    take(JSON.parse(String(data)) as ServerMessage);
  };
  socket.onclose = ({ code }) => end(code);
  after(answerWithinMs, silence);
  return stop;
}
