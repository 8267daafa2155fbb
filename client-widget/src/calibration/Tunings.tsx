import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import {
  DecideTuningDocument,
  type TuningDecision,
  type TuningFragment,
  type TuningStatus,
  TuningsDocument,
} from '../gql/graphql.ts';
import { post } from '../transport/post.ts';
import { asFailure } from '../transport/transport.ts';
import { Confirmation, type Decision } from './Confirmation.tsx';
import { troubleOf } from './trouble.ts';

const decisions: Record<string, TuningDecision[]> = { PROPOSED: ['APPROVE', 'REJECT'], APPROVED: ['REVERT'] };
const states: Record<TuningStatus, string> = {
  ...{ PROPOSED: 'Proposed', APPROVED: 'Approved', REJECTED: 'Rejected' },
  ...{ REVERTED: 'Taken back', SUPERSEDED: 'Replaced by a later one' },
};
const verbs: Record<TuningDecision, string> = { APPROVE: 'Approve', REJECT: 'Reject', REVERT: 'Take back' };

/** What outcomes suggest to change, and what an administrator decides about it. */
export function Tunings({ token, expire }: { token: string; expire(): void }) {
  const { tunings, notice, load, decide } = useTunings(token, expire);
  const [decision, setDecision] = useState<Decision | null>(null);
  useEffect(() => void load(), [load]);
  const confirm = async () => {
    if (decision) await decide(decision);
    setDecision(null);
  };
  return (
    <section class="tunings">
      <h2>Proposals</h2>
      <p role="status">{notice}</p>
      {tunings?.length === 0 && <p>There are no proposals yet: a class needs five outcomes.</p>}
      {tunings?.map((tuning) => (
        <article key={tuning.id}>
          <h3>{tuning.referenceClass.name}</h3>
          <p>
            {`${states[tuning.status]}, from ${tuning.basedOnOutcomes} outcomes: cost × ${tuning.costFactorP50.toFixed(2)} at P50 and × ${tuning.costFactorP80.toFixed(2)} at P80, time × ${tuning.timelineFactorP50.toFixed(2)} and × ${tuning.timelineFactorP80.toFixed(2)}.`}
          </p>
          <div class="actions decisions">
            {decisions[tuning.status]?.map((name) => (
              <button
                key={name}
                type="button"
                class={name === 'APPROVE' ? undefined : 'second'}
                onClick={() => setDecision({ tuning, name, verb: verbs[name] })}
              >
                {verbs[name]}
                <span class="unseen"> {tuning.referenceClass.name}</span>
              </button>
            ))}
          </div>
        </article>
      ))}
      {decision && <Confirmation decision={decision} confirm={confirm} cancel={() => setDecision(null)} />}
    </section>
  );
}

function useTunings(token: string, expire: () => void) {
  const [tunings, setTunings] = useState<TuningFragment[] | null>(null);
  const [notice, setNotice] = useState('');
  const ended = useRef(expire);
  ended.current = expire;
  const fail = useCallback((thrown: unknown) => {
    const failure = asFailure(thrown);
    if (failure.isExpired) ended.current();
    else setNotice(troubleOf(failure, 'This cannot be decided.'));
  }, []);
  const load = useCallback(async () => {
    try {
      const found: TuningFragment[] = [];
      let after: string | null = null;
      do {
        const { tuningProposals }: { tuningProposals: Page } = await post(
          { url: '/graphql', token },
          TuningsDocument,
          { after },
        );
        found.push(...tuningProposals.edges.map(({ node }) => node));
        after = tuningProposals.pageInfo.hasNextPage ? (tuningProposals.pageInfo.endCursor ?? null) : null;
      } while (after);
      setTunings(found);
    } catch (thrown) {
      fail(thrown);
    }
  }, [token, fail]);
  const decide = async ({ tuning, name }: Decision) => {
    try {
      await post({ url: '/graphql', token }, DecideTuningDocument, { id: tuning.id, decision: name });
      setNotice(`Done: ${verbs[name].toLowerCase()}, ${tuning.referenceClass.name}.`);
    } catch (thrown) {
      fail(thrown);
    }
    await load();
  };
  return { tunings, notice, load, decide };
}

interface Page {
  edges: { node: TuningFragment }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}
