/** Turns of phrase that take back, leave open or restore what is said after them. */
export const turns = {
  /** Denies what follows. */
  no: 'nothing to|theres no need for|there is no need for|there isnt any need for|no need of|id rather not have|id rather not|rather not have|no|not|dont need|do not need|wont need|dont really need|no need for|dont require|didnt need|not need|dont really want|dont particularly want|dont care for|dont care about|not looking for|not want|not going to need|not asking for|dont think we need|dont think i need|dont think we want|dont think we will|dont think well|dont believe we need|wont be needing|dont have room for|no room for|dont have space for|isnt room for|without|none of|never|neither|nor|ni|sin|cannot|cant|wont|dont|doesnt|didnt|isnt|arent|wasnt|wouldnt|shouldnt|nothing like|no longer|tampoco|except|except for|excluding|minus|everything but|anything but|all but|nada de|dont want|do not want|doesnt need|less the|hold the|sans|opposed to|no quiero|no necesito|excepto|menos|w o|w out|nothing|not even|far from|hardly|rather not|by no means|definitely not|absolutely not|certainly not',
  /** Takes back what follows, a whole list of it. */
  drop: 'scratch|skip|drop|forget|forget about|cancel|lose|leave out|leave off|nix|scrap|ditch|omit|instead of|rather than|changed my mind on|changed my mind about|changed our mind about|changed our minds about|changed our minds on|decided against|olvida|olvidate de|en vez de|en lugar de|descarta|strike|pass on|hold off on|axe|backed out of|give up on|giving up on|no more|gave up on|ruled out|ruling out|rule out|opting out of|no to|do without|go without|done with|over the idea of|exclude|excludes|excluded|omitting|leaving out|not doing|not interested in',
  /** Takes the thing itself away; what goes on is the work around it. */
  remove:
    'remove|removing|take off|take out|taking out|cut out|cut the|get rid of|getting rid of|rid of|rip out|ripping out|tear out|tearing out|eliminate|pull out|pull up|rip up|tear up|elimina|quitar|quita|quite|outgrew|outgrown|have outgrown|moving on from|moving away from|had enough of|done with our',
  /** Takes it away if a "with" or "for" follows. */
  exchange:
    'replace|replacing|swap|swapping|swap out|swapping out|trade|trading|exchange|exchanging|switch from|cambiar',
  /** Leaves open what follows: not wanted yet. */
  open: 'cant tell|cannot tell|cant say|cannot say|couldnt say|couldnt tell|cant remember|dont remember|dont recall|havent measured|didnt measure|never measured|not sure about|not sure if|not sure whether|unsure about|undecided on|undecided about|dont know|dont know if|no idea|not sure|maybe later|havent decided|have not decided|dont have|do not have|doesnt have|does not have|there is no|theres no|there isnt|isnt any|hasnt got|wondering if we need|no tengo|no tenemos|no estoy seguro|no se|wondered whether|debating|on the fence about|do i need|do we need|would i need|would we need|will i need|will we need|how much is|how much does|how much would|what would|how much more is|what does a|what does the|is it worth|worth adding|may or may not|may or may not add|may or may not want|may or may not need|may or may not get|may or may not include|might or might not add|might or might not|could or could not|were going to|was going to',
  /** Says what is there already. */
  have: 'do our own|doing our own|have our own|handle our own|do my own|already have|already has|already got|already had|already installed|existing|we have an old|weve got|we have|i have|have got|ya tenemos|ya tengo|there is already|theres already|comes with|came with|currently has|house has|just had|recently had|just got|recently got|recently installed|just installed|already put|we put in|just put in|last year we put|weve just had|acabamos de poner',
  /** Sounds like a denial and is none. */
  affirm:
    'no issue|no object|no concern|no worries|scratch proof|scratch resistant|scratch resistance|scratch free|no frills|no rush|no hurry|no nonsense|wouldnt be complete without|isnt complete without|not complete without|not the same without|nothing without|not just|not only|not more than|not over|not bigger than|not larger than|not less than|not under|not exceeding|not to exceed|not needed|not necessary|not required|not wanted|isnt needed|arent needed|not before|not until|no earlier than|not earlier than|not till|no sooner than|no wait|no sorry|no actually|no problem|no doubt|no matter|no rush|no hurry|no more than|no bigger than|no larger than|no less than|no smaller than|no later than|not only|not just|not including|not too|not very|not a huge|not huge|not big|not so|dont forget|do not forget|cant live without|cant go without|cant do without|wouldnt do without|wouldnt skip|not without|why not|dont mind|wouldnt mind|not yet|no later|no preference|not to mention|cant wait|cant forget|never mind that|no question|not opposed to|not against|no ya|not far|not exactly|not much of|not really sure|isnt it|not that big|keep|has to|it has to|must have|still want|put back|bring back|back in|have to have|we have to|i have to|have to|we have decided|i have decided|ive decided|weve decided|weve got to|cut out for|no budget|no limit|no limits|no budget limit|no cap|no ceiling|no particular|no specific|no set|no fixed|no idea how big|no expense spared|no more leaks',
} as const;

/** Words after which a denial no longer holds. */
export const denialEnds =
  'but|just|only|yes|yep|add|include|including|want|instead|pero|solo|plus|however|though|although|make|lets|please|then|keep|because|since|so|use|with|con|si|agrega|incluye|now|actually|need|needs|while|definitely|prefer|rather|poner|agregar|anadir|queremos|quiero|hacer|instalar';

/** Said right behind a thing, these deny it. */
export const deniedAfter =
  'exists already|is there already|are there already|not needed|not necessary|not required|not wanted|isnt needed|is not needed|arent needed|are not needed|no|nope|isnt necessary|isnt required|is out|are out|out|can wait|can go|is off|are off|are not|is not|isnt|arent|not now|maybe later|later|is already|are already|already|is done|are done|in hand|are handled|is handled|handled|unnecessary|is unnecessary|are unnecessary|taken care of|are taken care of|would be too expensive|would be too much|would cost too much|would be overkill|is overkill|are overkill|not a priority|is too expensive|are too expensive|too expensive|costs too much|is too much|no thanks|no longer|no longer needed|off the table|is off the table|stays|stay|never mind|can be skipped|wont be needed|dont need|dont need it|not this time|do we need them|do i need them|do we need one|do i need one|do we need that|are they needed|is one needed|not anymore|off the list|off our list|off the plan|off the estimate|out of the estimate|out of the plan|from the list|from the plan|from the estimate|off again|isnt in the budget|not in the budget|isnt happening|doesnt matter|were approved|was approved|approved|have been approved|has been approved|are in place|is in place|exists|already exists|ya no|no hace falta|no es necesario|not for us|we dont need|i dont need|i dont want|we dont want|you can drop|scratch that|scratch it|forget it|forget that|skip it|drop it|drop that|cant afford it|but no|came out ok|were pulled|phase two|not part of it|not included|company|store|shop|firm|business|contractor|contractors|we have one|i have one|weve got one|ive got one|we got one|there is one|theres one|already there|we have those|we have that|have one already|ya tenemos|ya hay|is the neighbors|is someone elses|is somebody elses|is their job|is his job|is her job|is up to the neighbor|is done by|is being done by|is handled by|removed|taken out|ripped out|torn out|torn down|demolished|taken down|pulled out|hauled away|dug out';

/** Said right behind a thing with nothing more, these take it away: "the island must go". */
export const leavingAfter =
  'must go|has to go|have to go|needs to go|need to go|is going|are going|is going away|is coming out|comes out|will go|can go|should go|is leaving|goes away';

/** Said in answer to one's own question, these leave it open: "Spa? Not sure." */
export const doubtedAfter =
  'whats that|what is that|what does that mean|whats it|what are those|que es eso|que es|nah|naw|nope|not really|i dont think so|dont think so|no way|hard pass|pass|ill pass|well pass|not interested|not for us|not for me|mejor no|no gracias|tampoco|rather not|id rather not|not necessarily|not sure|dont know|no idea|unsure|maybe|perhaps|undecided|depends|possibly|later|we will see|well see|no se|quizas|tal vez';

/** Said right behind a thing that was not denied, these ask for it. */
export const askedForAfter =
  'definitely|please|is a must|a must|of course|for sure|needed|wanted|required|is needed|are needed|is wanted|are wanted|is required';

/** Said right behind a thing, these confirm it. */
export const confirmedAfter = 'yes|yep|yeah|si';

/** Said right behind one of these, an answer is to the thing before: "offline support: no". */
export const tailNouns =
  'support|mode|feature|features|option|version|versions|functionality|capability|capabilities|system|module|installation|setup|access|part|stuff|thing|tub|maybe|perhaps';

/** Stems of what is asked of a thing by who only wants to know: "is a spa expensive?". */
export const judgements =
  'work|worth|cost|expens|extra|last|allow|normal|slipperi|popular|good|bad|safe|common|mandatori|difficult|noisi|hard|legal|need|requir|includ|add|rais|mean|matter|make|usual|typic|price|pricey|run|use|leak|break';

/** Behind these "it" is taken back, or asked for: "leave it out", "add it". */
export const pronounTurns = {
  drop: 'leave it out|leave it off|leave it|leave them out|leave that out|leave that off|drop it|drop that|drop them|skip it|skip that|skip them|scratch it|scratch that one|cancel it|cancel that one|take it out|take that out|take it off|take that off|take them out|cut it|cut that|lose it|lose that|lose them|dont heat it|remove it|remove that|nix it|nix that|forget that one|without it|without them|without that|dont need it|dont want it|not need it|dont need them|dont want them|dont need one|dont want one|no need for it|can live without it|pass on it|pass on that|hold off on it|hold off on that|quitala|quitalo|sin eso|olvidalo|its too much|its too expensive|its too pricey|thats too much|thats too expensive|theyre too expensive|costs too much|not worth it|isnt worth it|out of our budget|over budget|cant afford it|cant afford that|cant afford them|too much money|theres no space|there is no space|theres no room|there is no room|there isnt room|there isnt space|it doesnt fit|it wont fit|they wont fit|no space for it|no room for it|no room for one|no space for one|changed our minds on that|not doing that',
  dropAll:
    'lose both|drop both|skip both|scrap both|scratch both|forget both|cancel both|no to both|neither of them|neither of those|lose them both|drop them both|drop all of them|lose all of that|drop all of that|without both|remove both|skip all that|skip them all|drop them all|none of them|none of that',
  addAll:
    'add both|want both|put down both|do both|yes to both|both please|take both|both of them|all of them|all of the above|add all of them|add them all',
  add: 'add it|add that|add them|add one|put it in|put that in|put it back|put it back in|put one in|include it|include that|include them|include one|want it|want them|want one|throw it in|throw that in|throw one in|keep it in|leave it in|we will take it|well take it|ill take it|back in|go for it|lets have it|lets do it|want that',
} as const;

/** How much of a quality is denied: "not a very …". */
export const degreeWords =
  'a|an|the|too|very|so|super|overly|that|really|all|terribly|insanely|extremely|particularly|especially|totally|exactly|some|any|anything|quite|ultra';

/** Of what only the quality is denied, not the thing: "nice but not crazy kitchen". */
export const qualities =
  'crazy|fancy|expensive|pricey|cheap|elaborate|complicated|complex|extravagant|outrageous|ridiculous|flashy|gaudy|showy|posh|grand|gigantic|giant|enormous|huge|massive|top|perfect|wild|overboard|custom|luxury|luxurious|premium|designer|basic|gourmet';
