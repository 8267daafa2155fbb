import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coalesce } from '../../src/chat/coalesce.ts';

const neverQuiet = () => 3_600_000;

async function* spoken(pieces: readonly string[], ended: { by?: string } = {}): AsyncGenerator<string> {
  try {
    yield* pieces;
  } finally {
    ended.by = 'return';
  }
}

async function collect(pieces: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const piece of pieces) collected.push(piece);
  return collected;
}

describe('joining the pieces of a reply', () => {
  it('loses, doubles and reorders nothing, however it is cut up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string()),
        fc.constantFrom(() => 0, neverQuiet),
        async (pieces, quietMs) => {
          const joined = await collect(coalesce(spoken(pieces), quietMs));
          expect(joined.join('')).toBe(pieces.join(''));
          expect(joined).not.toContain('');
        },
      ),
    );
  });

  it('lets the first piece go at once, and joins what comes close behind it', async () => {
    expect(await collect(coalesce(spoken(['One', ' two', ' three']), neverQuiet))).toEqual([
      'One',
      ' two three',
    ]);
  });

  it('waits no longer once enough is there', async () => {
    const pieces = ['a', ...Array.from({ length: 9 }, () => 'b'.repeat(40))];
    const joined = await collect(coalesce(spoken(pieces), neverQuiet));
    expect(joined.length).toBeGreaterThan(4);
    expect(Math.max(...joined.map((piece) => piece.length))).toBeLessThanOrEqual(104);
  });

  it('asks for the first piece before anyone asks for it', async () => {
    let isAsked = false;
    const asked: AsyncIterable<string> = {
      async *[Symbol.asyncIterator]() {
        isAsked = true;
        yield 'here';
      },
    };
    const joined = coalesce(asked, neverQuiet);
    expect(isAsked).toBe(true);
    expect(await collect(joined)).toEqual(['here']);
  });

  it('passes on what was said before a failure, and then the failure', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield 'said';
      throw new Error('cut off');
    }
    const heard: string[] = [];
    const listening = (async () => {
      for await (const piece of coalesce(failing(), neverQuiet)) heard.push(piece);
    })();
    await expect(listening).rejects.toThrow('cut off');
    expect(heard).toEqual(['said']);
  });

  it('ends the source when it is left early', async () => {
    const ended: { by?: string } = {};
    for await (const _ of coalesce(spoken(['one', 'two', 'three'], ended), () => 0)) break;
    await expect.poll(() => ended.by).toBe('return');
  });
});
