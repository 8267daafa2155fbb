/// <reference path='./driver-connection.d.ts' />
import { Connection } from 'mongodb/lib/cmap/connection.js';

/**
 * Mends how the driver (7.2, and 7.9 still) writes to a connection whose socket is going: a command that waits for the socket to take more hears of
 * nothing but 'drain' and 'error'.
 * - Closed in good order, or by the driver itself, a socket emits neither. The command would wait for ever, whatever its time-outs say, and where it
 *   is the heartbeat, written in the moment of a server's end, the server would never be found again. Now it is woken, and meets the reason of the end.
 * - A socket's own error came out as it is, unknown as one of the network's to all who decide by the driver's names. Now the connection's does.
 */
const { cleanup, writeCommand } = Connection.prototype;

Connection.prototype.cleanup = function (error) {
  cleanup.call(this, error);
  this.socket.emit('drain');
};

Connection.prototype.writeCommand = function (message, options) {
  return writeCommand.call(this, message, options).catch((error: Error) => {
    throw this.error ?? error;
  });
};
