/** Words that ask for work; near a name they make it the project. Any form of each word counts. */
export const workVerbs =
  'remodel|renovate|redo|update|upgrade|replace|install|build|put in|put down|add|refresh|gut|design|redesign|want|need|develop|create|make|dig|construct|convert|refinish|redone|overhaul|rebuild|reno|do|get|like|looking for|look for|looking at|thinking of|thinking about|think about|considering|planning|interested in|interested|quote|estimate|price|pricing|cost|bid|budget for|lay|rip out|swap|swap out|modernize|modernise|freshen up|expand|finish|launch|ship|dreaming of|help with|quiero|quisiera|necesito|necesitamos|queremos|construir|instalar|remodelar|renovar|reformar|cambiar|hacer|poner|presupuesto|gustaria|build out|set up|have|tear out|change|start with|go with|go for|fix up';

export const workNouns =
  'remodel|renovation|reno|redo|makeover|refresh|update|upgrade|overhaul|replacement|install|installation|project|job|build|construction|conversion|redesign|rebuild|facelift|rehab|refit|gut|rip out|addition|work|plan|idea|quote|estimate|reforma|remodelacion|renovacion|proyecto';

/** A name behind one of these only tells where or what for: "a floor in the pool house", "an app for a roofing firm". */
export const placingWords =
  'in|of|for|behind|around|over|under|near|beside|by|above|below|overlooking|on|with|at|inside|outside|next to|adjacent to|beyond|within|from|en|de|para|del|con|detras|junto|including|plus|alongside|surrounding';

/** … unless one of these stands in front of that: "a quote for a pool", "the remodel of the kitchen". */
export const requestWords =
  'estimate|quote|price|pricing|cost|bid|budget|idea|thinking|looking|ask|asking|proposal|plan|remodel|renovation|redo|makeover|refresh|update|replacement|installation|install|help|interested|need|want|go|going|k|thousand|wish|wishing|shopping|dreaming|presupuesto|precio|costo|remodelacion|renovacion|reforma|reformar|hoping|market|pay|spend|start|ready|charge|much|estimating|decided|settled|figure|figures|number|ballpark|project|contractor|builder|company|budgeting|design|construction|building|installing|development|conversion';

/** Upkeep is not a project: nothing in the catalogue prices it. */
export const upkeepWords =
  'clean|resurface|replaster|reseal|coating|regrout|recaulk|open|close|winterize|paint|painting|repaint|decorate|cleaning|repair|fix|patch|unclog|inspect|inspection|maintain|maintenance|vacuum|drain|treat|mow|mowing|trim|leak|leaking|clogged|hire|rent|borrow|sell|buy|find|unlock|debug|troubleshoot|bug|crash|crashing|limpiar|arreglar|reparar|limpieza';

/** Behind a thing: it stays as it is. */
export const settledWords =
  'is fine|is ok|is okay|is good|is great|is done|are fine|are done|is finished|looks fine|stays|can stay|is already done|was already done|was just redone|was redone|was remodeled|is brand new|is new|esta bien';

/** Behind a thing: what is to be done to it. */
export const doneToWords =
  'redone|remodeled|remodelled|renovated|replaced|gutted|updated|rebuilt|upgraded|refreshed|installed|built|modernized|landscaped';

/** What has gone wrong with a thing, said behind it: a call for repair. */
export const faultWords =
  'broken|hacked|slow|crashing|crashed|crashes|stopped|wont|green|cloudy|dirty|stinks|smells|stuck|jammed|offline|error|errors|failing|squeaks|creaks|noisy|dripping';

/** … unless the thing is replaced or made anew. */
export const renewalWords =
  'replace|replacement|new|remodel|renovate|renovation|redo|rebuild|build|install|installation|overhaul|gut|upgrade|convert|develop|update|refresh|makeover|reroof';

/** Openings of questions that want knowledge, not a price. */
export const knowledgeQuestions =
  'how do i|how do you|how to|how deep|how often|how many calories|how can i get rid|what is|whats the|what are|why|when was|when did|where is|where can i|where do|who|which|can i swim|is it safe|do birds|define|explain|recipe|how long do|how fast|how hot|how cold|tell me about|teach me|what does|what temperature|how many people|translate|write me|como se limpia|que es|is the|is your|are the|do you know|does the|do they|was the|whats up with|have you seen';
