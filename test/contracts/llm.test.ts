import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../src/llm/llm.ts';
import { openaiModel } from '../../src/llm/openai.ts';
import { scriptedModel } from '../../src/llm/scripted.ts';
import { modelTiming } from '../../src/llm/timing.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { startModel } from '../support/model.ts';
import { extractionPrompt, hear, replyPrompt, staying } from '../support/model-bench.ts';

/** What every model keeps, whatever stands behind it. `create` gives one that takes a while over 20 words. */
function llmContract(name: string, create: () => Promise<{ model: LanguageModel; close(): Promise<void> }>) {
  describe(`${name}: any model`, () => {
    let model: LanguageModel;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ model, close } = await create());
    });
    afterEach(() => close());

    const words = Array.from({ length: 20 }, (_, n) => `word${n}`).join(' ');

    it('says a text in several pieces that together are the text', async () => {
      for (const text of ['One.', words, '  spaced  out,\n\nwith lines \n', 'naïve façade 🏊‍♀️ 15×30']) {
        const { error, ...heard } = await hear(model, replyPrompt(text));
        expect(error).toBeNull();
        expect(heard.text).toBe(text);
      }
      expect((await hear(model, replyPrompt(words))).pieces.length).toBeGreaterThan(3);
    });

    it('says nothing to a caller who has already left', async () => {
      const reason = new Error('left before');
      const heard = await hear(model, replyPrompt(words), AbortSignal.abort(reason));
      expect(heard).toMatchObject({ text: '', error: reason });
      await expect(model.extract(extractionPrompt(), AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it(
      'stops at once, with the reason given, when the caller leaves in the middle',
      lookedAtThrice,
      async () => {
        const controller = new AbortController();
        const reason = new Error('cancelled');
        const pieces: string[] = [];
        let leftAt = 0;
        const listening = (async () => {
          for await (const piece of model.reply(replyPrompt(words), controller.signal)) {
            pieces.push(piece);
            if (pieces.length === 2) {
              leftAt = performance.now();
              controller.abort(reason);
            }
          }
        })();
        await expect(listening).rejects.toBe(reason);
        expect(performance.now() - leftAt).toBeLessThan(100);
        expect(pieces.join('')).not.toBe(words);
      },
    );

    it('keeps fifty replies at once apart', async () => {
      const texts = Array.from({ length: 50 }, (_, n) => `reply number ${n} and no other`);
      const heard = await Promise.all(texts.map((text) => hear(model, replyPrompt(text))));
      expect(heard.map(({ text }) => text)).toEqual(texts);
    });
  });
}

llmContract('scripted', async () => ({
  model: scriptedModel({ msPerWord: 3, maxMs: 1_000 }),
  close: async () => {},
}));
llmContract('openai', async () => {
  const server = await startModel({ msPerChunk: 2, charactersPerChunk: 7 });
  return {
    model: openaiModel({ baseUrl: server.baseUrl, apiKey: 'k', model: 'm', timing: modelTiming }),
    close: server.close,
  };
});

describe('scripted model', () => {
  it('says a word about every 15 ms', lookedAtThrice, async () => {
    const { ms, pieces } = await hear(
      scriptedModel({ msPerWord: 15, maxMs: 1_000 }),
      replyPrompt('a b c d e f g h i j k'),
    );
    expect(pieces).toEqual(['a', ' b', ' c', ' d', ' e', ' f', ' g', ' h', ' i', ' j', ' k']);
    expect(ms).toBeGreaterThan(140);
    expect(ms).toBeLessThan(400);
  });

  it('takes no more than its longest time, however long the text', lookedAtThrice, async () => {
    const text = 'word '.repeat(3_000);
    const heard = await hear(scriptedModel({ msPerWord: 15, maxMs: 150 }), replyPrompt(text));
    expect(heard.text).toBe(text);
    expect(heard.ms).toBeLessThan(400);
  });

  it('keeps white space alone, nothing at all, and one endless word', async () => {
    const model = scriptedModel({ msPerWord: 0, maxMs: 0 });
    for (const text of ['', ' \n ', 'x'.repeat(50_000), ' '.repeat(50_000)]) {
      expect(await hear(model, replyPrompt(text))).toMatchObject({ text, error: null });
    }
  });

  it('extracts nothing', async () => {
    expect(await scriptedModel({ msPerWord: 1, maxMs: 1 }).extract(extractionPrompt(), staying())).toBeNull();
  });
});
