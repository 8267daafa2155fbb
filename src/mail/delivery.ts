import { setTimeout as sleep } from 'node:timers/promises';
import type { Durations } from '../durations.ts';
import { type Mailer, UncertainDelivery } from './mailer.ts';
import type { Claim, MailQueue } from './queue.ts';

export interface DeliveryOptions {
  queue: MailQueue;
  mailer: Mailer;
  durations: Durations;
  onFault: (error: unknown) => void;
  warn: (message: string) => void;
}

/** Sends claimed mails, and writes down what became of them. */
export function createDelivery({ queue, mailer, durations, onFault, warn }: DeliveryOptions) {
  const claims = new Set<Claim>();
  let isClosed = false;

  /** Tries until it is done, also where the database is away for a while. Null: closed before. */
  const written = async <T>(write: () => Promise<T>): Promise<T | null> => {
    while (!isClosed) {
      try {
        return await write();
      } catch (error) {
        onFault(error);
        await sleep(durations.mailPollMs, null, { ref: false });
      }
    }
    return null;
  };

  const uncertain = (id: string) =>
    warn(`mail ${id}: whether it was delivered is not known; it is taken as sent`);

  const failed = async (claim: Claim, error: unknown): Promise<void> => {
    const { id } = claim.mail;
    if (error instanceof UncertainDelivery) {
      if (await written(() => queue.sent(claim))) uncertain(id);
      return;
    }
    const reason = error instanceof Error ? error.message : 'for no reason given';
    const status = await written(() => queue.failed(claim));
    if (status) warn(`mail ${id}: attempt ${claim.failures + 1} failed, now it is ${status}: ${reason}`);
  };

  const send = (claim: Claim): Promise<void> =>
    mailer
      .send(claim.mail, () => queue.handOver(claim))
      .then(
        () => written(() => queue.sent(claim)).then(() => undefined),
        (error: unknown) => failed(claim, error),
      );

  return {
    async deliver(claim: Claim): Promise<void> {
      if (isClosed) return queue.release(claim);
      const renewal = setInterval(() => queue.renew(claim).catch(onFault), durations.mailLeaseMs / 3);
      claims.add(claim);
      await send(claim).finally(() => clearInterval(renewal));
      claims.delete(claim);
    },

    /** Mails whose senders died in mid-handover: sent again where that does no harm, else taken as sent. */
    async settleAbandoned(leasesEndedBy: Date): Promise<void> {
      const status = mailer.deduplicates ? 'WAITING' : 'SENT';
      // Our own are on their way, even where their leases could not be prolonged in time.
      const next = () => queue.settleOne(status, leasesEndedBy, [...claims]);
      for (let id = await next(); id !== null; id = await next()) if (status === 'SENT') uncertain(id);
    },

    /** Gives back what has not been handed over. What has been stays as it is: nobody hears the answer any more. */
    async close(): Promise<void> {
      isClosed = true;
      await Promise.all([...claims].map((claim) => queue.release(claim).catch(onFault)));
      await mailer.close();
    },
  };
}
