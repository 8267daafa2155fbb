import { setTimeout as sleep } from 'node:timers/promises';
import type { Durations } from '../durations.ts';
import type { Database } from '../persistence/database.ts';
import { createDelivery } from './delivery.ts';
import { createLanes } from './lanes.ts';
import type { Mail, Mailer } from './mailer.ts';
import { mailQueue } from './queue.ts';

export interface OutboxOptions {
  database: Database;
  mailer: Mailer;
  durations: Durations;
  /** Hears of what should not happen. */
  onFault: (error: unknown) => void;
  /** Hears of mails that did not leave, and of those of which that is not known. */
  warn: (message: string) => void;
}

/** Mails wait in the database until they are handed over: retried with backoff for 24 h, delivered once each. */
export interface Outbox {
  /** Resolves when the mail is stored; it leaves soon after. The same id again changes nothing. */
  post(mail: Mail & { tenantId: string }): Promise<void>;
  /** Begins to send what waits, here and from earlier runs. `isAlone`: no other process uses the database, so all leases have ended. */
  start(isAlone?: boolean): void;
  /** How many mails there are that have not left, and that were given up, by status. */
  counts(): Promise<Record<string, number>>;
  /** Takes up no more, waits a moment for what is under way, and gives back what has not been handed over by then. */
  close(): Promise<void>;
}

/** Mails that one process sends at the same time. */
const mailsAtOnce = 4;

export function createOutbox(options: OutboxOptions): Outbox {
  const { durations, onFault } = options;
  const queue = mailQueue(options.database, durations);
  const delivery = createDelivery({ ...options, queue });
  const lanes = createLanes(mailsAtOnce, nextDelivery, onFault);
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  async function nextDelivery() {
    const claim = await queue.claim();
    return claim && (() => delivery.deliver(claim));
  }

  async function round(): Promise<void> {
    await queue.bringForward().catch(onFault);
    await delivery.settleAbandoned(new Date()).catch(onFault);
    lanes.ring();
    if (!isClosed) timer = setTimeout(round, durations.mailPollMs);
  }

  /** Before anything is taken up: an abandoned mail is told from one of ours by that. */
  async function takeOver(): Promise<void> {
    await queue.releaseAll();
    await delivery.settleAbandoned(new Date(Date.now() + durations.mailLeaseMs));
  }

  return {
    async post(mail) {
      await queue.add(mail);
      lanes.ring();
    },
    counts: () => queue.counts(),
    async start(isAlone = false) {
      if (isAlone) await takeOver().catch(onFault);
      if (isClosed) return;
      lanes.start();
      await round();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const patience = new AbortController();
      const late = sleep(durations.mailDrainMs, null, { signal: patience.signal }).catch(() => null);
      await Promise.race([lanes.stop(), late]);
      patience.abort();
      await delivery.close();
    },
  };
}
