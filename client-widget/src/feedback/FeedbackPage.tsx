import { useCallback, useEffect, useState } from 'preact/hooks';
import { FeedbackFormDocument } from '../gql/graphql.ts';
import type { Wording } from '../i18n/wording.ts';
import { post } from '../transport/post.ts';
import { asFailure } from '../transport/transport.ts';
import { type End, useAnswering } from './answering.ts';
import { Ending } from './Ending.tsx';
import { type Asked, Estimated } from './Estimated.tsx';
import type { Reading } from './faults.ts';
import { OutcomeForm } from './OutcomeForm.tsx';
import type { FeedbackText } from './texts.ts';

export interface FeedbackPageProps {
  token: string;
  /** BCP 47 of the figures. */
  locale: string;
  wording: Wording<FeedbackText>;
}

type Loaded = Asked | 'loading' | 'unreachable';

/** From the link to the thanks. What is sent uses the link up; looking does not. */
export function FeedbackPage({ token, locale, wording }: FeedbackPageProps) {
  const [loaded, setLoaded] = useState<Loaded>('loading');
  const [end, setEnd] = useState<End | null>(null);
  const load = useCallback(async () => {
    setLoaded('loading');
    try {
      const { feedbackRequest: asked } = await post({ url: '/graphql', token: null }, FeedbackFormDocument, {
        token,
      });
      setLoaded(asked);
      if (asked.alreadySubmitted) setEnd({ name: 'already' });
    } catch (thrown) {
      if (asFailure(thrown).code === 'TOKEN_INVALID') setEnd({ name: 'gone' });
      setLoaded('unreachable');
    }
  }, [token]);
  useEffect(() => void load(), [load]);
  const asked = typeof loaded === 'string' ? null : loaded;
  const ui = readingIn(wording, locale, asked?.estimate.currency ?? 'USD');
  if (end) return <Ending ui={ui} end={end} asked={asked} />;
  if (asked) return <Answering ui={ui} token={token} asked={asked} end={setEnd} />;
  if (loaded === 'unreachable') return <Unreachable ui={ui} retry={() => void load()} />;
  return (
    <>
      <h1>{ui.text('title')}</h1>
      <p role="status">{ui.text('loading')}</p>
    </>
  );
}

function Answering(props: { ui: Reading; token: string; asked: Asked; end(end: End): void }) {
  const { ui, asked } = props;
  const answering = useAnswering(props);
  const isWrong = Object.keys(answering.faults).length > 0;
  const error = ui.text('error');
  useEffect(() => {
    document.title = `${isWrong ? error : ''}${document.title.replace(error, '')}`;
  }, [isWrong, error]);
  return (
    <>
      <h1>{ui.text('title')}</h1>
      <p>{ui.text('opening', { tenant: asked.tenantName, project: asked.projectName })}</p>
      <Estimated ui={ui} asked={asked} />
      <OutcomeForm {...answering} ui={ui} asked={asked} submit={() => void answering.submit()} />
    </>
  );
}

function Unreachable({ ui, retry }: { ui: Reading; retry(): void }) {
  return (
    <>
      <h1>{ui.text('title')}</h1>
      <p class="error" role="alert">
        {ui.text('loadFault')}
      </p>
      <button type="button" onClick={retry}>
        {ui.text('again')}
      </button>
    </>
  );
}

function readingIn(wording: Wording<FeedbackText>, locale: string, currency: string): Reading {
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const weeks = new Intl.NumberFormat(locale, { style: 'unit', unit: 'week', unitDisplay: 'long' });
  return {
    ...{ ...wording, locale, currency },
    exactMoney: (amount) => money.format(amount),
    exactWeeks: (amount) => weeks.format(amount),
  };
}
