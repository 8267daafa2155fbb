import { describe, expect, it } from 'vitest';
import { type RawAnswer } from '../support/model.ts';
import { extractionPrompt, failed, head, openaiBench, staying } from '../support/model-bench.ts';

const bench = openaiBench();

describe('extracting', () => {
  it('gives what the model read, validated, and sends the shape along', async () => {
    expect(await bench.model.extract(extractionPrompt(), staying())).toEqual({ value: 450, unit: 'sqft' });
    expect(bench.server.requests[0]?.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'size', strict: true },
    });
    expect(bench.server.requests[0]?.body).toMatchObject({ max_completion_tokens: 200 });
  });

  const completion =
    (message: object, finish_reason = 'stop'): RawAnswer =>
    (response) =>
      head(response, 'application/json').end(
        JSON.stringify({
          id: 'c',
          object: 'chat.completion',
          created: 0,
          model: 'm',
          choices: [{ index: 0, finish_reason, message: { role: 'assistant', ...message } }],
        }),
      );

  it.each([
    ['of another shape', completion({ content: '{"value":"many"}' })],
    ['out of range', completion({ content: '{"value":-1,"unit":"sqft"}' })],
    ['cut by the token limit', completion({ content: '{"value":4' }, 'length')],
    ['held back', completion({ content: '{}' }, 'content_filter')],
  ])('fails for an answer %s, without asking again', async (_, answer) => {
    bench.server.answerAll(answer);
    await expect(bench.model.extract(extractionPrompt(), staying())).rejects.toEqual(
      failed('LLM_UNAVAILABLE'),
    );
    expect(bench.server.requests).toHaveLength(1);
  });

  it('fails for an answer that is no JSON, HTML or nothing', async () => {
    for (const body of ['{"choices":[', '<html></html>', '']) {
      bench.server.answerAll((response) => head(response, 'application/json').end(body));
      await expect(bench.model.extract(extractionPrompt(), staying())).rejects.toEqual(
        failed('LLM_UNAVAILABLE'),
      );
    }
  });

  it('gives null where the model declines', async () => {
    bench.server.answerNext(completion({ content: null, refusal: 'No.' }));
    expect(await bench.model.extract(extractionPrompt(), staying())).toBeNull();
  });

  it('tries again, gives up in time and leaves at once like a reply', async () => {
    bench.server.answerNext((response) => response.writeHead(503).end());
    expect(await bench.model.extract(extractionPrompt(), staying())).toEqual({ value: 450, unit: 'sqft' });
    bench.server.answerAll(() => {});
    await expect(bench.model.extract(extractionPrompt(), staying())).rejects.toEqual(
      failed('LLM_UNAVAILABLE'),
    );
    await expect(bench.model.extract(extractionPrompt(), AbortSignal.timeout(30))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});
