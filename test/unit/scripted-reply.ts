import { composeReply, type ReplyInput, type ScriptedReply } from '../../src/chat/dialogue.ts';
import { readingOf } from './samples.ts';

export const pool = { category: 'construction', subcategory: 'pool' } as const;
export const sized = { ...pool, size: { value: 450, unit: 'sqft' } } as const;
export const placed = { ...sized, place: 'san diego', region: 'SoCal - Coastal' } as const;

/** The scripted assistant's reply in a talk of which nothing is known but this. */
export function reply(known: Partial<ReplyInput>): ScriptedReply {
  return composeReply({
    reading: readingOf(),
    before: null,
    lastMessage: '',
    asked: [],
    turn: 1,
    locale: 'en',
    tenantName: 'Blue Pools',
    leadCapture: false,
    hasContact: false,
    ...known,
  });
}
