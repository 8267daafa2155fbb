export interface Mail {
  /** Stable per message: the name it is told apart by, here and at the receiving server. */
  id: string;
  to: string;
  subject: string;
  /** Plain text; the action link is the first URL in it. */
  text: string;
  html: string;
}

/** The receiver has the whole mail, and did not say what became of it. */
export class UncertainDelivery extends Error {}

/** Hands one mail over to whoever delivers it. */
export interface Mailer {
  /** Whether sending the same id twice delivers once. */
  readonly deduplicates: boolean;
  /**
   * Resolves when the mail is durably handed over; rejects when it was not and may be tried again, with an `UncertainDelivery` when that
   * cannot be told. `beforeHandover` is awaited when all but the last step is done: after it, nothing but the receiver's answer is
   * outstanding; if it rejects, the mail is not handed over. No error tells what the receiver said beyond its codes.
   */
  send(mail: Mail, beforeHandover?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
