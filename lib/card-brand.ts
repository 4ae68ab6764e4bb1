const names: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  american_express: 'American Express',
  jcb: 'JCB',
  discover: 'Discover',
  diners: 'Diners Club',
  unionpay: 'UnionPay',
}

/** The brand's own spelling; one we do not know stays as the provider wrote it. */
export const cardBrand = (brand: string): string => names[brand.toLowerCase().replaceAll(' ', '_')] ?? brand
