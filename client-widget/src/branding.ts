import { readableOnWhite, textOn } from './contrast.ts';
import type { WidgetConfig } from './embed.ts';
import type { WidgetConfigQuery } from './gql/graphql.ts';

// Written out: the generated documents would double the loader. Keep in step with WidgetConfig in operations.graphql.
const query = `query WidgetConfig($apiKey: String!) {
  widgetConfig(apiKey: $apiKey) { tenantName isWhiteLabel leadCaptureRequired
    branding { logoUrl primaryColor buttonText welcomeMessage privacyPolicyUrl } } }`;

/** The tenant's branding; null where the key is unknown. Throws when there is no answer. */
export async function fetchConfig(origin: string, apiKey: string): Promise<WidgetConfig | null> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { apiKey } }),
    credentials: 'omit',
  });
  if (response.status >= 500 || response.status === 429) throw new Error(String(response.status));
  const answer = (await response.json()) as { data?: WidgetConfigQuery | null };
  return answer.data?.widgetConfig ?? null;
}

/** Sets the tenant's colours, made readable, as custom properties of the element. */
export function applyColors(element: HTMLElement, primaryColor: string): void {
  element.style.setProperty('--brand', primaryColor);
  element.style.setProperty('--on-brand', textOn(primaryColor));
  element.style.setProperty('--accent', readableOnWhite(primaryColor));
}
