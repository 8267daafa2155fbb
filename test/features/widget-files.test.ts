import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, start } from '../support/start.ts';

let server: Started;

beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

/** As it comes over the line: `fetch` would unpack it. */
function raw(path: string, encoding: string) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const asked = request(
        `${server.url}${path}`,
        { headers: { 'accept-encoding': encoding } },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts),
            }),
          );
        },
      );
      asked.on('error', reject);
      asked.end();
    },
  );
}

describe('the widget’s files', () => {
  it('come compressed as the browser can read them, and are the same', async () => {
    const plain = await raw('/widget.js', 'identity');
    const gzip = await raw('/widget.js', 'gzip');
    const brotli = await raw('/widget.js', 'gzip, deflate, br');
    expect([plain.status, gzip.status, brotli.status]).toEqual([200, 200, 200]);
    expect([gzip.headers['content-encoding'], brotli.headers['content-encoding']]).toEqual(['gzip', 'br']);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    for (const { headers } of [gzip, brotli])
      expect(headers).toMatchObject({
        'content-type': expect.stringMatching(/^(text|application)\/javascript/),
        'access-control-allow-origin': '*',
        vary: expect.stringMatching(/accept-encoding/i),
      });
    expect(gzip.body.length).toBeLessThanOrEqual(3_000);
  });

  it('are kept for good where their name tells their content, for minutes where it does not', async () => {
    const loader = await raw('/widget.js', 'gzip');
    const chunk = /widget-chat-[\w-]{8}\.js/.exec(gunzipSync(loader.body).toString())?.[0] ?? '';
    const chat = await raw(`/${chunk}`, 'br');
    expect(loader.headers['cache-control']).toBe('public, max-age=300');
    expect(chat.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await raw('/widget.js.gz', 'identity')).status).toBe(404);
  });
});
