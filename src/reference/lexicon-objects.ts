/**
 * Things, people and events that are no building or software work. Right behind the name of a kind one of them
 * is what is spoken of: a pool table, a kitchen knife, a rooftop bar, an app refund.
 */
export const objectNouns = [
  // things in a house
  'table|tables|chair|chairs|stool|stools|sofa|couch|recliner|ottoman|lamp|lamps|rug|rugs|mat|mats|runner|curtain|curtains|drapes|blinds|clock|mirror|mirrors|cart|trolley|basket|bin|bins|trash can|hamper|organizer|tray|towel|towels|robe|pillow|blanket|cushion|cushions|umbrella|hammock|lounger|loungers|tent|ornament|ornaments|wreath|candle|candles|vase|art|poster|posters|painting|paintings|photo|photos|photography|picture|pictures|print|prints|wallpaper|sticker|stickers|sign|magnet|magnets|statue|gnome|gnomes|swing|scale|scales|rack|racks|furniture|decor|decorations|carrier|carriers|mount|mounts|bracket|stand up|holder|hook|hooks',
  // tools and wares
  'knife|knives|scissors|tongs|spatula|spoon|spoons|pan|pans|kettle|toaster|blender|mixer|grater|timer|thermometer|gadget|gadgets|utensil|utensils|apron|gloves|broom|mop|bucket|sponge|brush|hose|rake|shovel|spade|shears|trimmer|blower|mower|mowers|wheelbarrow|ladder|ladders|net|vacuum|robot|cleaner|cleaners|pump|filter|filters|chemicals|chlorine|test kit|test strips|toy|toys|float|floats|noodle|noodles|inflatable|ball|balls|game|games|mahjong|scrabble|bingo|chess|poker|monopoly|jenga|tetris|sudoku|puzzle|cue|cues|stick|bag|bags|freshener|plunger|soap|soaps|salts|dispenser|tissue|caddy|scraper|duster|sprayer|spray|jack|charger|charm|keychain|shirt|t shirt|hat|shoes|sandals|costume|costumes|sun hat|goggles|lego|speaker|speakers|radio|camera',
  // people and their work
  'guy|boy|boys|girl|man|staff|cleaning|attendant|lifeguard|manager|chef|porter|assistant|inspector|instructor|teacher|jobs|salary|salaries|wages|career|careers|internship|vacancy|resume|copywriter|writer|editor|translator|photographer|tutor|nanny|driver|salesman|salesperson|agent|broker|developer jobs|builder game|course|courses|class|classes|lesson|lessons|tutorial|certificate|certification|degree|bootcamp|homework|exam|technician|mechanic',
  // telling and playing
  'book|books|magazine|magazines|blog|podcast|movie|movies|film|song|songs|lyrics|album|video|videos|meme|memes|joke|jokes|trivia|quiz|crossword|riddle|poem|story|stories|novel|episode|documentary|recipe|recipes|history museum|museum|simulator|emoji|wallpapers|definition|meaning|spelling|synonym|essay|essays|policy|paper|papers|theory|lecture|thesis|debate|homework help',
  // events and places
  'party|parties|tournament|league|match|championship|sale|sales|auction|tour|tours|wedding|festival|competition|contest|night|hours|opening hours|pass|passes|membership|ticket|tickets|reservation|reservations|rules|etiquette|bar|bars|restaurant|restaurants|lounge|nightclub|concert|cafe|conference|conferences|meetup|webinar|workshop|workshops|hackathon|convention|expo|summit|fair|parade|exhibition|show|shows',
  // trade
  'store|stores|supplies|brand|brands|coupon|coupons|discount|promo code|gift card|raffle|stocks|recommendations|recommendation|reviews|refund|subscription|password|rental|rentals|for rent|for sale|insurance|warranty|claim|loan|tax',
  // animals and ailments
  'cat|cats|dog|dogs|puppy|rat|rats|mice|mouse|ants|roaches|cockroaches|shark|frog|frogs|snake|vaccine|vaccination|rash|pain|symptoms|virus|shot|disease|treatment|injury|tattoo|medicine',
].join('|');

/** Words of matters that are nobody's building or software project; they outweigh a mere hint or an open name. */
export const otherTopics =
  'vaccine|doctor|dentist|rash|symptom|horoscope|lottery|recipe|airline|flight|vacation|passport|visa|mortgage|bitcoin|crypto|divorce|lawsuit|homework|essay|thesis|exam|diet|workout|pregnant|puppy|kitten|concert|football|basketball|baseball|soccer|olympics|weather|rain|birthday|anniversary|tuxedo|haircut|manicure|massage|babysitter|tow truck|oil change|brakes|transmission|=tires|used car|uhaul|moving truck|movers|roommate|weekend trip|cruise|campground|camping|hiking|skiing|fishing license|jury duty|election|senator|president|stock market|credit score|life insurance|health insurance|car insurance|taxes|irs|dmv|green card|unemployment|obituary|wedding cake|catering|florist|bouquet|tattoo|guitar|piano|violin|novel|poem|lyrics|movie|netflix|spotify|playlist|minecraft|fortnite|roblox|xbox|playstation|nintendo|pizza|burger|tacos|sushi|coffee|beer|wine tasting|sandwich|cookies|cake|cupcakes|bread|chicken|steak|migraine|cavity|flu|cough|allergies|jeans|sneakers|necklace|engagement ring|perfume|makeup|lipstick|laundry detergent|dry cleaning|car wash|sue|ghosted|scammed|small claims|complaint|lien|harassment|police|arrested|burglary|lost cat|lost dog|missing cat';
