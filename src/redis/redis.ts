import type { Redis } from 'ioredis';
import { Failure } from '../errors.ts';

/**
 * The connection that a process shares with the others through Redis. While Redis does not answer every command fails at once; whether it
 * answers again is found out in the background.
 */
export interface SharedRedis {
  /** Fails with SERVICE_UNAVAILABLE, within `answerMs`, where Redis is not to be had. */
  run<T>(command: (redis: Redis) => Promise<T>): Promise<T>;
  /** false: it was found not to answer, and commands are not sent. */
  readonly isThere: boolean;
  /** The one connection that listens. */
  readonly subscriber: Redis;
  /** Resolves once the subscriber hears these channels, or does not get through: `onReturn` tells when to try again. Never fails. */
  subscribe(channels: readonly string[]): Promise<void>;
  /** Called when Redis answers again: what came meanwhile has been missed. Returns how to take that back. */
  onReturn(listener: () => void): () => void;
  /** Rejects while Redis does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How long an answer of Redis is waited for: a decision has to be there within 250 ms. */
export const answerMs = 200;

const namespace = 'efofx';

/** Every key stands below its tenant's name, or below `sys` where it is nobody's. */
export function redisKey(tenantId: string | null, ...parts: readonly string[]): string {
  return [namespace, tenantId ?? 'sys', ...parts].join(':');
}

export const redisGone = (): Failure =>
  new Failure('SERVICE_UNAVAILABLE', 'The service cannot answer just now; please try again.');
