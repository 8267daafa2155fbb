/** Words for how big or how good, as a person says them; the first four name a scale of a conversation. */
export const scaleWords = {
  small: 'small|compact|small scale|small sized|pequeno|pequena|pequenito|chico|chica|smallish|smaller',
  midrange:
    'midrange|medium budget|mid budget|average budget|moderate budget|the middle one|the medium one|somewhere in between|mid range|mid grade|midgrade|mid priced finishes|mid size|midsize|mid sized|midsized|medium|medium sized|medium size|mid level|middle of the road|mediano|mediana|gama media|mid tier|moderate size|moderately sized|average sized|average size',
  large:
    'large|large scale|full scale|full size enterprise|big scale|large sized|larger|grande|very large|enterprise scale|extra large',
  luxury:
    'luxury|luxurious|upscale|premium|high end|highend|lujo|de lujo|lujoso|lujosa|alta gama|top of the line|top end',
  /** These choose among variants and are no scale of their own. */
  basic:
    'basic|on a budget|on a tight budget|on a shoestring|on a small budget|budget|bare bones|low end|entry level|economy|starter|basico|basica|builder grade|no frills|low budget|economico|economica|economicos|economicas',
  standard: 'standard|average|typical|normal|regular|mid priced|estandar',
  enterprise: 'enterprise|enterprise grade|mission critical|enterprise wide|company wide|nationwide|global',
  little:
    'cheap|freshen up|freshening up|freshen|one data flow|a single data flow|one flow|lowest cost|lowest price|lowest priced|least expensive|cheap as possible|as little as possible|cheap as you can|landing page|single page site|one page site|one page website|cheaply|inexpensively|cheapest|simple|little|tiny|modest|minor|quick|on the cheap|economical|affordable|inexpensive|minimal|mvp|prototype|proof of concept|poc|pilot|low cost|cosmetic|just a few|couple of|few|simplest|nothing fancy|nothing big|nothing huge|nothing major|nothing large|not big|not huge|not too big|not very big|not that big|not a big one|not large|isnt big|nothing complicated|nothing complex|not complex|not complicated|barebones|sencillo|sencilla|barato|lightweight|bare minimum|minimum viable|one little|quick and dirty|super simple|tight budget|handful|tiny little|teeny|mini|micro|one pager',
  middling:
    'decent|nothing crazy|nothing too fancy|reasonable|fairly standard|moderate|moderately|good quality|solid mid|nothing extravagant|several|medium complexity|moderate complexity|moderately complex|fairly complex|somewhat complex|not too complex|not very complex|not overly complex|average complexity|some dozens|middling|so so|middle sized|intermediate|medium scope|decent sized|decent size|good sized|nice but not crazy',
  huge: 'huge|massive|enormous|gigantic|giant|colossal|immense|vast|humongous|ginormous|gargantuan|enorme|very big|really big|super large|extremely large|mega',
  big: 'big|fancy|complex|elaborate|extensive|resort|resort style|designer|ambitious|deluxe|dream|stunning|sprawling|all the way|no expense spared|state of the art|massively|biggest|money is no object|hundreds|thousands|millions|sky is the limit|entire company|whole company|showpiece|high volume|spare no expense|estate|bells and whistles|lavish|opulent|world class|large enterprise|super complex|gran|all custom|top notch|terabytes|petabytes|five star|fortune 500|no budget limit|no limit|sky high budget|unlimited budget|over the top|crazy luxurious|showstopper|jaw dropping|palatial|ultra|grand|magazine worthy|best of the best|best of everything|no compromises|whole nine yards|full blown|top shelf|first class|super nice|very nice|very fancy',
} as const;

/** The tier a word stands for (0 small or plain, 1 middle, 2 large or fine) and how firmly it says so. */
export const scaleTiers: Record<keyof typeof scaleWords, { tier: 0 | 1 | 2; weight: number }> = {
  small: { tier: 0, weight: 2 },
  midrange: { tier: 1, weight: 2 },
  large: { tier: 2, weight: 2 },
  luxury: { tier: 2, weight: 2 },
  basic: { tier: 0, weight: 2 },
  standard: { tier: 1, weight: 1.4 },
  enterprise: { tier: 2, weight: 1.2 },
  little: { tier: 0, weight: 1 },
  middling: { tier: 1, weight: 0.9 },
  huge: { tier: 2, weight: 1.6 },
  big: { tier: 2, weight: 1 },
};

/** What an adjective may describe instead of the project: "a small backyard", "our large family". */
export const describedThings =
  'kid|child|baby|babies|toddler|puppy|cat|cats|pet|pets|man|woman|boy|girl|son|daughter|car|truck|boat|yard|backyard|back yard|front yard|courtyard|lot|house|home|condo|apartment|business|company|family|dog|dogs|kids|town|city|budget|team|office|restaurant|shop|store|user base|window|windows|island|vanity|tub|shower|heater|toilet|spa|hot tub|deck|patio|amount|leak|crack|number|room|bedroom|bedrooms|kids|children|group|party|tree|trees|customer|clients|customers|fridge|range|oven|sink|tile|tiles|format|print|closet|garage|water heater|fan|fence|skylight|retaining wall|firm|startup|agency|practice|clinic|school|church|gym|farm|salon|studio business|bakery|cafe|shade tree|problem|issue|question|favor|favour|idea|request|deal|hill|slope|stain|scratch|rug|table|tv|screen|account|plan|member|members|oak|brown|grey|gray|stain|roast|faucet|lot size|property|neighborhood|neighbourhood|village|area rug|organization|organisation|corporation|enterprise|hotel|chain|warehouse|crew|fee|fees|plants|pots|boulders|rocks|boulder|rock|pump|slide|people|person|hurry|update|fix|touch up|mistake|tank|lumber|cabinet|cabinets|light|lights|monthly|donation|nonprofit|charity|patio|sitting area|window seat|beam|wedding|couple|condo|cottage industry|print|user|users|portion|part|section|corner|sample|tip|step|steps|parts|appliances|account plan|vinyl';

/** Scale words inside these say nothing of scale. */
export const scaleDecoys =
  'on a budget of|on a budget around|on a budget about|small budget|limited budget|big budget|large budget|modest budget|luxury vinyl|luxury vinyl plank|luxury vinyl tile|large format|large format tile|how big|how large|how small|no big deal|not a big deal|small talk|budget of|our budget|my budget|budget is|the budget|a budget|budget for|budget around|budget about|on budget|within budget|budget under|total budget|budget max|budget range|budget between|by and large|mini split|simple question|quick question|just a quick question|few weeks|few months|few years|few days|few questions|few things|couple of weeks|couple of months|thousands of dollars|hundreds of dollars|price range|range hood|small world|premium account|square footage|regular expression|standard seam|fancy a|mini fridge|premium gas|standing seam|quickbooks|quick books|quick base|minimum wage|pilot light|real estate|estate sale|design estate|dream on|big sur|grand canyon|little rock|little italy|big bear|big bear lake|grand rapids|grand terrace|rio grande|casa grande|medium oak|medium brown|medium dark|medium term|standard time|pretty big decision|quick estimate|quick quote|rough estimate|big picture|big decision|big fan';
