import type { ChatCompletionRequest } from '@copilotkit/aimock';

/** What a model is asked for: to read a project's details out, to tell of an estimate, or the next words of a conversation. */
export type ModelRequestKind = 'extraction' | 'narrative' | 'reply';

/** null: its body has not arrived yet. Estimates are told in the background, beside whatever a test waits for. */
export function kindOf({
  messages,
  response_format: format,
}: ChatCompletionRequest): ModelRequestKind | null {
  if (messages.length === 0) return null;
  if (format?.type === 'json_schema') return 'extraction';
  const isNarrative = messages.some(
    ({ role, content }) => role === 'user' && String(content).startsWith('<estimate>\n'),
  );
  return isNarrative ? 'narrative' : 'reply';
}
