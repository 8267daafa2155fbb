import { describe, expect, it } from 'vitest';
import { batch, computed, effect, signal } from '../../client-widget/src/models/signal.ts';

describe('a signal', () => {
  it('has effects run that have read it, once for each change', () => {
    const count = signal(1);
    const other = signal('a');
    const seen: number[] = [];
    const stop = effect(() => void seen.push(count.value));
    count.value = 2;
    count.value = 2;
    other.value = 'b';
    stop();
    count.value = 3;
    expect(seen).toEqual([1, 2]);
  });

  it('is read through what is computed of it, and left alone by a peek', () => {
    const count = signal(1);
    const twice = computed(() => count.value * 2);
    const seen: number[] = [];
    effect(() => void seen.push(twice.value));
    effect(() => void count.peek());
    effect(() => void seen.push(-twice.peek()));
    count.value = 5;
    expect(seen).toEqual([2, -2, 10]);
  });

  it('is forgotten by an effect that does not read it any more', () => {
    const isShown = signal(true);
    const text = signal('a');
    const seen: string[] = [];
    effect(() => void seen.push(isShown.value ? text.value : 'hidden'));
    isShown.value = false;
    text.value = 'b';
    expect(seen).toEqual(['a', 'hidden']);
  });

  it('changes with others as one in a batch, and effects may bring about more', () => {
    const [one, other] = [signal(1), signal(1)];
    const sum = signal(0);
    const seen: number[] = [];
    effect(() => {
      sum.value = one.value + other.value;
    });
    effect(() => void seen.push(sum.value));
    batch(() => {
      one.value = 10;
      other.value = 20;
    });
    expect(seen).toEqual([2, 30]);
  });

  it('goes on when an effect fails', () => {
    const count = signal(0);
    const seen: number[] = [];
    effect(() => {
      if (count.value === 1) throw new Error('broken');
    });
    effect(() => void seen.push(count.value));
    expect(() => {
      count.value = 1;
    }).toThrow('broken');
    count.value = 2;
    expect(seen).toContain(2);
  });
});
