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
const answerWithinMs = 8_000;
/** Three round trips and more on a slow mobile network. */
const connectWithinMs = 20_000;
const id = 'reply';

/** A frozen socket never closes by itself: what is not answered in time has ended. */
interface Watch {
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * One subscription on a socket of its own, in the `graphql-transport-ws` protocol. Written out because the graphql-ws
 * client would be a seventh of the widget, and most of it is reconnecting: that needs the newest cursor.
 */
export function subscribe<Data>(request: SubscriptionRequest, sink: SubscriptionSink<Data>): () => void {
  const socket = new WebSocket(request.url, 'graphql-transport-ws');
  const watch: Watch = {};
  const stop = () => {
    clearTimeout(watch.timer);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  };
  const end = (reason: GraphqlError | number) => {
    stop();
    sink.ended(reason);
  };
  socket.onopen = () =>
    send(socket, 'connection_init', { payload: { authorization: `Bearer ${request.token}` } });
  socket.onclose = ({ code }) => end(code);
  socket.onmessage = ({ data }) => {
    after(watch, pingEveryMs, () => {
      send(socket, 'ping');
      after(watch, answerWithinMs, () => end(0));
    });
    take(JSON.parse(String(data)) as ServerMessage, { ...sink, ended: end }, request, socket);
  };
  after(watch, connectWithinMs, () => end(0));
  return stop;
}

function take<Data>(
  message: ServerMessage,
  sink: SubscriptionSink<Data>,
  { query, variables }: SubscriptionRequest,
  socket: WebSocket,
): void {
  if (message.type === 'error') sink.ended(message.payload[0] ?? 0);
  if (message.type === 'complete') sink.ended(0);
  if (message.type === 'ping') send(socket, 'pong');
  if (message.type === 'connection_ack') {
    send(socket, 'subscribe', { id, payload: { query, variables } });
    sink.connected();
  }
  if (message.type === 'next') {
    const { data, errors } = message.payload;
    if (errors?.[0]) sink.ended(errors[0]);
    else sink.next(data as Data);
  }
}

function send(socket: WebSocket, type: string, more: object = {}): void {
  socket.send(JSON.stringify({ type, ...more }));
}

function after(watch: Watch, milliseconds: number, act: () => void): void {
  clearTimeout(watch.timer);
  watch.timer = setTimeout(act, milliseconds);
}
