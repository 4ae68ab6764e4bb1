/** What a bundle includes: ids of products, null for what is sold in no other way. */
type Bundle = { id: string; parts?: readonly (string | null)[] }

/**
 * The products that count as owned: those that are, the parts of every bundle among them, and every bundle of which all
 * is owned. Pure.
 */
export function ownedWithParts(owned: Iterable<string>, products: Iterable<Bundle>): Set<string> {
  const all = new Set(owned)
  const bundles = [...products].filter(({ parts }) => parts && parts.length > 0)
  for (const { id, parts = [] } of bundles) if (all.has(id)) for (const part of parts) if (part) all.add(part)
  for (const { id, parts = [] } of bundles) if (parts.every((part) => part && all.has(part))) all.add(id)
  return all
}
