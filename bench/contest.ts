import { type Bound, type Row, rowBeside } from './figures.ts';

/** What one round of a load has come to. */
export interface Outcome {
  /** What came rightly in a second. */
  perSecond: number;
  /** Wrong, refused, limited or none. */
  failed: number;
  /** Processor time of the server and its database for one of what is counted, in ms. */
  processorMs: number;
}

export interface Contest {
  what: string;
  /** What is counted. */
  unit: string;
  own: readonly Outcome[];
}

/**
 * What the product does in a second beside what a peer does in the same rounds, and the processor time of one, which tells what it costs
 * apart from what else the machine does.
 */
export function contestRows(
  { what, unit, own }: Contest,
  name: string,
  peers: readonly Outcome[],
  bound?: Bound,
): Row[] {
  const of = (outcomes: readonly Outcome[], figure: 'perSecond' | 'processorMs') => ({
    rounds: outcomes.map((outcome) => outcome[figure]),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  });
  const rowOf = (told: string, figure: 'perSecond' | 'processorMs', in_: string, held?: Bound) =>
    rowBeside(told, of(own, figure), { name, ...of(peers, figure) }, in_, held);
  return [
    rowOf(what, 'perSecond', `${unit}/s`, bound),
    rowOf(`${what}: processor time`, 'processorMs', `ms/${unit}`),
  ];
}
