/** Whole answers to whatever was asked. */
export const answers = {
  unsure:
    'not sure|im not sure|i am not sure|not sure yet|i dont know|dont know|no idea|unsure|not certain|no clue|idk|i have no idea|dunno|havent decided|not decided|undecided|hard to say|you decide|you choose|your call|up to you|whatever works|whatever you want|surprise me|any size|any size is fine|whatever is typical|usted decide|lo que usted diga|lo que sea|me da igual|typical is fine|a typical one|a typical size|the usual|take a typical size|take a typical one|el habitual|uno habitual|i couldnt say|dont know yet|i dont know yet|no se|no lo se|no estoy seguro|no estoy segura|ni idea|you tell me|not really sure|honestly not sure|im unsure|i really dont know|no idea yet|who knows|cant say|beats me|not sure honestly|no idea honestly|whatever you recommend|whatever you think|not a clue|todavia no se|no sabemos|we dont know|we arent sure|were not sure|we are not sure|we have no idea|havent measured|not measured|we not sure|i not sure',
  declined:
    'rather not say|prefer not to say|id rather not say|rather not|i prefer not to|i prefer not to say|prefer not|would rather not|would rather not say|no comment|private|thats private|none of your business|skip|skip it|skip that|pass|skip this|prefiero no decir|prefiero no decirlo|no quiero decir|not comfortable sharing|id rather not|i would rather not say|wed rather not say|not saying|dont want to say|i dont want to say|i rather not say|we rather not say|i rather not|we rather not|rather not share|can we skip that|can i skip that|i rather not share|next question|lets skip that|keep that private|keep it private|skip that question|skip the question|skip this question|its private|thats personal|its personal|personal|confidential|thats confidential|its confidential|thats a secret|secret|not telling|wont say|wont tell|no gracias',
} as const;

/** Beginnings and verbs of withholding; both in a sentence with a word for a place decline it. */
export const withholding = {
  unwilling:
    'rather not|prefer not|none of|nobodys|dont want to|do not want to|wont|will not|not comfortable|dont feel comfortable|do not feel comfortable|uncomfortable|not going to|dont feel like|dont care to|cant|cannot|not ready to|prefiero no|no quiero|not willing|unwilling|dont like to|not|no need to|no reason to|dont need to|dont have to|hesitant to|decline to|keep|why|refuse to|no thanks|why do you need to|not gonna|dont wish to|wouldnt like to|do i have to|do we have to|must i|must we|do i need to|do you have to',
  telling:
    'say|business|concern|problem|saying|share|sharing|tell|telling|give|giving|disclose|disclosing|reveal|revealing|specify|name|naming|get into|answer|know|decir|compartir|dar|state that|provide|private|confidential|to myself|to ourselves|mention|go into|put|to us|talk about|discuss|matter|relevant|important|hand out|be more specific|be specific|be precise|be exact|get more specific',
};

/** With a word for a place, or where one was asked for: it is not told. */
export const refusals =
  'dont disclose|do not disclose|dont share|do not share|dont give out|do not give out|stay anonymous|remain anonymous|no comment|not disclosing|not sharing|not telling|not saying|dont reveal|not giving out';

/** Of a refusal to say, what it is that is not said, when it is not the place. */
export const otherSubjects =
  'budget|price|money|phone|email|mail|name|number|timeline|when|size|how big|features|spend|presupuesto|telefono|correo|nombre|cuando';

/** Beside a word for a place, in few words or right behind it: it is not to be told. */
export const undisclosed =
  'no|none|skip|without|omit|private|privately|undisclosed|withheld|confidential|secret|na|n a|irrelevant|not important|isnt important|doesnt matter|not relevant|isnt relevant|leave out|leave that out|to myself|to ourselves|not needed|pass on|off the record|no importa|sin|privada';

export const locationWords =
  'location|where|address|city|region|place|area|zip|zip code|zipcode|town|county|state|neighborhood|neighbourhood|located|donde|ubicacion|direccion|ciudad|zona|lugar|whereabouts|postcode|postal code';

/** Doubt, near a word for the size. */
export const doubts =
  'not sure|unsure|dunno|dont know|do not know|no idea|no clue|not certain|havent measured|have not measured|havent decided|have not decided|hard to say|cant say|couldnt say|undecided|not decided|idk|unknown|still open|havent figured|not figured|no se|ni idea|no estoy seguro|no estoy segura|not measured|never measured|cant tell|no sabemos|no sure|tbd|to be determined|up in the air|still deciding|not settled|unclear|havent settled|have not settled|never got measured|hasnt been measured|didnt measure|dont have the|do not have the|dont remember|cant remember|forgot|couldnt tell|wouldnt know|have to measure|need to measure|must measure|will measure|no clear idea|not entirely sure|arent sure|are not sure|isnt decided|is not decided|open question|not been decided|not yet decided|isnt clear|dont really know|you tell me|whatever|not known|up to you|you decide|your call|you choose|open to suggestions|no preference|tbc|flexible|depends|no measurements|sin medir|no hemos medido';

export const sizeWords =
  'size|sizes|big|large|dimensions|measurements|square footage|square feet|sq ft|footprint|how much space|sqft|area|how many feet|small or large|scale|scope|square meters|square metres|measured|measure|dimension|tamano|grande|medidas|metros|larga|footage|extent|length|width|how long|how wide|measuring|how small|how many square|how many squares|how many acres|how many meters|how many endpoints|how many screens|how many tables|how many records|how many rooms|how complex|how complicated|sizing|dims|sqft count|scope of it';

/** "whichever", behind these nothing is decided about where or when. */
export const corrections =
  'actually|wait|hold on|hang on|sorry|instead|rather|i meant|meant|make it|make that|correction|scratch that|on second thought|second thoughts|changed|change|changing|switch|better|lets do|lets go with|go with|going with|decided on|decided|forget|en realidad|mejor|perdon|mas bien|no|makes more sense|turns out|my mistake|oops|we settled on|settled on|or rather|hmm|start with|we want to do|lets start with|scrap|drop|nevermind|never mind|new plan|moved on to|opted for|prefer';
