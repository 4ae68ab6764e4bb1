/** One call and its answer, as they were on the wire. */
export interface Exchange {
  method: string
  path: string
  query: string[]
  sent: unknown
  status: number
  contentType: string
  received: string
}

/** The given `fetch`, writing down every exchange before the caller sees the answer. */
export function recordingFetch(seen: Exchange[]): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const response = await fetch(input, init)
    const text = await response.clone().text()
    seen.push({
      method: init?.method?.toUpperCase() ?? 'GET',
      path: url.pathname,
      query: [...new Set(url.searchParams.keys())],
      sent: typeof init?.body === 'string' ? parsed(init.body) : undefined,
      status: response.status,
      contentType: response.headers.get('content-type')?.split(';')[0] ?? '',
      received: text,
    })
    return response
  }
}

/** A JSON text's value; any other text as it is. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
