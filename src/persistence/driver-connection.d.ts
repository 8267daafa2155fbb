declare module 'mongodb/lib/cmap/connection.js' {
  import type { Socket } from 'node:net';

  /** One connection of the driver: what its package holds and its types leave out. */
  export class Connection {
    constructor(
      socket: Socket,
      options: { id: number; generation: number; hostAddress: { toString(): string } },
    );
    readonly socket: Socket;
    /** Why it was closed; null while it is open. */
    readonly error: Error | null;
    /** Ends it, and what is being read on it; does nothing if it is closed already. */
    cleanup(error: Error): void;
    /** Resolves once the socket has taken the whole command. */
    writeCommand(message: object, options: object): Promise<void>;
    /** Sends a command and resolves with what is answered. */
    command(
      namespace: { db: string },
      command: object,
      options?: { socketTimeoutMS?: number },
    ): Promise<unknown>;
  }
}
