import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WidgetService } from '../../src/widget/widget.service.ts';
import { ask, get, post } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const typename = JSON.stringify({ query: '{ __typename }' });
const config = 'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName } }';
const json = { 'content-type': 'application/json' };
const bytes = (...values: number[]) => new Uint8Array(values);

let server: Started;

beforeAll(async () => {
  server = await start({ INTROSPECTION: '0', PLAYGROUND: '1' });
});
afterAll(() => server.close());

describe('a request to /graphql', () => {
  it.each([
    ['JSON', typename, json],
    ['JSON in UTF-8', typename, { 'content-type': 'application/json; charset=utf-8' }],
    ['JSON in "UTF-8"', typename, { 'content-type': 'application/json; charset="UTF-8"' }],
    [
      'JSON with nulls',
      JSON.stringify({ query: '{ __typename }', operationName: null, variables: null }),
      json,
    ],
  ])('is read as %s', async (_what, body, headers) => {
    const { status, data } = await post(server, body, headers);
    expect([status, data]).toEqual([200, { __typename: 'Query' }]);
  });

  it.each([
    ['a list of operations', `[${typename},${typename}]`, json],
    ['plain text', typename, { 'content-type': 'text/plain' }],
    ['a form', 'query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form with parts', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['the document itself', '{ __typename }', { 'content-type': 'application/graphql' }],
    ['JSON in UTF-16', typename, { 'content-type': 'application/json; charset=utf-16' }],
    ['JSON in Latin-1', typename, { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['bytes that are no UTF-8', bytes(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d), json],
    ['a mark of byte order in UTF-16', bytes(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00), json],
    ['compressed JSON', new Uint8Array(gzipSync(typename)), { ...json, 'content-encoding': 'gzip' }],
    ['half a JSON', typename.slice(0, -2), json],
    ['nothing', '', json],
    ['a text', '"{ __typename }"', json],
    ['null', 'null', json],
    ['no query', '{}', json],
    ['a query that is a list', '{"query":["{ __typename }"]}', json],
    ['variables that are a text', '{"query":"{ __typename }","variables":"{}"}', json],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}', json],
    ['a name that is an object', '{"query":"{ __typename }","operationName":{}}', json],
    ['a name that is not there', '{"query":"query A { __typename }","operationName":"B"}', json],
    ['the hash of a query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', json],
  ])('is refused as %s', async (_what, body, headers) => {
    const { status, errors, data } = await post(server, body, headers);
    expect([status, data, errors.map(({ extensions }) => extensions.code)]).toEqual([
      400,
      null,
      ['BAD_USER_INPUT'],
    ]);
    expect(errors[0]?.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('may have 100 KB, and no more', async () => {
    const resolver = vi.spyOn(WidgetService.prototype, 'config');
    const bodyOf = (length: number) => {
      const body = { query: config, variables: { apiKey: '' } };
      body.variables.apiKey = 'x'.repeat(length - JSON.stringify(body).length);
      return JSON.stringify(body);
    };
    const within = await post(server, bodyOf(100 * 1_024));
    expect(within.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(resolver).toHaveBeenCalledTimes(1);
    const over = await post(server, bodyOf(100 * 1_024 + 1));
    expect([over.status, over.errors[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(over.errors[0]?.extensions).toMatchObject({ limit: 102_400, requestId: expect.any(String) });
    expect(resolver).toHaveBeenCalledTimes(1);
    resolver.mockRestore();
  });

  it('is no subscription', async () => {
    const query =
      'subscription { chatReply(sessionId: "0b0e0000-0000-4000-8000-000000000000") { __typename } }';
    const { status, errors } = await ask(server, query);
    expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it.each(['GET', 'PUT', 'DELETE'])('does nothing by %s', async (method) => {
    const resolver = vi.spyOn(WidgetService.prototype, 'config');
    const query = `?query=${encodeURIComponent('{ widgetConfig(apiKey: "x") { tenantName } }')}`;
    const response = await fetch(`${server.url}/graphql${query}`, {
      method,
      headers: { 'apollo-require-preflight': 'true', accept: 'application/json' },
    });
    expect([404, 405]).toContain(response.status);
    expect(await response.text()).not.toContain('"data"');
    expect(resolver).not.toHaveBeenCalled();
    resolver.mockRestore();
  });

  it.each(['0', '1'])('says by which method to come, with a code (PLAYGROUND=%s)', async (playground) => {
    const other = await start({ PLAYGROUND: playground });
    try {
      const response = await fetch(`${other.url}/graphql?query={__typename}`);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', requestId: expect.any(String) });
    } finally {
      await other.close();
    }
  });

  it('that is no HTTP at all is dropped, and the next one served', async () => {
    const { hostname, port } = new URL(server.url);
    const answers = await Promise.all(
      [
        'nonsense\r\n\r\n',
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
        `GET / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
      ].map(
        (text) =>
          new Promise<string>((resolve) => {
            const peer = connect(Number(port), hostname, () => peer.write(text));
            let heard = '';
            peer.on('data', (data) => {
              heard += String(data);
            });
            peer.on('error', () => undefined);
            peer.on('close', () => resolve(heard));
          }),
      ),
    );
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect(await get(server, '{ __typename }')).toEqual({ __typename: 'Query' });
  });

  it('tells nothing of what runs here', async () => {
    const answers = [
      await fetch(`${server.url}/graphql`),
      await fetch(`${server.url}/nothing?token=secret-token`),
    ];
    for (const answer of answers) {
      expect(answer.headers.get('x-powered-by')).toBeNull();
      expect(answer.headers.get('server')).toBeNull();
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await answer.text()).not.toMatch(/ {4}at |secret-token/);
    }
    expect(server.log.join('\n')).not.toContain('secret-token');
  });
});
