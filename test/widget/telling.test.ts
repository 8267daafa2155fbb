import { describe, expect, it } from 'vitest';
import { signal } from '../../client-widget/src/models/signal.ts';
import { type Told, tell } from '../../client-widget/src/models/telling.ts';
import { createFakeTransport, failure } from './fake-transport.ts';
import { eventually, lastOf } from './running-widget.ts';

const sentences = ['A pool ', 'of this size ', 'takes eight weeks.'];

function begun() {
  const { transport, tellings } = createFakeTransport();
  const told = signal<Told | null>({ key: 'e1/1', text: '' });
  tell(transport, 's1', told, () => 0);
  return { told, tellings };
}

describe('the story of an estimate', () => {
  it('goes on where it was, wherever it is cut', async () => {
    const { told, tellings } = begun();
    for (const [index, text] of sentences.entries()) {
      const { sink, afterIndex } = lastOf(tellings);
      expect(afterIndex).toBe(index - 1);
      sink.event({ index, text });
      // The same once more changes nothing.
      sink.event({ index, text });
      expect(told.value?.text).toBe(sentences.slice(0, index + 1).join(''));
      sink.ended(failure('CLOSED'));
      await eventually(() => tellings.length === index + 2);
    }
    lastOf(tellings).sink.event({ index: sentences.length, narrative: sentences.join('') });
    expect(told.value).toBeNull();
  });

  it('is shown whole where the stream does not come', async () => {
    const { told, tellings } = begun();
    for (let count = 1; told.value; count += 1) {
      await eventually(() => tellings.length === count);
      lastOf(tellings).sink.ended(failure('NETWORK'));
    }
    expect(tellings).toHaveLength(5);
  });

  it('ends for a newer estimate', () => {
    const { told, tellings } = begun();
    told.value = { key: 'e1/2', text: 'Another ' };
    lastOf(tellings).sink.event({ index: 0, text: 'Old ' });
    expect(told.value.text).toBe('Another ');
  });
});
