import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/persistence/unique-turns.ts';

/** Writes that end when told to. */
const writes = (turns: Turns) => {
  const begun: string[] = [];
  const ends = new Map<string, (failure?: Error) => void>();
  const take = (name: string, ...keys: string[]) =>
    turns.take(keys, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) =>
        ends.set(name, (failure) => (failure ? reject(failure) : resolve(name))),
      );
    });
  return { begun, take, end: (name: string, failure?: Error) => ends.get(name)?.(failure) };
};

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('writes of one key', () => {
  it('go one after another in the order they came, also after one that failed; others do not wait', async () => {
    const { begun, take, end } = writes(new Turns());
    const first = take('first', 'a');
    const second = take('second', 'a', 'b');
    const third = take('third', 'b');
    const other = take('other', 'c');
    await settled();
    expect(begun).toEqual(['first', 'other']);
    end('first', new Error('refused'));
    await expect(first).rejects.toThrow('refused');
    await settled();
    expect(begun).toEqual(['first', 'other', 'second']);
    end('second');
    expect(await second).toBe('second');
    await settled();
    expect(begun).toEqual(['first', 'other', 'second', 'third']);
    for (const name of ['third', 'other']) end(name);
    expect(await Promise.all([third, other])).toEqual(['third', 'other']);
  });

  it('do not wait for one that hangs without end', async () => {
    const { begun, take, end } = writes(new Turns());
    const hanging = take('hanging', 'a');
    const next = take('next', 'a').then(() => 'done');
    await expect.poll(() => begun, { timeout: 5_000 }).toEqual(['hanging', 'next']);
    end('next');
    expect(await next).toBe('done');
    end('hanging');
    await hanging;
  });
});
