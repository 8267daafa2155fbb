import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { vi } from 'vitest';
import type { ModelServer } from '../support/model.ts';
import type { Started } from '../support/start.ts';

export const channelNames = ['bodies', 'frames', 'mails', 'log lines', 'model requests', 'keys'] as const;
/** What a server has let out, by where. */
export type Channels = Record<(typeof channelNames)[number], string[]>;

/** Keys of limits, reply logs and pictures of tenants, as they are set from now on. */
export function watchKeys(): string[] {
  const keys: string[] = [];
  const set = LRUCache.prototype.set;
  vi.spyOn(LRUCache.prototype, 'set').mockImplementation(function (this: unknown, ...values) {
    keys.push(String(values[0]));
    return Reflect.apply(set, this, values);
  });
  return keys;
}

/** All that has been let out so far; `bodies`, `frames` and `keys` are those of the test. */
export async function heard(
  server: Started,
  model: ModelServer,
  own: Pick<Channels, 'bodies' | 'frames' | 'keys'>,
): Promise<Channels> {
  const folder = join(server.dataDir, 'outbox');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.eml')).sort();
  const mails = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return {
    bodies: [...own.bodies],
    frames: [...own.frames],
    keys: [...own.keys],
    mails,
    'log lines': [...server.log],
    'model requests': model.requests.map(({ authorization, body }) =>
      JSON.stringify({ authorization, body }),
    ),
  };
}

/** What was let out since. */
export function since(before: Channels, after: Channels): Channels {
  const later = channelNames.map((name) => [name, after[name].slice(before[name].length)] as const);
  return Object.fromEntries(later) as Channels;
}

/** Which of these a text holds, as it stands or in quoted-printable or base64. */
export function found(text: string, canaries: readonly string[]): string[] {
  const printable = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const hidden = (text.match(/[\w+/-]{16,}/g) ?? []).map((run) =>
    Buffer.from(run, 'base64').toString('latin1'),
  );
  const everything = [text, printable, ...hidden].join('\n').toLowerCase();
  return canaries.filter((canary) => everything.includes(canary.toLowerCase()));
}
