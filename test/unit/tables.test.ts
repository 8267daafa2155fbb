import { expect, it } from 'vitest';
import { durations } from '../../src/durations.ts';
import { modelTiming } from '../../src/llm/timing.ts';
import { backoffMs } from '../../src/mail/backoff.ts';
import { operationLimits } from '../../src/server/operation-limits-table.ts';
import { socketBounds } from '../../src/server/socket-limits.ts';
import { quotas, sessionShare, tiers } from '../../src/tenant/tiers.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The rest of the suite runs on quicker tables: here stands what the product promises. */
it('keeps the product’s own lifetimes', () => {
  expect(durations).toMatchObject({
    accessTokenMs: 15 * minute,
    refreshTokenMs: 30 * day,
    refreshGraceMs: 10_000,
    resetLinkMs: 30 * minute,
    inviteLinkMs: 7 * day,
    verifyLinkMs: 24 * hour,
    auditMs: 400 * day,
    tenantRetentionMs: 90 * day,
    pendingTenantMs: 24 * hour,
    widgetSessionMs: 24 * hour,
    widgetSessionRetentionMs: 7 * day,
    replyLogMs: 10 * minute,
    silentLogMs: 2_000,
    coalesceMs: 25,
    scriptedWordMs: 15,
    scriptedReplyMs: 1_000,
    estimateReadingMs: 4_000,
    classPollMs: 2_000,
    classOverlapMs: 30_000,
    socketInitMs: 3_000,
    socketHeartbeatMs: 12_000,
    socketStallMs: 10_000,
    requestHeadMs: 10_000,
    requestMs: 30_000,
    drainMs: 25_000,
    keyRewrapMs: hour,
    mailRetryForMs: day,
    mailRetentionMs: 30 * day,
    mailConnectMs: 10_000,
    mailAnswerMs: 5 * minute,
    feedbackLinkMs: 90 * day,
    feedbackRepairMs: minute,
    outcomeReviewMs: day,
  });
});

it('gives up a dead writer’s reply within 20 s, and sees a change of a tenant within 5 s', () => {
  expect(durations.replyLeaseMs + durations.reaperIntervalMs).toBeLessThanOrEqual(20_000);
  expect(durations.replyFlushMs * 4).toBeLessThan(durations.replyLeaseMs);
  expect(durations.tenantCacheMs + durations.socketRecheckMs).toBeLessThanOrEqual(4_000);
});

it('waits between the attempts at a mail: 2 s, 5 s, 15 s, 1 min, 5 min, 15 min, then half an hour, a fifth more or less', () => {
  const waits = (random: number) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 60].map((failures) => backoffMs(failures, durations.mailBackoffMs, random));
  const exact = [2, 5, 15, 60, 300, 900, 1_800, 1_800, 1_800].map((seconds) => seconds * 1_000);
  expect(waits(0.5)).toEqual(exact);
  expect(waits(0)).toEqual(exact.map((ms) => ms * 0.8));
  expect(waits(1)).toEqual(exact.map((ms) => ms * 1.2));
});

it('ends within 30 s of being told to stop, mails included', () => {
  expect(durations.drainMs + 2_000 + durations.mailDrainMs).toBeLessThan(30_000);
});

it('keeps the tiers', () => {
  expect(tiers).toEqual({
    TRIAL: {
      requestsPerHour: 10,
      byokRequired: false,
      whiteLabel: false,
      maxCustomReferenceClasses: 0,
      repliesAtOnce: 3,
    },
    PRO: {
      requestsPerHour: 100,
      byokRequired: true,
      whiteLabel: true,
      maxCustomReferenceClasses: 50,
      repliesAtOnce: 10,
    },
    ENTERPRISE: {
      requestsPerHour: 1_000,
      byokRequired: true,
      whiteLabel: true,
      maxCustomReferenceClasses: null,
      repliesAtOnce: 50,
    },
  });
  expect([10, 100, 1_000].map(sessionShare)).toEqual([8, 20, 200]);
});

it('keeps the limits that no tier changes', () => {
  expect(quotas).toEqual({
    messagesPerSession: { limit: 50, windowMs: day },
    messagesPerSessionMinute: { limit: 20, windowMs: minute },
    sessionsPerIp: { limit: 60, windowMs: hour },
    registrationsPerIp: { limit: 20, windowMs: day },
    failedLoginsUntold: { limit: 4, windowMs: 15 * minute },
    failedLoginsTold: { limit: 1, windowMs: 15 * minute },
    loginsPerAccountAndIp: { limit: 10, windowMs: 15 * minute },
    loginsPerIp: { limit: 50, windowMs: 15 * minute },
    keyFailuresAudited: { limit: 1, windowMs: day },
    feedbackRequestsPerTenant: { limit: 50, windowMs: day },
    mailsPerAddressAndPurpose: { limit: 3, windowMs: day },
    businessMailsPerTenant: { limit: 200, windowMs: day },
  });
});

it('keeps the patience with a model', () => {
  expect(modelTiming).toMatchObject({
    connectMs: 5_000,
    firstTokenMs: 15_000,
    idleMs: 10_000,
    totalMs: 60_000,
    maxRetryAfterMs: 5_000,
    breakerWindowMs: 30_000,
    breakerOpenMs: 30_000,
  });
});

it('keeps the bounds of operations and sockets', () => {
  expect(operationLimits).toMatchObject({
    tokens: 1_000,
    depth: 8,
    fields: 500,
    aliases: 10,
    directives: 10,
    rootFields: { query: 5, mutation: 1 },
    firstMin: 1,
    firstMax: 50,
    cost: 1_000,
    listEntries: 100,
  });
  expect(socketBounds).toEqual({
    maxFrameBytes: 65_536,
    subscriptionsPerSocket: 5,
    socketsPerWidgetSession: 3,
    socketsPerUser: 20,
    socketsPerTenant: 500,
    fragmentsPerMessage: 16,
    chunksPerMessage: 1_024,
    strangersPerAddress: 100,
    messagesPerMinute: 60,
    signalsPerMinute: 60,
  });
});
