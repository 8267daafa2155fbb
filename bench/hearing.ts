import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { Frame } from './socket-client.ts';
import { reply } from './tokens.ts';

/** A reply on its way to one who listens. */
export interface Hearing {
  text: string;
  onFirst: () => void;
  /** Called with what went wrong; null: it ended well. */
  end: (fault: string | null) => void;
}

/** A reply that takes longer has failed. */
const PATIENCE_MS = 60_000;

/** Resolves at the reply's end: null where the whole of it came, word for word and in order, else what came instead. */
export function heard(begin: (hearing: Hearing) => void, onFirst = () => {}): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (fault: string | null) => {
      clearTimeout(patience);
      resolve(fault ?? (hearing.text === reply ? null : `another reply: ${hearing.text}`));
    };
    const hearing: Hearing = { text: '', onFirst, end };
    const patience = setTimeout(end, PATIENCE_MS, `no end within ${PATIENCE_MS} ms`);
    begin(hearing);
  });
}

function hear(hearing: Hearing, text: string): void {
  if (hearing.text === '' && text !== '') hearing.onFirst();
  hearing.text += text;
}

/** Of the product's own subscription, which goes on after the reply. */
export function hearEvent(hearing: Hearing, frame: Frame): void {
  const event = frame.payload?.data?.chatReply as { __typename: string; text?: string } | undefined;
  if (event?.text !== undefined) hear(hearing, event.text);
  if (event?.__typename === 'ChatReplyCompleted') hearing.end(null);
  const isBroken = frame.type !== 'next' || !event || event.__typename === 'ChatReplyFailed';
  if (isBroken) hearing.end(JSON.stringify(frame));
}

/** Of a peer's subscription, which ends with the reply. */
export function hearFrame(hearing: Hearing, frame: Frame): void {
  const event = frame.payload?.data as { reply?: string; chatReply?: { text: string } } | undefined;
  if (event) hear(hearing, event.reply ?? event.chatReply?.text ?? '');
  else hearing.end(frame.type === 'complete' ? null : JSON.stringify(frame));
}

interface Chunk {
  choices: { delta: { content?: string } }[];
}

/** Of the model itself, as server-sent events. */
export async function hearModel(hearing: Hearing, response: IncomingMessage): Promise<void> {
  for await (const line of createInterface({ input: response })) {
    if (!line.startsWith('data: {')) continue;
    const { choices }: Chunk = JSON.parse(line.slice('data: '.length));
    hear(hearing, choices[0]?.delta.content ?? '');
  }
  hearing.end(response.statusCode === 200 ? null : `status ${response.statusCode}`);
}
