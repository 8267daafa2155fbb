/** Turns of phrase that take back, leave open or restore what is said after them. */
export const turns = {
  /** Denies what follows. */
  no: 'no|not|dont need|do not need|wont need|dont really need|no need for|dont require|didnt need|not need|dont really want|dont particularly want|dont care for|dont care about|not looking for|not want|not going to need|not asking for|dont think we need|dont think i need|dont think we want|dont think we will|dont think well|dont believe we need|wont be needing|dont have room for|no room for|dont have space for|isnt room for|without|none of|never|neither|nor|ni|sin|cannot|cant|wont|dont|doesnt|didnt|isnt|arent|wasnt|wouldnt|shouldnt|nothing like|no longer|tampoco|except|except for|excluding|minus|everything but|anything but|all but|nada de|dont want|do not want|doesnt need|less the|hold the|sans|opposed to|no quiero|no necesito|excepto|menos',
  /** Takes back what follows, a whole list of it. */
  drop: 'scratch|skip|drop|forget|forget about|cancel|lose|leave out|leave off|nix|scrap|ditch|omit|instead of|rather than|changed my mind on|changed my mind about|changed our mind about|changed our minds about|changed our minds on|decided against|olvida|olvidate de|quita|quitar|quite|en vez de|en lugar de|descarta|elimina|strike|pass on|hold off on|axe|backed out of|give up on|giving up on|no more|gave up on|ruled out|ruling out|rule out|opting out of|no to|do without|go without|done with|over the idea of|not doing|not interested in',
  /** Takes the thing itself away; what goes on is the work around it. */
  remove:
    'remove|removing|take off|take out|taking out|cut out|cut the|get rid of|getting rid of|rid of|rip out|ripping out|tear out|tearing out|eliminate|pull out|pull up|rip up|tear up|elimina|quitar el|quitar la',
  /** Takes it away if a "with" or "for" follows. */
  exchange:
    'replace|replacing|swap|swapping|swap out|swapping out|trade|trading|exchange|exchanging|switch from|cambiar',
  /** Leaves open what follows: not wanted yet. */
  open: 'not sure about|not sure if|not sure whether|unsure about|undecided on|undecided about|dont know|dont know if|no idea|not sure|maybe later|havent decided|have not decided|dont have|do not have|doesnt have|does not have|there is no|theres no|there isnt|isnt any|hasnt got|wondering if we need|no tengo|no tenemos|no estoy seguro|no se|wondered whether|debating|on the fence about|do i need|do we need|would i need|would we need|will i need|will we need|how much is|how much does|how much would|what would|how much more is|what does a|what does the|is it worth|worth adding',
  /** Says what is there already. */
  have: 'already have|already has|already got|already had|already installed|existing|we have an old|weve got|we have|i have|have got|ya tenemos|ya tengo|there is already|theres already|comes with|came with|currently has|house has',
  /** Sounds like a denial and is none. */
  affirm:
    'not before|not until|no earlier than|not earlier than|not till|no sooner than|no wait|no sorry|no actually|no problem|no doubt|no matter|no rush|no hurry|no more than|no bigger than|no larger than|no less than|no smaller than|no later than|not only|not just|not including|not too|not very|not a huge|not huge|not big|not so|dont forget|do not forget|cant live without|cant go without|cant do without|wouldnt do without|wouldnt skip|not without|why not|dont mind|wouldnt mind|not yet|no later|no preference|not to mention|cant wait|cant forget|never mind that|no question|not opposed to|not against|no ya|not far|not exactly|not much of|not really sure|isnt it|not that big|keep|has to|it has to|must have|still want|put back|bring back|back in|have to have|we have to|i have to|have to|we have decided|i have decided|ive decided|weve decided|weve got to|cut out for',
} as const;

/** Words after which a denial no longer holds. */
export const denialEnds =
  'but|just|only|yes|yep|add|include|including|want|instead|pero|solo|plus|however|though|although|make|lets|please|then|keep|because|since|so|use|with|con|si|agrega|incluye|now|actually|need|needs|while|definitely|prefer|rather';

/** Said right behind a thing, these deny it. */
export const deniedAfter =
  'not needed|not necessary|not required|not wanted|isnt needed|is not needed|arent needed|are not needed|no|nope|isnt necessary|isnt required|is out|are out|out|can wait|can go|is off|are off|are not|is not|isnt|arent|not now|maybe later|later|is already|are already|already|is done|are done|in hand|are handled|is handled|handled|unnecessary|is unnecessary|are unnecessary|taken care of|are taken care of|is too expensive|are too expensive|too expensive|costs too much|is too much|no thanks|no longer|no longer needed|off the table|is off the table|stays|stay|never mind|can be skipped|wont be needed|dont need|dont need it|not this time|not anymore|doesnt matter|were approved|was approved|approved|have been approved|has been approved|are in place|is in place|exists|already exists|ya no|no hace falta|no es necesario|not for us|we dont need|i dont need|i dont want|we dont want|you can drop|scratch that|scratch it|forget it|forget that|skip it|drop it|drop that|cant afford it|but no|came out ok|were pulled|phase two|not part of it|not included|company|store|shop|firm|business|contractor|contractors';

/** Said right behind a thing, these confirm it. */
export const confirmedAfter = 'yes|yep|yeah|si|definitely|please|is a must|a must|of course|for sure';
