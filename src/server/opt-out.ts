import type { IncomingHttpHeaders } from 'node:http';

/** Whether a browser asks that its user not be tracked: Do Not Track, or Global Privacy Control. */
export const hasOptedOut = (headers: IncomingHttpHeaders): boolean =>
  headers.dnt === '1' || headers['sec-gpc'] === '1';
