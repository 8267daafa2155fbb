import type { WidgetConfig } from './embed.ts';

/** The tenant's branding, or the code with which the API refuses it. Throws when there is no answer. */
export async function fetchConfig(origin: string, apiKey: string): Promise<WidgetConfig | string> {
  const response = await fetch(`${origin}/widget-config?apiKey=${apiKey}`);
  if (response.status >= 500 || response.status === 429) throw new Error(`${response.status}`);
  const answer = await response.json();
  return response.ok ? answer : answer.errors[0].extensions.code;
}
