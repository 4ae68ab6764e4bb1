/** The markets whose law asks for lines of its own; see lib/funnels/markets.ts. */
export const MARKETS = ['EU', 'JP', 'US'] as const
