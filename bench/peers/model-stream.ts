import OpenAI from 'openai';

const client = new OpenAI({ apiKey: 'sk-bench', baseURL: process.env.MODEL_URL ?? '' });

/** What the model says to a message, piece by piece. */
export async function* piecesOf(message: string): AsyncGenerator<string> {
  const messages = [{ role: 'user' as const, content: message }];
  const stream = await client.chat.completions.create({ model: 'tokens', stream: true, messages });
  for await (const { choices } of stream) {
    const text = choices[0]?.delta.content;
    if (text) yield text;
  }
}
