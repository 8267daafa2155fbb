import { useRef, useState } from 'preact/hooks';
import { ReportOutcomeDocument } from '../gql/graphql.ts';
import { post } from '../transport/post.ts';
import { asFailure, type TransportFailure } from '../transport/transport.ts';
import { type Draft, keepDraft, keptDraft } from './draft.ts';
import { type Faults, faultsIn, fieldAt, inputFrom, type Reading } from './faults.ts';

/** How it ended: what was reported, or why nothing can be. */
export type End = { name: 'already' } | { name: 'gone' } | { name: 'thanks'; cost: number; weeks: number };

export interface AnsweringOptions {
  token: string;
  ui: Reading;
  end(end: End): void;
}

/** What is being answered, from the first letter typed until the API has it. */
export function useAnswering({ token, ui, end }: AnsweringOptions) {
  const [draft, setDraft] = useState(() => keptDraft(token));
  const [faults, setFaults] = useState<Faults>({});
  const [refusals, setRefusals] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const isSending = useSending();
  const refuse = (wrong: Faults) => {
    setFaults(wrong);
    setRefusals((count) => count + 1);
  };
  const change = (part: Partial<Draft>) => {
    const changed = { ...draft, ...part };
    setDraft(changed);
    keepDraft(token, changed);
    // A fault goes when it is mended; nothing new is complained of while somebody types.
    const still = faultsIn(changed, ui);
    setFaults((told) => Object.fromEntries(Object.entries(told).filter(([field]) => field in still)));
  };
  const fail = (failure: TransportFailure) => {
    if (failure.code === 'TOKEN_INVALID') return end({ name: 'gone' });
    if (failure.code === 'CONFLICT') return finish({ name: 'already' });
    const wrong = faultsFrom(failure, ui);
    return wrong ? refuse(wrong) : setTrouble(troubleIn(failure, ui));
  };
  const finish = (how: End) => {
    keepDraft(token, null);
    end(how);
  };
  const submit = async () => {
    const input = inputFrom(draft, token, ui);
    const wrong = faultsIn(draft, ui);
    if (!input || Object.keys(wrong).length > 0) return refuse(wrong);
    setTrouble(null);
    await isSending.during(async () => {
      try {
        await post({ url: '/graphql', token: null }, ReportOutcomeDocument, { input });
        finish({ name: 'thanks', cost: input.actualCost, weeks: input.actualTimelineWeeks });
      } catch (thrown) {
        fail(asFailure(thrown));
      }
    });
  };
  return { draft, change, faults, refusals, trouble, isSending: isSending.value, submit };
}

/** One at a time: a second press while one is under way does nothing. */
function useSending() {
  const [value, setValue] = useState(false);
  const isUnderWay = useRef(false);
  const during = async (task: () => Promise<void>) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setValue(true);
    await task();
    isUnderWay.current = false;
    setValue(false);
  };
  return { value, during };
}

/** What the API has refused in fields of the form; null: something else. */
function faultsFrom({ code, paths, message }: TransportFailure, ui: Reading): Faults | null {
  if (code !== 'BAD_USER_INPUT') return null;
  const fields = paths.flatMap((path) => fieldAt[path] ?? []);
  if (fields.length === 0) return null;
  const fault = ui.language === 'en' ? message : ui.text('faultOther');
  return Object.fromEntries(fields.map((field) => [field, fault]));
}

function troubleIn({ code, retryAfterSeconds }: TransportFailure, { text }: Reading): string {
  if (code === 'RATE_LIMITED')
    return text('faultBusy', { minutes: Math.ceil((retryAfterSeconds ?? 60) / 60) });
  return text(/^(NETWORK|SERVICE_UNAVAILABLE)$/.test(code) ? 'faultNetwork' : 'faultOther');
}
