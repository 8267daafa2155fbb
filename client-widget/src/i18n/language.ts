/** Every text of the widget that is not the tenant's or the API's own. `{name}` in a text is filled in. */
export type Text =
  | 'close'
  | 'conversation'
  | 'messageLabel'
  | 'placeholder'
  | 'send'
  | 'stop'
  | 'typing'
  | 'you'
  | 'they'
  | 'suggestions'
  | 'retry'
  | 'stopped'
  | 'waiting'
  | 'restart'
  | 'restarted'
  | 'sessionEnded'
  | 'reconnecting'
  | 'poweredBy'
  | 'newTab'
  | 'getEstimate'
  | 'estimating'
  | 'estimateTitle'
  | 'estimateUpdated'
  | 'rangeMeaning'
  | 'likely'
  | 'safe'
  | 'time'
  | 'week'
  | 'weeks'
  | 'breakdown'
  | 'assumptions'
  | 'risks'
  | 'narrative'
  | 'refineLabel'
  | 'refine'
  | 'contactOffer'
  | 'origin'
  | 'originClass'
  | 'originOutcomes'
  | 'originHeld'
  | 'draftTitle'
  | 'draftText'
  | 'contactTitle'
  | 'contactText'
  | 'contactThanks'
  | 'contactName'
  | 'contactEmail'
  | 'contactPhone'
  | 'contactConsent'
  | 'privacy'
  | 'contactSubmit'
  | 'contactBack'
  | 'faultNetwork'
  | 'faultModel'
  | 'faultBusy'
  | 'faultConflict'
  | 'faultInput'
  | 'faultUnavailable'
  | 'faultReply'
  | 'faultOther';

export type Texts = Record<Text, string>;

/** A language is one file of data; the build makes a chunk of each, and the loader fetches the one that is needed. */
export interface Language<Key extends string = Text> {
  /** Two-letter ISO 639-1 code. */
  tag: string;
  /** From left to right where it is absent. */
  direction?: 'ltr' | 'rtl';
  texts: Record<Key, string>;
  /** Names of cost components and adjustments, by the API's token. */
  names: Record<string, string>;
}
