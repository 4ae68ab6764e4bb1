import type { CountryCode } from 'dodopayments/resources/misc'
import { exemptCountries } from './tax'

interface Format {
  name: string
  pattern: RegExp
}

const VAT_PREFIX: Partial<Record<CountryCode, string>> = { GR: 'EL' }

const OWN_FORMATS: Partial<Record<CountryCode, Format>> = {
  AU: { name: 'ABN', pattern: /^\d{11}$/ },
  CA: { name: 'GST/HST Number', pattern: /^\d{9}(RT\d{4})?$/ },
  IN: { name: 'GSTIN', pattern: /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]$/ },
  JP: { name: 'Corporate Number', pattern: /^T?\d{13}$/ },
  US: { name: 'EIN', pattern: /^\d{2}-?\d{7}$/ },
}

export interface TaxIdCheck {
  /** How the number is called in its country; null when it is not a right one. */
  formatName: string | null
  error: string | null
  /** Whether its owner settles the tax at home, so that none is charged. */
  exempt: boolean
}

/** Looks only at the form of a number; no registry is asked. */
export function checkTaxId(taxId: string, country: CountryCode): TaxIdCheck {
  const plain = taxId.replaceAll(/[\s.]/g, '').toUpperCase()
  const format = formatOf(country)
  if (!format?.pattern.test(plain)) {
    return { formatName: null, error: `This is no tax id of ${country}`, exempt: false }
  }
  return { formatName: format.name, error: null, exempt: exemptCountries.has(country) }
}

function formatOf(country: CountryCode): Format | undefined {
  if (!exemptCountries.has(country)) return OWN_FORMATS[country]
  const prefix = VAT_PREFIX[country] ?? country
  return { name: 'VAT Number', pattern: new RegExp(`^${prefix}[0-9A-Z]{8,12}$`) }
}
