import type { WidgetConfig } from '../embed.ts';
import type { Wording } from '../i18n/wording.ts';
import type { WidgetModel } from '../models/widget.model.ts';

/** What every component reads: the models it shows, the words for it, and the tenant's branding. */
export interface Ui extends Wording {
  model: WidgetModel;
  config: WidgetConfig;
  /** Part of the page instead of over it: always open. */
  isInline: boolean;
}

/** What the API writes of an estimate is in English, whatever the visitor's language: a screen reader has to know. */
export const apiLanguage = 'en';
