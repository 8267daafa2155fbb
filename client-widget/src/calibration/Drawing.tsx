import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface DrawingProps {
  title: string;
  description: string;
  /** In units of the drawing, which is 340 wide. */
  height: number;
  children: ComponentChildren;
}

export function Drawing({ title, description, height, children }: DrawingProps) {
  const id = useId();
  return (
    <svg viewBox={`0 0 340 ${height}`} role="img" aria-labelledby={`${id}t`} aria-describedby={`${id}d`}>
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      {children}
    </svg>
  );
}
