import { expect, it } from 'vitest';
import { durations } from '../../src/durations.ts';
import { modelTiming } from '../../src/llm/timing.ts';
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
    verifyLinkMs: 24 * hour,
    pendingTenantMs: 24 * hour,
    widgetSessionMs: 24 * hour,
    widgetSessionRetentionMs: 7 * day,
    replyLogMs: 10 * minute,
    silentLogMs: 2_000,
    coalesceMs: 25,
    socketInitMs: 3_000,
    socketHeartbeatMs: 12_000,
    drainMs: 25_000,
  });
});

it('gives up a dead writer’s reply within 20 s, and sees a change of a tenant within 5 s', () => {
  expect(durations.replyLeaseMs + durations.reaperIntervalMs).toBeLessThanOrEqual(20_000);
  expect(durations.replyFlushMs * 4).toBeLessThan(durations.replyLeaseMs);
  expect(durations.tenantCacheMs).toBeLessThanOrEqual(5_000);
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
    loginsPerAccountAndIp: { limit: 10, windowMs: 15 * minute },
    loginsPerIp: { limit: 50, windowMs: 15 * minute },
    mailsPerAddressAndPurpose: { limit: 3, windowMs: day },
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
    messagesPerMinute: 60,
    stallMs: 10_000,
  });
});
