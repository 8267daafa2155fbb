import { useState } from 'preact/hooks';

/** Days as `2026-11-30`, both included; empty: no bound. */
export interface Period {
  from: string;
  to: string;
}

export function Filters({ period, show }: { period: Period; show(period: Period): void }) {
  const [chosen, setChosen] = useState(period);
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const isBackwards = chosen.from !== '' && chosen.to !== '' && chosen.from > chosen.to;
    setFault(isBackwards ? 'The first day must not be after the last.' : null);
    if (!isBackwards) show(chosen);
  };
  const field = (name: keyof Period, label: string) => (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="date"
        aria-describedby="period-error"
        aria-invalid={fault ? true : undefined}
        value={chosen[name]}
        onInput={({ currentTarget }) => setChosen({ ...chosen, [name]: currentTarget.value })}
      />
    </div>
  );
  return (
    <form class="filters" onSubmit={submit} noValidate>
      <div id="period-error" role="alert">
        {fault && <p class="error">{fault}</p>}
      </div>
      {field('from', 'Feedback from (UTC)')}
      {field('to', 'To')}
      <button type="submit">Show</button>
    </form>
  );
}
