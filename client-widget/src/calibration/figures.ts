/** 0.8 → `80 %`; figure and sign stay together. */
export const percent = (share: number): string => `${(share * 100).toFixed(0)}\u00a0%`;

/** Per cent with its sign: `+12.5 %` */
export const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(1)}\u00a0%`;
