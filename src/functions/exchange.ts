import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage, JSONRPCRequest, MessageExtraInfo } from '@modelcontextprotocol/sdk/types.js';
import type { Caller } from './call-tokens.ts';

/**
 * Hands requests of many callers to one MCP server and each its own answer back. They travel under numbers of ours, as two callers may well
 * name theirs alike; whose a request is goes with it as its `authInfo`.
 */
export class Exchange implements Transport {
  onmessage?: (message: JSONRPCMessage, extra?: MessageExtraInfo) => void;
  onclose?: () => void;
  readonly #waiting = new Map<number, (answer: JSONRPCMessage) => void>();
  #last = 0;

  async start(): Promise<void> {
    // There is nothing to open.
  }

  async close(): Promise<void> {
    this.onclose?.();
  }

  /** Answers alone: what a server says of its own accord has nobody to go to where nothing is kept between calls. */
  async send(message: JSONRPCMessage): Promise<void> {
    if ('method' in message || typeof message.id !== 'number') return;
    this.#waiting.get(message.id)?.(message);
    this.#waiting.delete(message.id);
  }

  /** Never rejects: what fails is answered as JSON-RPC has it. */
  ask({ id, ...request }: JSONRPCRequest, { tenantId, scopes }: Caller): Promise<JSONRPCMessage> {
    this.#last += 1;
    const number = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(number, (answer) => resolve({ ...answer, id } as JSONRPCMessage));
      const authInfo = { token: '', clientId: tenantId, scopes: [...scopes] };
      this.onmessage?.({ ...request, id: number }, { authInfo });
    });
  }
}
