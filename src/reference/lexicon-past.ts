/** Word classes, under their letters, of what is told about work that is over; any one form only. */
export const pastWords = {
  P: 'we|i|they|previous owner|previous owners|prior owner|last owner|seller|sellers|flipper|flippers|builder|husband|wife|landlord|contractor|hemos|ya',
  D: 'did|redid|finished|remodeled|remodelled|renovated|replaced|installed|completed|updated|built|wrapped up|took care of|had|got|refinished|put in|overhauled|upgraded|rebuilt|did over|hicimos|remodelamos|terminamos|cambiamos',
  a: 'is|are|gets|get|esta|estan|looks|seems|es',
  A: 'was|were|got|has been|have been|had been|turned out|came out|fue|isnt bad|was just|been',
  Y: 'already|just|recently|all|basically|now|fully|also|only|really|pretty|very|still|perfectly|totally|completely|both|actually|mostly|pretty much|in|ya',
  F: 'done|redone|finished|fine|ok|okay|good|great|remodeled|remodelled|renovated|replaced|updated|new|complete|completed|perfect|nice|lovely|taken care of|good shape|great shape|rebuilt|installed|built|brand new|newer|hecha|hecho|lista|listo|bien|nueva|nuevo|put in|dug|laid|poured|covered|sorted|out of the way',
  W: 'last year|last month|last week|last summer|last spring|last fall|last winter|last january|ago|recently|already|previously|earlier|years back|when we moved in|when we bought|el ano pasado|hace',
  X: 'by others|by other|by owner|nic|not in scope|out of scope|handled separately|separately|separate contract|later phase',
  H: 'has|have|had|tiene',
  B: 'but|and|so|now|since|because|as|thanks|thank|y|pero|though|however|this|next',
  Z: 'stays|can stay|will stay|remains|stay as is|se queda',
  O: 'last|originally|first',
  V: 'dont matter|doesnt matter|do not matter|does not matter|isnt important|arent important|is secondary|are secondary|can wait|will wait|to match the house|can match the house|should match the house|will match the house|to match the main house|matching the house',
  Q: 'works|works fine|works ok|works well|works great|is live|is running',
  S: 'after|once|when|now that|ever since|following|despues de',
  N: 'need|needs|want|wants|like|would|should|will|has had it|have had it|had it|had its day|had their day|seen better days|done for|about done|nearly done',
} as const;
