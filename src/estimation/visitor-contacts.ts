import type { VisitorViewer } from '../auth/viewer.ts';

export interface VisitorContact {
  email: string | null;
}

/** Where visitors' contact details are kept; null: this visitor has left none. */
export interface VisitorContacts {
  contactOf(viewer: VisitorViewer): Promise<VisitorContact | null>;
}
