/**
 * Everyday phrases that hold the word of a project and mean something else. Each line completes one word:
 * `before` stand in front of it, `after` behind it.
 */
export const decoyCompounds: readonly { word: string; before?: string; after?: string }[] = [
  {
    word: 'range',
    before: 'mid|price|middle|full|wide|budget|lower|upper|low|age|in the',
    after: 'of|from|between',
  },
  {
    word: 'pool',
    before:
      'car|talent|thread|connection|gene|prize|betting|tide|dead|office|applicant|candidate|blow up|inflatable|kiddie|public|hotel|carpool|motor|jury|liquidity|football|super bowl|whirl|typing|secretarial|wading bird|birth|birthing|ball|hot springs',
    after:
      'of candidates|of applicants|of people|of money|of blood|of talent|of investors|of funds|of users|of drivers|of resources|of workers|of volunteers|of voters|of experts|of jurors|table|hall|cue|cues|noodle|party|float|floats|house|toy|toys|ball|balls|player|shark|boy|room|chemicals|chlorine|tournament|stick|sticks|towel|towels|pass|membership|vacuum|robot|filter|pump|game|side bar|hours|lessons|guy|man|company|boy|tech|technician|boys|store|supplies|supply|water test|our money|our resources|resources|money|safety|repair|cleaning|cleaner|service|leak detection|net|liner repair|liner replacement|pump replacement|filter replacement|at our gym|at the gym|at my gym|at the hotel|at the y|at the ymca|at the club|at the resort|heater replacement|heater repair|light replacement|pump repair|filter repair|opening service|fence',
  },
  {
    word: 'roof',
    before:
      'sun|moon|raise the|through the|under one|car|jeep|van|convertible|raising the|hit the|glass|my mouths',
    after:
      'rack|racks|rat|rats|box|bag|tent|top bar|top restaurant|of my mouth|of the mouth|garden restaurant|bars|of my car|of the car|cargo|antenna|leak repair|top|rail|rails|cleaning|inspection|moss|rake|antennas|repair kit|snow removal|tile saw|light bar|cargo box|wrap',
  },
  {
    word: 'kitchen',
    before:
      'food truck|restaurant|shared|commissary|dollhouse|soup|hells|test|ghost|cloud|play|toy|the smitten|outdoor toy|commercial ghost|commercial test|mess',
    after:
      'island on wheels|island cart|cart|table|tables|knife|knives|scale|aid|timer|towel|towels|gadget|gadgets|utensils|nightmares|chair|chairs|staff|porter|tongs|garden|sink clogged|witch|set for kids|recipes|scissors|robot|stool|stools|sink|faucet|faucets|drain|window|windows|door|outlet|light bulb|exhaust fan|fan|vent|curtains|blinds|fire|mixer|job|cleaning|hours|light|lights|trash|help|duty|window treatments|composter|shears|tool|tools|gloves|sponge|rags|manager|hand',
  },
  {
    word: 'bathroom',
    after:
      'scale|scales|mirror|mirrors|fan|exhaust fan|faucet|sink|drain|door|window|windows|outlet|lock|break|humor|pass|tissue|attendant|selfie|stall etiquette|reading|mat|rug|towels|sign|key|rugs|key code|paper|cleaning|cleaner|stop|organizer|code',
  },
  {
    word: 'bath',
    before:
      'bird|dog needs a|cat needs a|he needs a|she needs a|baby needs a|take a|taking a|bubble|ice|mud|blood|sponge|baby|oil|turkish',
    after: 'bomb|bombs|towel|towels|salts|and beyond|mat|toys|england|and body|water|robe|salt|time|mats',
  },
  {
    word: 'floor',
    before:
      'ground|first|second|third|top|upper|lower|dance|shop|trading|1st|2nd|3rd|sea|ocean|forest|pelvic|price|factory|fourth|main|heated|warm|radiant|killing|opening|office|showroom',
    after:
      'plan|plans|lamp|lamps|mat|mats|speaker|speakers|manager|exercise|exercises|seat|seats|price|routine|apartment|apt|heating|heat|polish|wax|buffer|cleaner|sander rental|show|model|pillow|cushion|fan|jack|scrubber|seating|manager job|pan',
  },
  {
    word: 'yard',
    before:
      'ship|junk|grave|school|church|navy|scrap|brick|rail|court|barn|lumber|stock|yards per|scot land|scotland',
    after: 'sale|sales|stick|work job|games|line|lines|lumber',
  },
  {
    word: 'garden',
    before:
      'madison square|olive|kinder|beer|botanical|zen mini|savage|covent|rose garden arena|zoological|secret',
    after:
      'salad|party|gnome|gnomes|hose|center|centre|grove|burger|state|rake|tool|tools|spade|city|of eden|variety|seeds|shed kit|gloves|show|tour|club|of the gods|weed killer',
  },
  {
    word: 'lawn',
    after:
      'mower|mowers|chair|chairs|tennis|bowling|mowing|care|service|ornament|ornaments|darts|dart|games|bowls|aerator|fertilizer|seats|fete',
  },
  {
    word: 'landscape',
    before:
      'political|competitive|media|business|the media|the political|changing|threat|legal|security|tech|regulatory',
    after:
      'photo|photos|photography|painting|paintings|mode|orientation|print|photographer|artist|art|format|view|architecture degree|architecture school',
  },
  {
    word: 'app',
    before:
      'which|best|best free|best dating|best weather|best banking|best messaging|best meditation|good dating|good weather|existing|the uber|the banking|the weather|the dating|the messaging|my banking|my weather|my dating|the cash|download the|open the|delete the|use the|my bank|update the|update my|best budgeting|good|any good|good free|any free|what other|floor plan|camera',
    after:
      'builder|maker|crashes|keeps crashing|recommendation|recommendations|wont open|subscription|rating|icon|password|notification|notifications|permissions|academy|refund|review|store account|on sale|free|for free|free download',
  },
  {
    word: 'mobile',
    after:
      'home|homes|plan|phone plan|phone contract|alabama|crane|carrier|number|hotspot|data|phone|phones|mechanic|game|notary|grooming|dj|clinic|vet|bar rental|welder|detailing|car wash|coverage|dentist|payment terminal|grocery',
    before: 't|baby|upwardly|exxon',
  },
  { word: 'phone', after: 'plan|bill|case|screen|number|charger|call|contract|repair' },
  { word: 'iphone', after: 'case|charger|screen|screen repair|repair|battery|15|16|17' },
  { word: 'android', after: 'phone|tv|tablet' },
  {
    word: 'screen',
    before: 'phone|laptop|tv|cracked|window|sun|movie|wide|big',
    after: 'door|doors|protector|repair|printing|play',
  },
  {
    word: 'migration',
    before:
      'net|fish|bird|birds|human|whale|butterfly|monarch|animal|salmon|great|goose|their|its|seasonal|mass|wildebeest|refugee|labor|labour|rural|out|return|elk|caribou|turtle|internal|fish|crane|hawk',
    after:
      'statistics|rate|rates|trends|history|numbers by state|lawyer|visa|agent|pattern|patterns|season|of birds|route|office|museum|headache|policy|crisis|route map|studies|to canada|to australia|to europe|flyway',
  },
  {
    word: 'integration',
    before:
      'racial|social|vertical|european|school|cultural|sensory|market|family|economic|horizontal|community|political|regional|numerical|social media|military',
    after:
      'by parts|of immigrants|of refugees|of migrants|of newcomers|into society|of students|course|homework|therapy|formula|of the two countries|test|tests|testing homework|calculus|policy|by substitution|theory|essay|problem|constant|limits',
  },
  { word: 'portal', after: 'game|2|gun|vein' },
  {
    word: 'dashboard',
    before: 'car|the cars|truck|my trucks',
    after: 'camera|cam|light|lights|warning light|warning lights',
  },
  {
    word: 'website',
    after:
      'builder|builders|maker|template|templates|theme|themes|checker|blocker|speed test|down|is down|hosting|domain|traffic|not loading|crashed|address|url|name ideas|owner login|is wrong',
  },
  { word: 'shingles', after: 'shot|vaccine|vaccination|rash|virus|pain|symptoms' },
  { word: 'restroom', before: 'public|gas station|nearest|closest', after: 'sign|signs' },
  { word: 'saas', after: 'tool|tools|vendors|subscriptions' },
  { word: 'tile', before: 'scrabble|mahjong|domino', after: 'game|games|tracker|matching game|saw|app' },
  { word: 'floors', before: 'mop the|sweep the|clean the|scrub the|polish the|wash the' },
  { word: 'turf', before: 'surf and', after: 'war|wars|club|toe' },
  { word: 'front end', after: 'alignment|loader|collision|damage' },
  {
    word: 'migrate',
    before: 'birds|geese|whales|butterflies|people|animals',
    after:
      'to canada|to australia|to new zealand|to germany|to the us|to europe|south|north|for the winter|in winter|in fall',
  },
  {
    word: 'integrate',
    after:
      'my son|my daughter|my child|my kid|my kids|my dog|my cat|immigrants|refugees|x|sin|into society|the function',
  },
  { word: 'sync', before: 'lip', after: 'license' },
  { word: 'server', before: 'food|restaurant|banquet', after: 'job|position|apron|tips' },
  { word: 'online', after: 'banking|class|classes|course|degree|dating|=shopping|order status|coupon' },
  { word: 'online store', after: 'return|returns|hours|coupon|discount' },
  { word: 'guest house', after: 'booking|reservation|in maui|in cabo|rates|for the weekend' },
  { word: 'tiny house', after: 'tv show|festival|hunters|nation|for sale|on wheels' },
  { word: 'slate', before: 'clean|political|blank', after: 'magazine' },
  { word: 'deck', before: 'pitch|slide|tape|pool', after: 'of cards|chairs|building game|chair|hand' },
  {
    word: 'studio',
    before: 'yoga|tattoo|recording|dance|art|photo|pilates|music|film|fitness|design|visual|android|hair',
    after: 'album|apartment for rent|apartment to rent|photo|ghibli|lighting|time|session|musician|head',
  },
  { word: 'cottage', after: 'cheese|pie|industry|core' },
  {
    word: 'spa',
    before: 'day|nail|med|hair|pet|dog|medical',
    after:
      'day|treatment|weekend|gift card|music|package|booking|owner|business|salon|like|vacation|hotel|resort',
  },
  {
    word: 'carpet',
    before: 'red|magic|flying',
    after:
      'cleaning|cleaner|python|bombing|steam cleaning|beater|shampoo|cleaners|shampooer|beetle|beetles|stain',
  },
  {
    word: 'api',
    before: 'what is an|explain what an',
    after:
      'costs of|cost of|credits|outage|stands for|meaning|definition|tutorial|docs|documentation for google|key not working|key for google|gravity|conference|certification|619|570',
  },
  { word: 'database', before: 'existing|baseball', after: 'homework|course|administrator salary' },
  {
    word: 'link',
    before: 'golf|sausage|cuff|rel|the|a|send me the|chain',
    after: 'in bio|to the|building|me',
  },
  { word: 'hook', before: 'coat|fish|crochet|right|off the', after: 'and loop|line' },
  { word: 'barn', after: 'style|door|doors|wood|board|red' },
  { word: 'house', before: 'tree|dog|play|bird|bounce|dolls|glass|chicken' },
  { word: 'shower', before: 'baby|bridal|meteor|wedding|rain', after: 'curtain|gel|thoughts|cap' },
  {
    word: 'unit',
    before: 'ac|storage|a c|hvac|condenser|shelving|tv|wall',
    after: 'test|tests|of measure|conversion',
  },
  {
    word: 'data',
    after:
      'plan|plans|science degree|scientist salary|usage|roaming|entry job|breach|recovery|analyst|analyst job|analytics degree|entry clerk|privacy law|cap|overage',
  },
  {
    word: 'web',
    before: 'spider|charlottes|dark|the dark|cob',
    after:
      'of science|of lies|comic|hosting|comics|developer salary|developer job|design course|browser history|search',
  },
  { word: 'paint', before: 'fresh|new', after: 'and trim' },
  { word: 'systems', before: 'solar|nervous|weather|immune' },
  { word: 'grass', before: 'lemon|kentucky blue|snake in the', after: 'fed beef|hopper|hoppers' },
  { word: 'tree', before: 'family|christmas|binary|decision|shoe', after: 'house|of life' },
  { word: 'plant', before: 'power|house|factory|manufacturing|processing', after: 'based|manager' },
  { word: 'vanity', before: 'my|sheer', after: 'plate|plates|fair|url|metrics' },
  { word: 'tub', before: 'hot', after: 'of ice cream|of popcorn|thumping|drain|stopper|plug' },
];

/** Building and software work for which the catalogue has no class; it competes with the kinds that have one. */
export const otherTrades = {
  project:
    'seo|search engine optimization|google ads|logo design|brand design|hvac|furnace|air conditioning|air conditioner|ac unit|heat pump|mini split|central air|sewer line|sewer|septic|septic tank|water heater|tankless water heater|water softener|garage door|front door|entry door|sliding door|french doors|window replacement|new windows|double pane|double pane windows|dual pane|foundation|foundation crack|rewire|rewiring|electrical panel|panel upgrade|ev charger|drywall|insulation|stucco|=siding|driveway|chimney|gutters|rain gutters|elevator|house paint|exterior paint|interior paint|paint the house|paint the exterior|paint the interior|painting the house|repaint|whole house repipe|repipe|plumbing|asbestos|mold remediation|termite|pest control|seismic retrofit|room addition|home addition|second story|new house|custom home|house from scratch|pole barn|tree removal|tree trimming|stump|lawn mowing|sunroom|solar system|solar panels|solar install|solar installation|home theater|logo|seo|video editing|desktop app|desktop application|chatbot|machine learning|network cabling|cctv|security cameras|well pump|crawl space|house cleaning|demolish the house|commercial building|boat dock|tennis court|basketball court|pickleball court|porch|wine cellar|concrete slab|moving company|ventanas|bot|printer|laptop|wifi|router|antivirus|pool cleaning|pool maintenance|pool service|=gardener|=gardeners|window cleaning|awning|blinds|shutters|curtains',
  name: 'pintar|pintura|barn|sauna|bar stools|bar stool|barstools|sofa|couch|mattress|bed frame|dining table|coffee table|nightstand|bookshelf|bookcase|tv stand|deck|porch|balcony|staircase|stairs|attic|closet|shed|gazebo|greenhouse|sidewalk|basement|carport|windows|fence|fencing|doors|wiring|electrician|plumber|handyman|paint|gate|skylight|solar|=generator|=generators|fireplace|=addition|=additions|car|wedding|cake|dog|tax|taxes|lawyer|flight|hotel',
};
