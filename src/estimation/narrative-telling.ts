import type { StreamKey } from '../events/events.ts';
import type { ProjectDetails } from '../reference/project-details.ts';
import type { Audience } from './estimate.ts';
import type { Estimation } from './estimation.model.ts';
import type { NarrativeInput } from './narrative.ts';

/** One narrative: of which estimate in which revision, from what. */
export interface Telling {
  /** Of its row. */
  _id: string;
  tenantId: string;
  estimation: Estimation;
  input: NarrativeInput;
}

/** null: there are no figures to tell of. */
export function tellingOf(estimation: Estimation, audience: Audience): Telling | null {
  const { _id, tenantId, revision, estimate, classUsed, assumptions, risks } = estimation;
  if (!estimate || !classUsed) return null;
  const details = estimation.extractedAttributes as ProjectDetails;
  return {
    _id: `${_id}:${revision}:${audience}`,
    tenantId,
    estimation,
    input: { estimate, class: classUsed, details, assumptions, risks, audience },
  };
}

/** Of its log, and of its bell. */
export function streamOf({ tenantId, _id }: Telling): StreamKey {
  return { tenantId, id: `narrative:${_id}` };
}
