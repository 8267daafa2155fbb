import type { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: from a look into memory to the longest reply. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const firstTokenBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15];
const modelBuckets = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 60];
const decisionBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25];

/** What is measured. Labels come from short fixed lists: never a tenant, a user, an address or an id. */
export interface Instruments {
  registry: Registry;
  requests: Counter<'method' | 'route' | 'status'>;
  requestSeconds: Histogram<'route'>;
  failures: Counter<'code' | 'transport'>;
  sockets: Gauge;
  subscriptions: Counter;
  streams: Gauge<'model'>;
  firstTokenSeconds: Histogram<'model'>;
  modelCalls: Counter<'model' | 'kind' | 'outcome'>;
  modelSeconds: Histogram<'model' | 'kind'>;
  modelTokens: Counter<'model' | 'direction'>;
  breakersOpen: Gauge;
  quotaRefusals: Counter<'quota'>;
  decisionSeconds: Histogram;
  outboxMails: Gauge<'status'>;
  up: Gauge<'part'>;
  pingSeconds: Gauge<'part'>;
  memoryBytes: Gauge<'kind'>;
  cpuSeconds: Gauge;
  loopUtilisation: Gauge;
}

type PromClient = typeof import('prom-client');

/** Makes the instruments on a registry of their own. */
export function createInstruments({ Registry, Counter, Gauge, Histogram }: PromClient): Instruments {
  const registry = new Registry();
  const of = <Names extends string>(name: string, help: string, labelNames: Names[] = []) => ({
    ...{ name: `efofx_${name}`, help, labelNames },
    registers: [registry],
  });
  const timed = <Names extends string>(name: string, help: string, buckets: number[], labels: Names[] = []) =>
    new Histogram({ ...of(name, help, labels), buckets });
  return {
    registry,
    requests: new Counter(of('http_requests_total', 'HTTP requests answered', ['method', 'route', 'status'])),
    requestSeconds: timed('http_request_seconds', 'Time to the end of the answer', requestBuckets, ['route']),
    failures: new Counter(of('failures_total', 'Errors told to callers', ['code', 'transport'])),
    sockets: new Gauge(of('sockets', 'Open websockets')),
    subscriptions: new Counter(of('subscriptions_total', 'Subscriptions begun')),
    streams: new Gauge(of('streams', 'Texts that a model is writing', ['model'])),
    firstTokenSeconds: timed(
      'first_token_seconds',
      "From asking a model to its text's first piece",
      firstTokenBuckets,
      ['model'],
    ),
    modelCalls: new Counter(
      of('model_calls_total', 'Model calls by how they ended', ['model', 'kind', 'outcome']),
    ),
    modelSeconds: timed('model_seconds', 'Length of model calls', modelBuckets, ['model', 'kind']),
    modelTokens: new Counter(
      of('model_tokens_total', 'Tokens, at four characters each', ['model', 'direction']),
    ),
    breakersOpen: new Gauge(of('breakers_open', 'OpenAI keys whose circuit is open')),
    quotaRefusals: new Counter(of('quota_refusals_total', 'Refusals by limit', ['quota'])),
    decisionSeconds: timed('limiter_seconds', 'Time that the limiter takes to decide', decisionBuckets),
    outboxMails: new Gauge(
      of('outbox_mails', 'Mails that have not left, and that were given up', ['status']),
    ),
    up: new Gauge(of('up', '1: database or Redis answers', ['part'])),
    pingSeconds: new Gauge(of('ping_seconds', 'Round trip to database and Redis', ['part'])),
    memoryBytes: new Gauge(of('memory_bytes', 'Memory of the process', ['kind'])),
    cpuSeconds: new Gauge(of('cpu_seconds_total', 'Processor time used so far')),
    loopUtilisation: new Gauge(of('event_loop_utilisation', 'Share of time that the event loop was busy')),
  };
}
