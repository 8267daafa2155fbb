import 'reflect-metadata';
import { afterAll, afterEach } from 'vitest';
import { failOnUnbound, watchConnections } from './command-monitor.ts';

watchConnections();
afterEach(failOnUnbound);
// What servers did before the first test, and after the last.
afterAll(failOnUnbound);
