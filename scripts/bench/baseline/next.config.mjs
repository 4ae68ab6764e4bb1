import path from 'node:path'

// The packages are the shop's; the extension keeps Next from finding the shop's own files beside them.
export default {
  pageExtensions: ['baseline.ts', 'baseline.tsx'],
  turbopack: { root: path.resolve(import.meta.dirname, '..', '..', '..') },
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
}
