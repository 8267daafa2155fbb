const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Every lease, lifetime and timeout, in milliseconds. `createApp` takes the table, so that tests can run time faster. */
export const durations = {
  accessTokenMs: 15 * minute,
  refreshTokenMs: 30 * day,
  /** How long a refresh token that has just been used may be shown again, by someone who did not get the answer. */
  refreshGraceMs: 10 * second,
  verifyLinkMs: 24 * hour,
  resetLinkMs: 30 * minute,
  inviteLinkMs: 7 * day,
  feedbackLinkMs: 90 * day,
  /** Least that an answer takes which must not tell whether an address is known: longer than finding out and posting a mail. */
  alikeAnswerMs: 250,
  auditMs: 400 * day,
  /** How long a deactivated tenant's data is kept. */
  tenantRetentionMs: 90 * day,
  /** A task of the system whose runner has not been heard of for this long is taken over. */
  jobLeaseMs: minute,
  /** How often a process looks for tasks that are due. */
  jobPollMs: 30 * second,
  /** After how long a task that failed is tried again. */
  jobRetryMs: minute,
  /** How often deactivations that a crash interrupted are looked for. */
  closingEveryMs: minute,
  /** How often tenants whose data is to be erased are looked for. */
  purgeEveryMs: hour,
  /** How often ended widget sessions are seen to, and how long after their end: what was admitted in time has ended by then. */
  retentionEveryMs: 5 * minute,
  retentionDelayMs: 2 * minute,
  /** How often reports on which a crash left something undone are looked for. */
  feedbackRepairMs: minute,
  /** How often all outcomes are looked over: whether the counters are true, and what the classes have to learn. */
  outcomeReviewMs: day,
  /** How often tenants' OpenAI keys that are under an older master key are looked for. */
  keyRewrapMs: hour,
  /** How often the outbox looks for mails that are due. */
  mailPollMs: 5 * second,
  /** A mail whose sender has not been heard of for this long is taken over. */
  mailLeaseMs: 30 * second,
  mailRetryForMs: 24 * hour,
  /** Wait after a mail's first failure; the later ones grow from it, to 900 times as much. */
  mailBackoffMs: 2 * second,
  /** No mail is put off for that long; one that seems to be was so before the clock was set back. */
  mailNeverMs: 2 * hour,
  /** How long what remains of a mail that was sent or given up is kept: that there was one, and to whom. */
  mailRetentionMs: 30 * day,
  /** Until a mail server is connected to; as long again until it greets. */
  mailConnectMs: 10 * second,
  /** How long a mail server may take over each answer, the one to the whole message included. */
  mailAnswerMs: 5 * minute,
  /** How long mails under way are waited for once the process was told to stop. */
  mailDrainMs: 2 * second,
  pendingTenantMs: 24 * hour,
  widgetSessionMs: 24 * hour,
  /** How long an expired widget session is still recognised as such, and its row kept. */
  widgetSessionRetentionMs: 7 * day,
  /** How often views of widgets that were counted in memory are written down: what a crash may lose of them. */
  viewFlushMs: 5 * second,
  /** A reply whose writer has not renewed it for this long is given up by the reaper. */
  replyLeaseMs: 8 * second,
  reaperIntervalMs: 4 * second,
  /** How often what was said so far is stored and the lease renewed while a reply is written. */
  replyFlushMs: 400,
  /** The scripted assistant's pace: like a typist's, and no longer for a whole reply. */
  scriptedWordMs: 15,
  scriptedReplyMs: second,
  /** A narrative whose writer has not renewed it for this long is ended by whoever wants to read it. */
  narrativeLeaseMs: 8 * second,
  /** Deltas closer together than this travel as one; they wait for longer where many replies are written at once. */
  coalesceMs: 25,
  replyLogMs: 10 * minute,
  /** A reader whose log has been silent for this long looks at the reply's stored state. */
  silentLogMs: 2 * second,
  /** How long an estimate waits for a model to read what was said; then it rests on the rules' reading. */
  estimateReadingMs: 4 * second,
  /** How long what a model has read is good for the same words. */
  extractionCacheMs: hour,
  /** Until functions elsewhere are connected to; and until they have answered, all tries together. */
  functionsConnectMs: second,
  functionsAnswerMs: 5 * second,
  /** How long functions that did not answer are left alone. */
  functionsRestMs: 5 * second,
  /** How stale a process's picture of a tenant may be. */
  tenantCacheMs: 2 * second,
  /** How often reference classes that other processes changed are looked for, and how far their clocks may be behind. */
  classPollMs: 2 * second,
  classOverlapMs: 30 * second,
  /** How long a client may take over a request's head, and over all of it; how often that is looked at. */
  requestHeadMs: 10 * second,
  requestMs: 30 * second,
  requestLookMs: 5 * second,
  /** Longer than any answer takes: a connection on which nothing has moved for this long is cut. */
  connectionIdleMs: 2 * minute,
  socketInitMs: 3 * second,
  socketHeartbeatMs: 12 * second,
  /** A socket that takes nothing for this long is given up. */
  socketStallMs: 10 * second,
  /** How often an open socket's credential is looked at again. */
  socketRecheckMs: 1_500,
  /** How long running replies may go on once the process was told to stop. */
  drainMs: 25 * second,
  /** How long sockets stay open after that for those who are still being told what was written last. */
  heardMs: 500,
} as const;

export type Durations = { readonly [Name in keyof typeof durations]: number };
