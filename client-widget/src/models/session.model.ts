import type { WidgetConfig } from '../embed.ts';
import type { Transport } from '../transport/transport.ts';
import { signal } from './signal.ts';

export interface Session {
  sessionToken: string;
  sessionId: string;
}

export interface SessionOptions {
  transport: Transport;
  apiKey: string;
  locale: string;
  config: WidgetConfig;
  /** Address of the page, without query and fragment: they may hold what is nobody's business. */
  pageUrl: string;
  /** Puts back a session that another tab may have begun meanwhile. */
  restore?(): void;
}

export type SessionModel = ReturnType<typeof createSession>;

/** The visitor's session with the API: none, or one that is begun once however many ask for it. */
export function createSession({ transport, apiKey, locale, pageUrl, restore, ...options }: SessionOptions) {
  const session = signal<Session | null>(null);
  const config = signal(options.config);
  let starting: Promise<Session> | null = null;

  function adopt(next: Session | null): void {
    transport.authorise(next?.sessionToken ?? null);
    session.value = next;
  }

  async function start(): Promise<Session> {
    const grant = await transport.startSession({ apiKey, locale, pageUrl });
    config.value = grant.config;
    const begun = { sessionToken: grant.sessionToken, sessionId: grant.sessionId };
    adopt(begun);
    return begun;
  }

  function find(): Session | null {
    if (!session.peek()) restore?.();
    return session.peek();
  }

  return {
    session,
    config,
    adopt,
    /** The session there is, here or in another tab. */
    find,
    /** The same, else a new one. */
    async ensure(): Promise<Session> {
      const found = find();
      if (found) return found;
      starting ??= start().finally(() => {
        starting = null;
      });
      return starting;
    },
  };
}
