export interface Mail {
  /** Stable per message: sending the same id twice delivers once. */
  id: string;
  to: string;
  subject: string;
  /** Plain text; the action link is the first URL in it. */
  text: string;
  html: string;
}

/** Delivers one mail. Resolves when it is durably handed over; rejects when it may be tried again. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}
