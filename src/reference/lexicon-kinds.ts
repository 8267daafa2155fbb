import { dwellingPhrases, roomPhrases } from './lexicon-rooms.ts';
import { appPhrases, systemPhrases } from './lexicon-software.ts';
import { gardenPhrases, roofAndFloorPhrases } from './lexicon-surfaces.ts';
import type { Subcategory } from './project-details.ts';

/** How people name a kind of project, by how much a phrase says. Any form of each word counts. */
export interface KindPhrases {
  /** Says the kind by itself. */
  project: string;
  /** The thing itself; says the kind unless it only tells where or what for. */
  name: string;
  /** Names that alone leave the kind open: an app may be of any sort. */
  vague?: string;
  /** What such projects are made of; several of them say the kind. */
  hint: string;
}

export const buildingPhrases: Partial<Record<Subcategory, KindPhrases>> = {
  ...dwellingPhrases,
  ...roomPhrases,
  ...gardenPhrases,
  ...roofAndFloorPhrases,
};

export const softwarePhrases: Partial<Record<Subcategory, KindPhrases>> = { ...appPhrases, ...systemPhrases };
