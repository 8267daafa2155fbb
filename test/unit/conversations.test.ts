import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { composeReply, replyWords } from '../../src/chat/dialogue.ts';
import type { ProjectReading, Topic, Utterance } from '../../src/reference/project-details.ts';
import { isReady } from '../../src/reference/readiness.ts';
import { readProject } from '../../src/reference/reading.ts';

interface LabelledConversation {
  id: string;
  messages: string[];
}

const labelled: LabelledConversation[] = JSON.parse(
  readFileSync(new URL('../fixtures/scoping.json', import.meta.url), 'utf8'),
);

describe('the assistant in the labelled conversations', () => {
  it.each(labelled)(
    '$id: keeps to its length, asks for what is missing and never repeats itself',
    ({ messages }) => {
      const asked: Topic[] = [];
      const said: Utterance[] = [];
      const questions: string[] = [];
      let before: ProjectReading | null = null;
      for (const text of messages) {
        const answering = asked.at(-1);
        said.push(answering ? { text, answering } : { text });
        const reading = readProject(said);
        const { details, regionDeclined, ready } = reading;
        const reply = composeReply({
          reading,
          before,
          lastMessage: text,
          asked: [...asked],
          turn: said.length,
          locale: 'en',
          tenantName: 'Blue Pools',
          leadCapture: false,
          hasContact: false,
        });
        const talk = `> ${text}\n${reply.text} ${JSON.stringify(reply.suggestions)}`;
        const words = reply.text.split(/\s+/).length;
        expect(words, talk).toBeGreaterThanOrEqual(replyWords.from);
        expect(words, talk).toBeLessThanOrEqual(replyWords.to);
        expect(isReady(details, regionDeclined), talk).toBe(ready);
        expect(reply.suggestions[0] === 'Show my estimate', talk).toBe(ready);
        if (reply.question) questions.push(reply.question);
        if (reply.asks) asked.push(reply.asks);
        before = reading;
      }
      expect(new Set(questions).size).toBe(questions.length);
    },
  );
});
