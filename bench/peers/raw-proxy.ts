import { createServer, request as requestOf } from 'node:http';
import type { AddressInfo } from 'node:net';
import { announce } from './announce.ts';

// Hands each request on to the model and its answer back, as it comes, and looks at neither.
const model = new URL(process.env.MODEL_URL ?? '');
const server = createServer((request, response) => {
  const { method, headers, url } = request;
  const { hostname, port, pathname } = model;
  const onward = requestOf({ hostname, port, path: `${pathname}${url}`, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
