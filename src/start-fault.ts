import { ConfigError } from './config.ts';

/** Why a start failed, in words for whoever started it: which variable it is about where that is known. */
function startFault(error: unknown): string {
  if (error instanceof ConfigError || !(error instanceof Error))
    return error instanceof Error ? error.message : String(error);
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') return `PORT: port ${port} on ${address} is taken by another program.`;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN')
    return 'HOST: this machine has no such address.';
  if (code === 'EACCES' && port) return `PORT: port ${port} may not be used by this user.`;
  if (error.name.startsWith('Mongo')) return 'MONGODB_URI: the database does not answer there.';
  if (code && /^(EACCES|EPERM|ENOTDIR|EROFS|EEXIST|ENOSPC)$/.test(code))
    return `DATA_DIR: the folder cannot be used (${code}).`;
  return error.message;
}

/** Runs what a command is for. A fault is told in one line and ends the process with 1. */
export async function startOrTell(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${startFault(error)}\n`);
    process.exit(1);
  }
}
