import { dataRule, delimited, type Instructions } from '../estimation/prompts.ts';
import type { PromptMessage } from '../llm/llm.ts';
import type { ProjectDetails, Topic } from '../reference/project-details.ts';
import type { Locale } from './dialogue-locale.ts';

/** As many messages as a model needs to follow the talk. */
const recentMessages = 24;
const longestTenantName = 80;
const mostWords = 80;

export interface ReplyPromptInput {
  tenantName: string;
  locale: Locale;
  details: ProjectDetails;
  /** What the rules would ask next, in words of ours. */
  scripted: { asks: Topic | null; question: string | null };
  messages: readonly PromptMessage[];
}

const languageNames: Record<Locale, string> = { en: 'English', es: 'Spanish' };
const offers: Record<Locale, string> = { en: 'Show my estimate', es: 'Ver mi estimación' };

/** Instructions for phrasing the next reply: the rules chose what to ask, the model only words it. */
export function replyPrompt(input: ReplyPromptInput): Instructions {
  const system = [
    `You are the scoping assistant of the company ${JSON.stringify(plainName(input.tenantName))}. You help a visitor describe a project so that an estimate can be made.`,
    dataRule,
    `Known so far: ${knownDetails(input.details)}.`,
    task(input),
    [
      `Write in ${languageNames[input.locale]}, in plain text without lists, links, images or markup, in at most ${mostWords} words.`,
      'React in a few friendly words to what was just said, and say so if it corrects something.',
      'Never state, confirm, guess or compare prices, costs, durations, dates, percentages or discounts, and promise nothing on behalf of the company: figures come from the estimate alone.',
      'If the visitor strays from the project, lead back kindly. If you are asked, say that you are an automated assistant.',
    ].join(' '),
  ].join('\n\n');
  return { system, messages: delimited(input.messages.slice(-recentMessages)) };
}

/** Nothing needed is asked for any more: the estimate can be had. */
function task({ scripted, locale }: ReplyPromptInput): string {
  const isReady = scripted.asks !== 'project' && scripted.asks !== 'size' && scripted.asks !== 'region';
  const offer = isReady
    ? `Enough is known: tell the visitor that the estimate is ready behind the button “${offers[locale]}”. `
    : '';
  return scripted.question === null
    ? `${offer}Ask no question.`
    : `${offer}Then ask exactly one question, about the ${scripted.asks}. Suggested wording: ${JSON.stringify(scripted.question)}`;
}

/** Closed terms and measures only: free text of a visitor has no place among instructions. */
function knownDetails({ subcategory, size, scale, region, features: wanted }: ProjectDetails): string {
  const known = [
    ...(subcategory ? [`project ${subcategory}`] : []),
    ...(size ? [`size ${size.value} ${size.unit}`] : []),
    ...(scale ? [`scale ${scale}`] : []),
    ...(region ? [`region ${region}`] : []),
    ...(wanted.length > 0 ? [`features ${wanted.join(', ')}`] : []),
  ];
  return known.length === 0 ? 'nothing yet' : known.join('; ');
}

function plainName(name: string): string {
  return name
    .replace(/[\p{C}<>]/gu, ' ')
    .slice(0, longestTenantName)
    .trim();
}
