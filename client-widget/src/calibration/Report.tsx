import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { CalibrationDocument, type CalibrationQuery } from '../gql/graphql.ts';
import { post } from '../transport/post.ts';
import { asFailure } from '../transport/transport.ts';
import type { Grant } from './CalibrationPage.tsx';
import { Charts } from './Charts.tsx';
import { csvOf } from './csv.ts';
import { Filters, type Period } from './Filters.tsx';
import { percent, signed } from './figures.ts';
import { Tunings } from './Tunings.tsx';
import { troubleOf } from './trouble.ts';

export type Summary = CalibrationQuery['feedbackSummary'];

interface ReportProps {
  grant: Grant;
  /** `isOver`: the login has run out. */
  leave(isOver: boolean): void;
}

export function Report({ grant, leave }: ReportProps) {
  const [period, setPeriod] = useState<Period>({ from: '', to: '' });
  const { summary, trouble } = useSummary(grant.accessToken, period, leave);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    const open = () => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    };
    addEventListener('beforeprint', open);
    return () => removeEventListener('beforeprint', open);
  }, []);
  const isEmpty = summary?.feedbackSubmissions === 0;
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        Calibration
      </h1>
      <Filters period={period} show={setPeriod} />
      <div role="alert">{trouble && <p class="error">{trouble}</p>}</div>
      <p role="status">{summary ? numbersOf(summary) : !trouble && 'Loading …'}</p>
      {isEmpty && <p>There is no feedback yet: ask customers for it, and what they report is shown here.</p>}
      {summary && !isEmpty && <Charts summary={summary} />}
      <div class="actions">
        {summary && !isEmpty && (
          <button type="button" onClick={() => download(csvOf(summary))}>
            Download CSV
          </button>
        )}
        {summary && (
          <button type="button" class="second" onClick={() => print()}>
            Print
          </button>
        )}
        <button type="button" class="second" onClick={() => leave(false)}>
          Log out
        </button>
      </div>
      {grant.user.role === 'ADMIN' && <Tunings token={grant.accessToken} expire={() => leave(true)} />}
    </>
  );
}

function useSummary(token: string, { from, to }: Period, leave: (isOver: boolean) => void) {
  const [summary, setSummary] = useState<Summary | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const expire = useRef(leave);
  expire.current = leave;
  const load = useCallback(async () => {
    setTrouble(null);
    setSummary(null);
    const bounds = {
      from: from ? `${from}T00:00:00.000Z` : null,
      to: to ? `${to}T23:59:59.999Z` : null,
    };
    try {
      setSummary((await post({ url: '/graphql', token }, CalibrationDocument, bounds)).feedbackSummary);
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.isExpired) expire.current(true);
      else setTrouble(troubleOf(failure, 'These dates cannot be used.'));
    }
  }, [token, from, to]);
  useEffect(() => void load(), [load]);
  return { summary, trouble };
}

function numbersOf({ totalEstimates, feedbackSubmissions, feedbackRate, accuracyMetrics }: Summary): string {
  const { avgCostVariancePct: cost, avgTimelineVariancePct: time, within20Pct: within } = accuracyMetrics;
  const counts = `${totalEstimates} estimates; feedback on ${feedbackSubmissions} (rate ${percent(feedbackRate)}).`;
  if (cost === null || time === null || within === null) return counts;
  return `${counts} Against P50 the mean cost was ${signed(cost)}, the mean time ${signed(time)}; ${percent(within)} came within 20\u00a0%.`;
}

function download(csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  link.download = 'calibration.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
