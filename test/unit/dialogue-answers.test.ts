import { describe, expect, it } from 'vitest';
import type { Topic, Utterance } from '../../src/reference/project-details.ts';
import { readProject } from '../../src/reference/reading.ts';
import { readingOf } from './samples.ts';
import { placed, pool, reply } from './scripted-reply.ts';

const ready = { reading: readingOf(placed), before: readingOf(placed), turn: 5 };

describe('what the scripted assistant answers', () => {
  it.each([
    ['SSO? what is that?', 'sso', /log in with the account/],
    ['what does ADU mean', 'adu', /second small home/],
    ['does it need permits?', 'permits', /city/],
    ['how accurate is it?', 'figures', /cautious figure|assumptions/],
    ['what are the risks?', 'figures', /go wrong|risks/],
    ['do you need my email?', 'contact', /contact details/],
    ['bye', 'end', /Goodbye|All the best/],
    ['cool', 'assent', /^(Of course|Very well|Good)\./],
    ['a spa would be too expensive', 'refusal', /leave that out|skip that|nothing more/],
  ])('to "%s": %s', (lastMessage, _about, answer) => {
    expect(reply({ ...ready, lastMessage }).text).toMatch(answer);
  });

  it.each([
    ['¿cuánto tiempo tarda?', /costo y duración|junto con el costo/],
    ['prefiero no decir cuánto puedo gastar', /fuera|saltamos|nada más/],
    ['¿qué es SSO?', /la cuenta que ya se tiene/],
    ['¿qué incluye?', /supuestos|se supone/],
  ])('in Spanish to "%s"', (lastMessage, answer) => {
    expect(reply({ ...ready, lastMessage, locale: 'es' }).text).toMatch(answer);
  });

  it.each(['done?', 'what happens next', 'fine, show me', '¿qué sigue?'])(
    'to "%s" with the estimate, once it is at hand',
    (lastMessage) => {
      const { text, asks } = reply({ ...ready, lastMessage });
      expect(asks).toBeNull();
      expect(text).toMatch(/opens it/);
    },
  );

  it('to a yes where several things were offered by asking which', () => {
    const { text } = reply({ ...ready, lastMessage: 'yes', asked: ['features'] });
    expect(text).toMatch(/name the ones|which of them/);
  });

  it('doubts a size that cannot be, and no count of rooms or tables', () => {
    const say = (lastMessage: string) =>
      reply({ reading: readingOf(pool), before: readingOf(pool), lastMessage, asked: ['size'], turn: 2 })
        .text;
    expect(say('ok 0 sq ft')).toMatch(/size/);
    expect(say('10 million sq ft')).toMatch(/that size/i);
    expect(say('it has 40 tables')).not.toMatch(/believe|look right/);
    expect(say('2 bedrooms')).not.toMatch(/believe|look right/);
  });

  it('does not wave a needed answer away', () => {
    const { text, asks } = reply({
      reading: readingOf(pool),
      before: readingOf(pool),
      lastMessage: 'no',
      asked: ['size'],
      turn: 2,
    });
    expect(asks).toBe('size');
    expect(text).not.toMatch(/leave that out|skip that|nothing more/);
  });

  it('repeats nothing that was said a sentence before', () => {
    const { text } = reply({ reading: readingOf(pool), before: readingOf(), lastMessage: 'a pool', turn: 3 });
    expect(text.match(/a pool/gi)).toHaveLength(1);
  });
});

describe('leaving the size to the assistant', () => {
  const heard = 'Is there a measurement you know, or shall I take a typical size?';

  it.each(['yes', 'ok', 'you decide', 'up to you', 'sure, please'])('is understood: "%s"', (text) => {
    expect(scaleAfter({ text, answering: 'size', heard })).toBe('unsure');
  });

  it('but a yes to any other question about it is none', () => {
    expect(scaleAfter({ text: 'yes', answering: 'size', heard: 'Roughly how big is it?' })).toBeNull();
  });

  function scaleAfter(answer: Utterance & { answering: Topic }) {
    return readProject([{ text: 'a pool in Fresno' }, answer]).details.scale;
  }
});
