import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'
import { contentSecurityPolicy } from './lib/security/content-security-policy'

const mode = process.env.UPNEXT_MODE
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  ...(mode ? [] : [{ key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' }]),
]
const prerendered = [
  {
    key: 'Content-Security-Policy',
    value: contentSecurityPolicy({ local: mode !== undefined, development: mode === 'development' }),
  },
]

const config: NextConfig = {
  poweredByHeader: false,
  reactCompiler: true,
  typedRoutes: true,
  images: { unoptimized: true },
  experimental: { globalNotFound: true },
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    {
      source: '/:locale(en|ja)/admin/funnels/:id/preview',
      headers: [{ key: 'X-Frame-Options', value: 'SAMEORIGIN' }],
    },
    { source: '/:locale(en|ja)', headers: prerendered },
    { source: '/:locale(en|ja)/products/:path*', headers: prerendered },
    { source: '/:locale(en|ja)/pricing', headers: prerendered },
  ],
}

export default createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // Compiled when the shop is built: reading a message costs a request half a millisecond otherwise.
  experimental: {
    messages: { path: './lib/i18n/messages', format: 'json', locales: 'infer', precompile: true },
  },
})(config)
