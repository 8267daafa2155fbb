/** MongoDB's error codes that this server answers with, by name. */
const codes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  NotAReplicaSet: 123,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  Location31249: 31249,
  Location31250: 31250,
  Location31253: 31253,
  Location31254: 31254,
  Location40323: 40323,
  Location40324: 40324,
} as const;

export type FailureName = keyof typeof codes;

/** A refusal that the client sees: MongoDB's code, its name, the message and, for some codes, more fields. */
export class CommandFailure extends Error {
  readonly code: number;
  readonly codeName: FailureName;
  readonly details: Record<string, unknown>;

  constructor(codeName: FailureName, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = codes[codeName];
    this.codeName = codeName;
    this.details = details;
  }
}

/** What went wrong, as a CommandFailure; the query library's own errors are about what the client asked for. */
export function asFailure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isClientFault =
    error instanceof Error && (isQueryLibraryError(error) || error instanceof SyntaxError);
  return new CommandFailure(isClientFault ? 'BadValue' : 'InternalError', message);
}

function isQueryLibraryError(error: Error): boolean {
  return error.constructor.name === 'MingoError';
}
