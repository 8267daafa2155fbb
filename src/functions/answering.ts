import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  isInitializeRequest,
  isJSONRPCRequest,
  JSONRPCMessageSchema,
  ListToolsRequestSchema,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/sdk/types.js';
import type { Caller } from './call-tokens.ts';
import { Exchange } from './exchange.ts';
import type { FunctionsService } from './functions.service.ts';
import { callTool, publishedTools } from './tools.ts';

const instructions =
  'Honest cost and time estimates from reference classes of past projects. Start with estimate_compute; look closer with the others.';

export interface Asked {
  caller: Caller;
  accept: string;
  protocolVersion: string | null;
  /** The body, parsed. */
  message: unknown;
}

/** What goes back over HTTP; null: no body. */
export interface Answer {
  status: number;
  body: object | null;
}

/**
 * Streamable HTTP in its stateless form: one message in, its answer out as JSON. One server of the SDK answers all of them: to make one for
 * each call, with the web's request and response objects, takes longer than most calls.
 */
export class Answering {
  readonly #exchange = new Exchange();

  /** `onFault` hears what callers are not told. */
  constructor(functions: FunctionsService, onFault: (error: unknown) => void) {
    const server = new Server({ name: 'efofx', version: '1' }, { instructions, capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: publishedTools }));
    server.setRequestHandler(CallToolRequestSchema, ({ params }, { authInfo }) => {
      if (!authInfo) throw new Error('A call came from nobody.');
      const caller = { tenantId: authInfo.clientId, scopes: authInfo.scopes };
      return callTool(params, { functions, caller, onFault });
    });
    server.connect(this.#exchange).catch(onFault);
  }

  async answer({ caller, accept, protocolVersion, message }: Asked): Promise<Answer> {
    if (!accept.includes('application/json') || !accept.includes('text/event-stream'))
      return fault(406, 'Accept must name application/json and text/event-stream.');
    const read = JSONRPCMessageSchema.safeParse(message);
    if (!read.success) return fault(400, 'This is no message of JSON-RPC.', -32_600);
    if (!isInitializeRequest(message) && !isSupported(protocolVersion))
      return fault(400, `Unsupported protocol version; there are ${SUPPORTED_PROTOCOL_VERSIONS.join(', ')}.`);
    // Nothing is kept that a notification could be about.
    if (!isJSONRPCRequest(read.data)) return { status: 202, body: null };
    return { status: 200, body: await this.#exchange.ask(read.data, caller) };
  }
}

/** Clients from before the header do without. */
function isSupported(version: string | null): boolean {
  return version === null || SUPPORTED_PROTOCOL_VERSIONS.includes(version);
}

function fault(status: number, message: string, code = -32_000): Answer {
  return { status, body: { jsonrpc: '2.0', error: { code, message }, id: null } };
}
