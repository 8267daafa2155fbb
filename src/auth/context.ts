import type { Viewer } from './viewer.ts';

/** What resolvers get. A new one is made for each operation. */
export interface Context {
  viewer: Viewer;
  /** Services for subscriptions, which have no resolver instance. */
  service: <T>(type: abstract new (...args: never[]) => T) => T;
}
