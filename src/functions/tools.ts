import type { CallToolRequest, CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { Failure } from '../errors.ts';
import type { Caller } from './call-tokens.ts';
import type { FunctionsService } from './functions.service.ts';
import { shapes } from './shapes.ts';
import { toolNames } from './tool-names.ts';

interface Calling {
  functions: FunctionsService;
  caller: Caller;
  /** Hears what callers are not told. */
  onFault: (error: unknown) => void;
}

interface Callable {
  published: Tool;
  /** Fails with a Failure for what callers are told. */
  work(calling: Calling, given: unknown): Promise<Record<string, unknown>>;
}

const tools: readonly Callable[] = [
  tool(
    {
      name: toolNames.query,
      title: 'Find reference classes',
      description:
        'Finds kinds of past projects that resemble one, best first, with a confidence from 0 to 1 and the words that speak for each. ' +
        'Give a description in plain words, or filters, or both; from a confidence of 0.7 on a class is good enough to estimate from.',
    },
    shapes.query,
    ({ functions, caller }, input) => functions.query(caller, input),
  ),
  tool(
    {
      name: toolNames.get,
      title: 'Look at one reference class',
      description:
        'Everything a reference class says: P50, P80 and P95 of cost and of time in weeks, shares of the cost, multipliers per region, attributes.',
    },
    shapes.get,
    ({ functions, caller }, { id }) => functions.get(caller, id),
  ),
  tool(
    {
      name: toolNames.adjust,
      title: 'Adjust a class to a project',
      description:
        'Takes a reference class to one project: its region, size and features, and how well the class fits. Answers the quantiles before and after, ' +
        'and every factor with its reason. Use it to compare what-ifs; it costs nothing of the hourly quota.',
    },
    shapes.adjust,
    ({ functions, caller }, input) => functions.adjust(caller, input),
  ),
  tool(
    {
      name: toolNames.compute,
      title: 'Estimate a project',
      description:
        'Estimates cost and time of a project described in plain words: the class it was matched with, P50, P80 and P95, a breakdown, assumptions and risks. ' +
        'Name the size, the place and the wishes as far as they are known. Where no class fits well enough, the answer is a DRAFT with questions to ask. ' +
        "Each call counts against the tenant's hourly quota; nothing is kept.",
    },
    shapes.compute,
    ({ functions, caller }, input) => functions.compute(caller, input),
  ),
];

/** The four tools as agents are told of them. */
export const publishedTools: Tool[] = tools.map(({ published }) => published);

/** A tool's answer; a failure's own words where they are meant for callers, and no others. */
export async function callTool(
  { name, arguments: given }: CallToolRequest['params'],
  calling: Calling,
): Promise<CallToolResult> {
  try {
    const called = tools.find(({ published }) => published.name === name);
    if (!called) throw new Failure('NOT_FOUND', 'There is no such tool.');
    const result = await called.work(calling, given ?? {});
    return { content: [{ type: 'text', text: JSON.stringify(result) }], structuredContent: result };
  } catch (error) {
    if (error instanceof Failure) return refusal(error);
    calling.onFault(error);
    return refusal(new Failure('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'));
  }
}

/** Checks what comes in and what goes out by the schemas that it publishes. */
function tool<Input, Result extends Record<string, unknown>>(
  described: Pick<Tool, 'name' | 'title' | 'description'>,
  { input, output }: { input: z.ZodType<Input>; output: z.ZodType<Result> },
  work: (calling: Calling, input: Input) => object | Promise<object>,
): Callable {
  const schemaOf = (shape: z.ZodType, io: 'input' | 'output') =>
    z.toJSONSchema(shape, { target: 'draft-7', io });
  return {
    published: {
      ...described,
      inputSchema: schemaOf(input, 'input') as Tool['inputSchema'],
      outputSchema: schemaOf(output, 'output') as Tool['inputSchema'],
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    work: async (calling, given) => {
      const read = input.safeParse(given);
      if (!read.success) throw new Failure('BAD_USER_INPUT', faultsOf(read.error));
      // Nothing goes out but what the published schema names.
      return output.parse(await work(calling, read.data));
    },
  };
}

/** Where each fault is and what would fit; never what was given. */
function faultsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}.`).join(' ');
}

function refusal({ code, message, extensions }: Failure): CallToolResult {
  const later = extensions.retryAfterSeconds ? ` Try again in ${extensions.retryAfterSeconds} s.` : '';
  return { isError: true, content: [{ type: 'text', text: `${code}: ${message}${later}` }] };
}
