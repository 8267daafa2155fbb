import { ExperienceService } from './admin/experience.service.ts';
import { OutcomeReview } from './admin/outcome-review.service.ts';
import { SyntheticResolver } from './admin/synthetic.resolver.ts';
import { SyntheticService } from './admin/synthetic.service.ts';
import { TuningResolver } from './admin/tuning.resolver.ts';
import { Tunings, type TuningsDependencies } from './admin/tunings.service.ts';
import { ValidationService } from './admin/validation.service.ts';
import type { Durations } from './durations.ts';
import { EstimationFeedbackResolver } from './feedback/estimation-feedback.resolver.ts';
import { FeedbackResolver } from './feedback/feedback.resolver.ts';
import { type FeedbackDependencies, FeedbackService } from './feedback/feedback.service.ts';
import {
  FeedbackAftermath,
  type FeedbackAftermathDependencies,
} from './feedback/feedback-aftermath.service.ts';
import { FeedbackCounts } from './feedback/feedback-counts.service.ts';
import {
  type FeedbackInvitationDependencies,
  FeedbackInvitations,
} from './feedback/feedback-invitations.service.ts';
import { Outcomes } from './feedback/outcomes.service.ts';
import { ReferenceClassFeedbackResolver } from './feedback/reference-class-feedback.resolver.ts';
import { SummaryService } from './feedback/summary.service.ts';
import { Tallies } from './feedback/tallies.service.ts';
import type { ReferenceService } from './reference/reference.service.ts';
import type { ReferenceClassesService } from './reference/reference-classes.service.ts';

type Dependencies = Omit<TuningsDependencies, 'decided'> &
  FeedbackInvitationDependencies &
  Omit<FeedbackAftermathDependencies, 'outcomes' | 'tallies'> &
  Omit<FeedbackDependencies, 'invitations' | 'outcomes' | 'aftermath'> & {
    references: ReferenceService;
    classes: ReferenceClassesService;
    durations: Pick<Durations, 'tenantCacheMs'>;
  };

/** Wires what learns from real outcomes: reports, counters, tunings. */
export function createLearning(dependencies: Dependencies) {
  const { database, references, durations } = dependencies;
  const tallies = new Tallies(database);
  const tunings = new Tunings({ ...dependencies, decided: (...what) => experiences.forget(...what) });
  const experiences = new ExperienceService(tallies, tunings, durations.tenantCacheMs);
  const learnt = (owner: { tenantId: string }, classId: string) => {
    experiences.forget(owner, classId);
    return tunings.reconsider(owner, classId);
  };
  const outcomes = new Outcomes({ ...dependencies, tallies, learnt });
  const aftermath = new FeedbackAftermath({ ...dependencies, outcomes, tallies });
  const invitations = new FeedbackInvitations(dependencies);
  const feedback = new FeedbackService({ ...dependencies, invitations, outcomes, aftermath });
  const summaries = new SummaryService({ ...dependencies, tallies });
  const validation = new ValidationService({ database, tallies, tunings });
  return {
    experiences,
    invitations,
    resolvers: [
      new FeedbackResolver(feedback, invitations, summaries),
      new EstimationFeedbackResolver(feedback),
      new ReferenceClassFeedbackResolver(new FeedbackCounts(tallies)),
      new TuningResolver(tunings, validation, references),
      new SyntheticResolver(new SyntheticService(dependencies.classes)),
    ],
    tasks: [aftermath.task, new OutcomeReview({ ...dependencies, tallies, tunings }).task],
  };
}
