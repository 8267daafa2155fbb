/** What people want, each of a kind of its own. */
export const descriptions = [
  'I want to install a 15x30 pool with spa in my backyard in San Diego',
  'Remodel of a 150 square foot kitchen with quartz counters in Los Angeles',
  'New asphalt shingle roof of 2000 square feet on a two-storey house',
  'A detached one bedroom ADU of 600 square feet with its own kitchen',
  'Hardwood flooring in the living room and two bedrooms, 900 square feet',
  'Bathroom remodel with a walk-in shower and new tiles, 60 square feet',
];

export const matchQuery = `query ($description: String!) { matchReferenceClasses(description: $description) {
  confidence matchedTerms referenceClass { id name category subcategory }
} }`;
