/** What agents call the functions. */
export const toolNames = {
  query: 'reference_classes_query',
  get: 'reference_classes_get',
  adjust: 'adjustments_apply',
  compute: 'estimate_compute',
} as const;
