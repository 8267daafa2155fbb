import type { ComponentChildren } from 'preact';

export interface FigureProps {
  title: string;
  /** What the drawing says, in words. */
  meaning: string;
  head: string[];
  rows: string[][];
  children: ComponentChildren;
}

/** A drawing with what it says in words below it, and the figures behind it as a table. */
export function Figure({ title, meaning, head, rows, children }: FigureProps) {
  return (
    <section class="figure">
      <h2>{title}</h2>
      {children}
      <p class="quiet">{meaning}</p>
      <details>
        <summary>Figures: {title.toLowerCase()}</summary>
        <table>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row" class={name && name.length < 10 ? 'whole' : undefined}>
                  {name}
                </th>
                {cells.map((cell, column) => (
                  <td key={head[column + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
