type Offer = { active: boolean; product: { active: boolean; providerProductId: string | null } }

/** Whether an offer can be sold: the shop wants to, and the provider has the product. */
export const isForSale = ({ active, product }: Offer): boolean =>
  active && product.active && product.providerProductId !== null
