/** Words that ask for work; near a name they make it the project. Any form of each word counts. */
export const workVerbs =
  'remodel|renovate|redo|update|upgrade|replace|install|build|put in|put down|add|refresh|gut|design|redesign|want|need|develop|create|make|dig|construct|convert|refinish|redone|overhaul|rebuild|reno|do|get|like|looking for|look for|looking at|thinking of|thinking about|think about|considering|planning|interested in|interested|quote|estimate|price|pricing|cost|bid|budget for|lay|rip out|swap|swap out|modernize|modernise|freshen up|expand|finish|launch|ship|dreaming of|help with|help me with|help us with|quiero|quisiera|necesito|necesitamos|queremos|construir|instalar|remodelar|renovar|reformar|cambiar|hacer|poner|presupuesto|gustaria|build out|set up|have|tear out|change|start with|go with|go for|fix up';

export const workNouns =
  'remodel|renovation|reno|redo|makeover|refresh|update|upgrade|overhaul|replacement|install|installation|project|job|build|construction|conversion|redesign|rebuild|facelift|rehab|refit|gut|rip out|addition|work|plan|idea|quote|estimate|reforma|remodelacion|renovacion|proyecto';

/** A name behind one of these only tells where or what for: "a floor in the pool house", "an app for a roofing firm". */
export const placingWords =
  'in|of|for|behind|around|over|under|near|beside|by|above|below|overlooking|on|with|at|inside|outside|next to|adjacent to|beyond|within|from|en|de|para|del|con|entre|between|detras|junto|including|plus|alongside|surrounding|incl|inc|excl|excluding';

/** … unless one of these stands in front of that: "a quote for a pool", "the remodel of the kitchen". */
export const requestWords =
  'estimate|quote|price|pricing|cost|bid|budget|idea|diseno|construccion|instalacion|cambio|ampliacion|diseno y construccion|thinking|looking|ask|asking|proposal|plan|remodel|renovation|redo|makeover|refresh|update|replacement|installation|install|help|interested|need|want|go|going|k|thousand|wish|wishing|shopping|dreaming|presupuesto|precio|costo|remodelacion|renovacion|reforma|reformar|hoping|market|pay|spend|start|ready|charge|much|estimating|decided|settled|figure|figures|number|ballpark|project|contractor|builder|company|budgeting|design|construction|building|installing|development|conversion|rfp|rfq|rfi|tender|bids|allowance|scope|spec|specs|permit|approval|approve|financing|saving|savings|room|zoned|bidding|contract|feasibility|trigger|ahead|forward|started|splurge|proceed|keen|sold|bullet|deal|numbers|quotation|tenders|serious|investing|invest|proposals|invite|wondering|curious|advice|advise|enquiry|inquiry|enquiring|inquiring|regarding|concerns|concerning|happy|satisfied|content|okay|settle|surprise|approved|permitted|insist|insisting';

/** Upkeep is not a project: nothing in the catalogue prices it. */
export const upkeepWords = {
  construction:
    'clean|resurface|replaster|reseal|=coating|regrout|recaulk|open the pool|open pool|open our pool|open my pool|pool opening|pool closing|close the pool|close pool|close our pool|close my pool|=winterize|=winterizing|paint|painting|repaint|decorate|cleaning|repair|fix|patch|unclog|inspect|inspection|maintain|maintenance|vacuum|drain|treat|mow|mowing|trim|leak|leaking|clogged|hire|rent|borrow|sell|buy|find|power wash|pressure wash|wash|scrub|polish|stain removal|touch up|limpiar|reparar|limpieza|assemble|assembled|assembly|delivered|delivery|haul|store it|wax|rinse',
  software:
    'fix|unlock|debug|troubleshoot|bug|crash|crashing|reset|uninstall|reinstall|restart|install the|log me|locked out|reparar|repair|download the|download your|delete the|delete my|update my|open the app',
} as const;

/** Said anywhere, these ask for a repair and no more. */
export const repairJobs =
  'small repair|minor repair|quick repair|little repair|just a repair|spot repair|just a patch|small patch|little patch|quick fix|need a repair|needs a repair|needs repair|needs repairs|just needs fixing|repair only|only a repair|need it repaired|need it fixed|needs to be repaired|touch up|small fix|minor fix|una reparacion';

/** Behind a thing: what is to be done to it. */
export const doneToWords =
  'redone|remodeled|remodelled|renovated|replaced|gutted|updated|rebuilt|upgraded|refreshed|installed|built|modernized|landscaped|needed|wanted';

/** What has gone wrong with a thing, said behind it: a call for repair. */
export const faultWords =
  'mess|messy|filthy|broken|hacked|slow|crashing|crashed|crashes|stopped|wont|green|cloudy|dirty|stinks|smells|stuck|jammed|error|errors|failing|squeaks|creaks|noisy|dripping';

/** … unless the thing is replaced or made anew. */
export const renewalWords =
  'replace|replacement|new|remodel|renovate|renovation|redo|rebuild|=build|=built|install|installation|overhaul|gut|upgrade|convert|develop|update|refresh|makeover|reroof|patching wont|past patching|beyond repair|beyond saving|end of its life|end of life|worn out|start over|from scratch|tear off|tear out|rip out|cambiar|nuevo|nueva|remodelar|construir|fix up|fixing up|fixup|spruce up|do over|tidy up|sort out|facelift|face lift';

/** Openings of questions that want knowledge, not a price. */
export const knowledgeQuestions =
  'whats a|whats an|whats on|whats in|whats inside|whats under|whats behind|what apps|what app do|how big a|how big of a|how large a|how large of a|how deep a|how do i|how do you|how to|how deep|how often|how many calories|how can i get rid|how high|how hard|how far|how far away|how late|how old|what is|whats the|what are|what time|what day|what color|what colour|what happened|what makes|what did|why|when was|when did|where is|where can i|where do|who|whose|which|can i swim|can you swim|can kids|is it safe|is it hard|is it easy|is it ok|is it okay|is it normal|is it bad|is it healthy|is it dangerous|is it legal|is it true|is it raining|is there a|is there any|is there parking|are there any|are there|did you|do roofers|do contractors|do builders|do landscapers|do birds|do cats|do dogs|define|explain|recipe|how long do|how fast|how hot|how cold|tell me about|teach me|what does|what temperature|how many people|translate|write me|como se limpia|que es|is the|is your|are the|do you know|does the|do they|does anyone|does anybody|has anyone|was the|whats up with|have you seen|have you heard|whats your favorite|cual es|donde esta|donde queda|a que hora|quien|reviews of|reviews for|pictures of|photos of|images of|history of|examples of|types of|kinds of|pros and cons|list of|videos of|books about|articles on|definition of|meaning of|tips for|tips on|tutorial on|rules for|laws on|is there an|is there some|is there already|are there some|do you have a|do you have an|have you got|how do|how does|how did|why do|why does|why is|does anyone know|do people|can you tell me|tell me what|how big is|how big are|how large is|how heavy|how wide|how tall|how many|where can we|where does|is it bad to|can dogs|can cats|can i bring|can i use|can i still|can i sue|do i need a license|who invented|who makes|who owns|who won|whats the difference|what should i do|what do i do|what do you think|what do you know|what are your thoughts|what should we do|what should i feed|what should i put|what should i use|what should i plant|what should i wear|what should i buy|what should i bring|what do we do|what can i do about';

/** A sentence with one of these asks for a price, however it opens. */
export const priceWords =
  'cost|price|pricing|quote|estimate|=budget|ballpark|spend|bid|charge|expensive|afford|run us|run me|how much|expect to pay|should i pay|should we pay|would we pay|would i pay|do people pay|pay for|cuesta|cuanto|precio|presupuesto|going rate|per square|range';

/** With "of" behind them these measure or judge a thing: "layers of shingles". */
export const partitiveWords =
  'layer|square|yard|piece|sheet|bit|bunch|couple|lot|kind|sort|type|set|row|roll|box|pallet|amount|rest|most|half|patch|strip|section|style|version|number|hundreds|thousands|dozens|plenty|worth|monster|beast|gem|dream|mess|disaster|nightmare|excuse|eyesore|wreck';
