import { useEffect, useRef } from 'preact/hooks';
import type { End } from './answering.ts';
import type { Asked } from './Estimated.tsx';
import type { Reading } from './faults.ts';

/** Said once there is nothing left to fill in. Its heading takes the focus, so that it is read out. */
export function Ending({ ui, end, asked }: { ui: Reading; end: End; asked: Asked | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, paragraphs } = wordsOf(ui, end, asked);
  useEffect(() => {
    document.title = document.title.replace(/^.*?(?= · |$)/, title);
    heading.current?.focus();
  }, [title]);
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  );
}

function wordsOf(ui: Reading, end: End, asked: Asked | null): { title: string; paragraphs: string[] } {
  const values = { tenant: asked?.tenantName, project: asked?.projectName };
  if (end.name === 'gone' || !asked) return { title: ui.text('goneTitle'), paragraphs: [ui.text('gone')] };
  if (end.name === 'already')
    return {
      title: ui.text('alreadyTitle'),
      paragraphs: [ui.text('already', values), ui.text('alreadyNext')],
    };
  const told = { cost: ui.exactMoney(end.cost), weeks: ui.exactWeeks(end.weeks) };
  return { title: ui.text('thanks'), paragraphs: [ui.text('thanksText', { ...values, ...told })] };
}
