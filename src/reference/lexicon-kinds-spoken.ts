import type { KindPhrases } from './lexicon-kinds.ts';
import type { Subcategory } from './project-details.ts';

/** More ways to name a kind of project, met in conversation. */
export const spokenKinds: Partial<Record<Subcategory, KindPhrases>> = {
  web_app: {
    project:
      'site for our|site for my|site for the|site for a|site that|site where|web presence|browser tool|web system|online system|web store|online shop|online catalog|online catalogue|online ordering site|webshop|web shop',
    name: '',
    hint: '',
  },
  mobile_app: {
    project:
      'mobile game|phone game|ios game|android game|game for phones|aplicacion para celular|aplicacion para celulares|app para celular|app para celulares|aplicacion de celular|aplicacion para telefono|app para telefono|aplicacion para moviles|app para moviles|aplicacion para el celular|app on our phones|app on their phones|app on the phone|ipads app|app for ipad|app for ipads|app for tablets',
    name: '',
    hint: 'app store',
  },
};
